/** Queries to start with; each runs as it is. */
export const EXAMPLES = [
  {
    title: 'Browse the shop',
    query: `query Browse {
  products(first: 5) {
    nodes {
      name
      variants {
        id
        name
        price { formatted }
        availability { available }
      }
    }
    pageInfo { hasNextPage endCursor }
  }
}`,
  },
  {
    title: 'Fill a cart',
    query: `mutation FillCart($variantId: ID!) {
  cartLinesAdd(
    lines: [
      { variantId: $variantId, quantity: 2 }
    ]
  ) {
    cart {
      id
      lines {
        quantity
        lineTotal { formatted }
      }
      total { formatted }
    }
    userErrors { code message }
  }
}`,
  },
  {
    title: 'Place the order',
    query: `mutation PlaceOrder($cartId: ID!) {
  orderPlace(
    idempotencyKey: "my-first-order"
    input: {
      cartId: $cartId
      email: "ada@example.com"
      paymentToken: "tok_ok"
      shippingAddress: {
        name: "Ada Lovelace"
        line1: "Unter den Linden 1"
        city: "Berlin"
        postalCode: "10117"
        country: "DE"
      }
    }
  ) {
    order { id number status }
    accessToken
    userErrors { code message }
  }
}`,
  },
] as const;
