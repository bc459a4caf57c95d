// Made by `npm run codegen` from schema.graphql and codegen.yml: change those.
import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type { Money as MoneyValue } from '@eci/kit/money';
import type { CartRow } from '../cart.entity.ts';
import type { PricedCartLine } from '../price-cart.ts';
import type { OrderRow, OrderLineRow, OrderEventRow } from '../order.entity.ts';
import type { SagaSummary } from '../loaders.ts';
import type { Address as AddressValue } from '../address.ts';
import type { Connection } from '@eci/kit/connections';
import type { OrderContext } from '../context.ts';
export type Maybe<T> = T | null;
export type InputMaybe<T> = Maybe<T>;
export type Omit<T, K extends keyof T> = Pick<T, Exclude<keyof T, K>>;
export type RequireFields<T, K extends keyof T> = Omit<T, K> & { [P in K]-?: NonNullable<T[P]> };
/** All built-in and custom scalars, mapped to their actual values */
export type Scalars = {
  ID: { input: string; output: string; }
  String: { input: string; output: string; }
  Boolean: { input: boolean; output: boolean; }
  Int: { input: number; output: number; }
  Float: { input: number; output: number; }
  /** An ISO 3166-1 alpha-2 country code in upper case, such as DE. */
  CountryCode: { input: string; output: string; }
  /** An ISO 4217 currency code in upper case, such as EUR. */
  CurrencyCode: { input: string; output: string; }
  /** An instant in ISO 8601 with an offset, always answered in UTC: 2026-01-31T12:00:00.000Z. */
  DateTime: { input: Date; output: Date | string; }
  /** A whole number within plus or minus 2^53 - 1, which every JSON reader keeps exactly. */
  SafeInt: { input: number; output: number; }
  _FieldSet: { input: string; output: string; }
};

/** A postal address. */
export type Address = {
  __typename?: 'Address';
  /** Town or city. */
  city: Scalars['String']['output'];
  /** Country. */
  country: Scalars['CountryCode']['output'];
  /** Id within the customer's address book; null on an order. */
  id?: Maybe<Scalars['ID']['output']>;
  /** Street and house number. */
  line1: Scalars['String']['output'];
  /** Floor, company and the like. */
  line2?: Maybe<Scalars['String']['output']>;
  /** Who receives it. */
  name: Scalars['String']['output'];
  /** Postal code. */
  postalCode: Scalars['String']['output'];
  /** State, province or county, where addresses have one. */
  region?: Maybe<Scalars['String']['output']>;
};

/** A postal address as input. */
export type AddressInput = {
  /** Town or city, up to 100 characters. */
  city: Scalars['String']['input'];
  /** Country. */
  country: Scalars['CountryCode']['input'];
  /** Street and house number, up to 200 characters. */
  line1: Scalars['String']['input'];
  /** Floor, company and the like, up to 200 characters. */
  line2?: InputMaybe<Scalars['String']['input']>;
  /** Who receives it, up to 100 characters. */
  name: Scalars['String']['input'];
  /** Postal code, up to 20 characters. */
  postalCode: Scalars['String']['input'];
  /** State, province or county, up to 100 characters. */
  region?: InputMaybe<Scalars['String']['input']>;
};

/** Units a customer means to buy. Prices are the catalog's at the moment of reading; nothing is reserved. */
export type Cart = {
  __typename?: 'Cart';
  /** The one currency of its lines; null while it is empty. */
  currency?: Maybe<Scalars['CurrencyCode']['output']>;
  /** A capability of 128 random bits: who knows it may use a guest's cart. */
  id: Scalars['ID']['output'];
  /** Its lines, oldest first. */
  lines: Array<CartLine>;
  /** The order this cart became, or is becoming; null while it is open. */
  order?: Maybe<Order>;
  /** Shipping: a flat rate, nothing from a threshold on; null while it is empty. */
  shippingTotal?: Maybe<Money>;
  /** Sum of the lines, without shipping and tax; null while it is empty. */
  subtotal?: Maybe<Money>;
  /** Tax on the subtotal, rounded half up once; null while it is empty. */
  taxTotal?: Maybe<Money>;
  /** What an order of this cart costs: subtotal, shipping and tax; null while it is empty. Pass it as expectedTotal. */
  total?: Maybe<Money>;
};

/** Refusals of changes to a cart. */
export type CartErrorCode =
  /** The cart has become an order: start a new one. */
  | 'CART_ALREADY_ORDERED'
  /** No cart of yours has this id. */
  | 'CART_NOT_FOUND'
  /** The variant is priced in another currency than the cart, or one the shop does not sell in. */
  | 'CURRENCY_MISMATCH'
  /** An argument is not valid; `field` names it. */
  | 'INPUT_INVALID'
  /** No variant on sale has this id. */
  | 'PRODUCT_UNAVAILABLE'
  /** A quantity is not a whole number in its bounds. */
  | 'QUANTITY_INVALID'
  /** The catalog can not be asked at the moment; nothing was changed. */
  | 'SERVICE_UNAVAILABLE';

/** Units of one variant in a cart. */
export type CartLine = {
  __typename?: 'CartLine';
  /** Opaque id, cln_... */
  id: Scalars['ID']['output'];
  /** Price of all of them now, without tax. */
  lineTotal: Money;
  /** Whether the catalog still sells it; an order is refused with PRODUCT_UNAVAILABLE until such a line is removed. */
  purchasable: Scalars['Boolean']['output'];
  /** How many, 1 to 999. */
  quantity: Scalars['Int']['output'];
  /** Price of one now, without tax. */
  unitPrice: Money;
  /** What is bought; its availability is live. */
  variant?: Maybe<ProductVariant>;
};

/** Units of one variant. */
export type CartLineInput = {
  /** How many. */
  quantity: Scalars['Int']['input'];
  /** The variant. */
  variantId: Scalars['ID']['input'];
};

/** What became of a change to a cart. */
export type CartPayload = {
  __typename?: 'CartPayload';
  /** The cart after the change; null when it was refused. */
  cart?: Maybe<Cart>;
  /** Why it was refused; empty when it was not. */
  userErrors: Array<CartUserError>;
};

/** Why a change to a cart was refused. */
export type CartUserError = UserError & {
  __typename?: 'CartUserError';
  /** For programs. */
  code: CartErrorCode;
  /** Path of the culprit in the mutation's arguments; null when it is not one argument. */
  field?: Maybe<Array<Scalars['String']['output']>>;
  /** A sentence that names the culprit and the next step. */
  message: Scalars['String']['output'];
};

/** A customer of the shop. */
export type Customer = {
  __typename?: 'Customer';
  /** The customer's newest open cart; null when there is none, and for everyone but the customer and staff. */
  cart?: Maybe<Cart>;
  /** Opaque id, cus_... */
  id: Scalars['ID']['output'];
  /** The customer's orders, newest first; for the customer and staff. */
  orders?: Maybe<OrderConnection>;
};


/** A customer of the shop. */
export type CustomerOrdersArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};

/** An amount of money, exact. */
export type Money = {
  __typename?: 'Money';
  /** Whole minor units of the currency: cents of EUR, yen of JPY, thousandths of KWD. */
  amountMinor: Scalars['SafeInt']['output'];
  /** The currency of the amount. */
  currency: Scalars['CurrencyCode']['output'];
  /** The amount for people, in English notation: €12.34. */
  formatted: Scalars['String']['output'];
};

/** An amount of money as input. */
export type MoneyInput = {
  /** Whole minor units of the currency: cents of EUR, yen of JPY, thousandths of KWD. */
  amountMinor: Scalars['SafeInt']['input'];
  /** The currency of the amount. */
  currency: Scalars['CurrencyCode']['input'];
};

/** Filling a cart, placing its order, and taking the order back. */
export type Mutation = {
  __typename?: 'Mutation';
  /** Removes every line of a cart. */
  cartClear?: Maybe<CartPayload>;
  /** Puts units into a cart, on top of those in it. Without a cartId a new cart is made; a signed-in customer owns it. */
  cartLinesAdd?: Maybe<CartPayload>;
  /** Removes variants from a cart; those that are not in it are no error. */
  cartLinesRemove?: Maybe<CartPayload>;
  /** Sets the quantity of variants in a cart; 0 removes one. */
  cartLinesSet?: Maybe<CartPayload>;
  /**
   * Takes an order back until it is shipped: what was charged is refunded, what was reserved is released. It answers at
   * once; the order becomes CANCELLED when everything is undone, and stays as it is if shipping was faster.
   */
  orderCancel?: Maybe<OrderCancelPayload>;
  /**
   * Places the order of a cart and waits up to 8 s for a decision. The order comes back CONFIRMED; FAILED with the reason
   * as a userError; or PENDING: it is safe and goes on, so read it again. Prices come from the catalog at this moment.
   */
  orderPlace?: Maybe<OrderPlacePayload>;
};


/** Filling a cart, placing its order, and taking the order back. */
export type MutationCartClearArgs = {
  cartId: Scalars['ID']['input'];
};


/** Filling a cart, placing its order, and taking the order back. */
export type MutationCartLinesAddArgs = {
  cartId?: InputMaybe<Scalars['ID']['input']>;
  lines: Array<CartLineInput>;
};


/** Filling a cart, placing its order, and taking the order back. */
export type MutationCartLinesRemoveArgs = {
  cartId: Scalars['ID']['input'];
  variantIds: Array<Scalars['ID']['input']>;
};


/** Filling a cart, placing its order, and taking the order back. */
export type MutationCartLinesSetArgs = {
  cartId: Scalars['ID']['input'];
  lines: Array<CartLineInput>;
};


/** Filling a cart, placing its order, and taking the order back. */
export type MutationOrderCancelArgs = {
  idempotencyKey: Scalars['String']['input'];
  orderId: Scalars['ID']['input'];
  reason?: InputMaybe<Scalars['String']['input']>;
};


/** Filling a cart, placing its order, and taking the order back. */
export type MutationOrderPlaceArgs = {
  idempotencyKey: Scalars['String']['input'];
  input: OrderPlaceInput;
};

/** What was bought, by whom, and what has become of it. */
export type Order = {
  __typename?: 'Order';
  /** The customer; null for a guest's order. */
  customer?: Maybe<Customer>;
  /** Where messages about it go. */
  email?: Maybe<Scalars['String']['output']>;
  /** Opaque id, ord_... */
  id: Scalars['ID']['output'];
  /** What was bought, as it was then. */
  lines: Array<OrderLine>;
  /** The number people see and say. */
  number: Scalars['String']['output'];
  /** When it was placed. */
  placedAt: Scalars['DateTime']['output'];
  /** How the durable work of placing or cancelling it stands. */
  saga?: Maybe<OrderSaga>;
  /** Where it is sent. */
  shippingAddress?: Maybe<Address>;
  /** Shipping, untaxed. */
  shippingTotal: Money;
  /** Where it is in its life cycle. */
  status: OrderStatus;
  /** Sum of the lines, without shipping and tax. */
  subtotal: Money;
  /** Tax on the subtotal, rounded half up once. */
  taxTotal: Money;
  /** What happened and when, oldest first; at most a few dozen entries. */
  timeline: Array<OrderEvent>;
  /** What is charged: subtotal, shipping and tax. */
  total: Money;
};

/** Refusals of a cancellation. */
export type OrderCancelErrorCode =
  /** The first request with this key is still running. */
  | 'IDEMPOTENCY_IN_PROGRESS'
  /** This idempotency key was used for another request. */
  | 'IDEMPOTENCY_KEY_REUSED'
  /** An argument is not valid; `field` names it. */
  | 'INPUT_INVALID'
  /** The order is shipped, delivered, failed or cancelled already. */
  | 'ORDER_NOT_CANCELLABLE'
  /** No order of yours has this id. */
  | 'ORDER_NOT_FOUND';

/** What became of a cancellation. */
export type OrderCancelPayload = {
  __typename?: 'OrderCancelPayload';
  /** The order as it stands; null when the cancellation was refused. */
  order?: Maybe<Order>;
  /** Why it was refused; empty when it was not. */
  userErrors: Array<OrderCancelUserError>;
};

/** Why a cancellation was refused. */
export type OrderCancelUserError = UserError & {
  __typename?: 'OrderCancelUserError';
  /** For programs. */
  code: OrderCancelErrorCode;
  /** Path of the culprit in the mutation's arguments; null when it is not one argument. */
  field?: Maybe<Array<Scalars['String']['output']>>;
  /** A sentence that names the culprit and the next step. */
  message: Scalars['String']['output'];
};

/** A page of orders. */
export type OrderConnection = {
  __typename?: 'OrderConnection';
  /** The page's nodes, each with its cursor. */
  edges: Array<OrderEdge>;
  /** The page's nodes alone. */
  nodes: Array<Order>;
  /** Where the page stands. */
  pageInfo: PageInfo;
  /** How many match on all pages; counted only when asked. */
  totalCount: Scalars['Int']['output'];
};

/** An order on a page. */
export type OrderEdge = {
  __typename?: 'OrderEdge';
  /** Where it stands. */
  cursor: Scalars['String']['output'];
  /** The order. */
  node: Order;
};

/** Something that happened to an order. */
export type OrderEvent = {
  __typename?: 'OrderEvent';
  /** When. */
  at: Scalars['DateTime']['output'];
  /** A sentence or code that says more; null when there is nothing more to say. */
  detail?: Maybe<Scalars['String']['output']>;
  /** What. */
  kind: OrderEventKind;
};

/** What happens to orders. */
export type OrderEventKind =
  /** It was taken back. */
  | 'CANCELLED'
  /** Its cancellation came too late: it had been shipped. */
  | 'CANCEL_REFUSED'
  /** Its cancellation was asked for; detail is the reason given. */
  | 'CANCEL_REQUESTED'
  /** It was paid and its shipments were created. */
  | 'CONFIRMED'
  /** Its last parcel arrived. */
  | 'DELIVERED'
  /** It could not be placed; detail is the reason's code. */
  | 'FAILED'
  /** It was placed. */
  | 'PLACED'
  /** A warehouse started on it. */
  | 'PROCESSING'
  /** Money went back; detail is the amount. */
  | 'REFUNDED'
  /** Its last parcel left. */
  | 'SHIPPED';

/** A line of an order: a snapshot that later changes of the catalog do not touch. */
export type OrderLine = {
  __typename?: 'OrderLine';
  /** Opaque id, oln_... */
  id: Scalars['ID']['output'];
  /** Price of all of them then, without tax. */
  lineTotal: Money;
  /** Names of product and variant then. */
  name: Scalars['String']['output'];
  /** How many. */
  quantity: Scalars['Int']['output'];
  /** The variant's SKU then. */
  sku: Scalars['String']['output'];
  /** Price of one then, without tax. */
  unitPrice: Money;
  /** The variant as it is now; null when it is gone. */
  variant?: Maybe<ProductVariant>;
};

/** Refusals and failures of placing an order. */
export type OrderPlaceErrorCode =
  /** The address can not be used; `field` names the culprit. */
  | 'ADDRESS_INVALID'
  /** The cart has an order already. */
  | 'CART_ALREADY_ORDERED'
  /** The cart has no lines. */
  | 'CART_EMPTY'
  /** No cart of yours has this id. */
  | 'CART_NOT_FOUND'
  /** The lines are priced in several currencies, in one the shop does not sell in, or expectedTotal is in another. */
  | 'CURRENCY_MISMATCH'
  /** A guest's order needs an e-mail address, and any address must be one. */
  | 'EMAIL_REQUIRED'
  /** The first request with this key is still running. */
  | 'IDEMPOTENCY_IN_PROGRESS'
  /** This idempotency key was used for another request. */
  | 'IDEMPOTENCY_KEY_REUSED'
  /** An argument is not valid; `field` names it. */
  | 'INPUT_INVALID'
  /** The order was cancelled before it was decided. */
  | 'ORDER_CANCELLED'
  /** A line can not be had in this quantity, or was sold out meanwhile; `variant` names it where known. */
  | 'OUT_OF_STOCK'
  /** The provider or our risk check refused the payment. */
  | 'PAYMENT_DECLINED'
  /** The provider does not know this payment token. */
  | 'PAYMENT_TOKEN_INVALID'
  /** The catalog no longer sells a line of the cart. */
  | 'PRODUCT_UNAVAILABLE'
  /** A quantity is not a whole number in its bounds. */
  | 'QUANTITY_INVALID'
  /** A service that is needed can not be reached; nothing was written, or what was is undone. */
  | 'SERVICE_UNAVAILABLE'
  /** The total is not what the client expected; `cart` has the new one. */
  | 'TOTAL_CHANGED';

/** What to order, where to and how it is paid. */
export type OrderPlaceInput = {
  /** The cart to order. */
  cartId: Scalars['ID']['input'];
  /** Where messages about the order go; required for guests, the account's own for customers when left out. */
  email?: InputMaybe<Scalars['String']['input']>;
  /** What the client showed as total. If the price differs, nothing is ordered: TOTAL_CHANGED comes with the cart as it is. */
  expectedTotal?: InputMaybe<MoneyInput>;
  /** A single-use token of the payment provider. Kept encrypted until the charge is final, then forgotten. */
  paymentToken: Scalars['String']['input'];
  /** Where to send it. */
  shippingAddress: AddressInput;
};

/** What became of placing an order. */
export type OrderPlacePayload = {
  __typename?: 'OrderPlacePayload';
  /** For guests: the token that reads, tracks and cancels this one order, sent as Bearer. Null for customers. */
  accessToken?: Maybe<Scalars['String']['output']>;
  /** The cart, re-priced, when the order was refused over it. */
  cart?: Maybe<Cart>;
  /** The order as it stands; null when none was written. */
  order?: Maybe<Order>;
  /** Why it was refused or failed; empty otherwise. */
  userErrors: Array<OrderPlaceUserError>;
};

/** Why an order was refused or failed. */
export type OrderPlaceUserError = UserError & {
  __typename?: 'OrderPlaceUserError';
  /** For programs. */
  code: OrderPlaceErrorCode;
  /** Path of the culprit in the mutation's arguments; null when it is not one argument. */
  field?: Maybe<Array<Scalars['String']['output']>>;
  /** A sentence that names the culprit and the next step. */
  message: Scalars['String']['output'];
  /** The variant it is about, where it is about one. */
  variant?: Maybe<ProductVariant>;
};

/** The durable work behind an order: steps forward, and their undoing when one fails or the order is cancelled. */
export type OrderSaga = {
  __typename?: 'OrderSaga';
  /** Whether it works forward, undoes, or has ended either way. */
  status: SagaStatus;
  /** Every operation that was begun, in order. */
  steps: Array<SagaStep>;
};

/** Where an order is in its life cycle. */
export type OrderStatus =
  /** Taken back; what was charged is refunded. */
  | 'CANCELLED'
  /** Paid, and its shipments exist. */
  | 'CONFIRMED'
  /** All its parcels have arrived. */
  | 'DELIVERED'
  /** It could not be placed; what was charged is refunded. */
  | 'FAILED'
  /** Being placed: stock and payment are not decided yet. */
  | 'PENDING'
  /** A warehouse works on it. */
  | 'PROCESSING'
  /** All its parcels are on their way. */
  | 'SHIPPED';

/** What orders must match; everything given must hold. */
export type OrderWhere = {
  /** Orders of this customer. */
  customerId?: InputMaybe<Scalars['ID']['input']>;
  /** The order of this number. */
  number?: InputMaybe<Scalars['String']['input']>;
  /** Orders placed at or after this instant. */
  placedAfter?: InputMaybe<Scalars['DateTime']['input']>;
  /** Orders placed before this instant. */
  placedBefore?: InputMaybe<Scalars['DateTime']['input']>;
  /** Orders of this status. */
  status?: InputMaybe<OrderStatus>;
};

/** Where a page of a connection stands in its list. */
export type PageInfo = {
  __typename?: 'PageInfo';
  /** Cursor of the last node, to be passed as `after` for the next page; null when the page is empty. */
  endCursor?: Maybe<Scalars['String']['output']>;
  /** Whether more nodes follow this page. */
  hasNextPage: Scalars['Boolean']['output'];
  /** Whether this page was reached by a cursor, so that nodes precede it. */
  hasPreviousPage: Scalars['Boolean']['output'];
  /** Cursor of the first node; null when the page is empty. */
  startCursor?: Maybe<Scalars['String']['output']>;
};

/** What is bought: a product in one size, colour or the like. */
export type ProductVariant = {
  __typename?: 'ProductVariant';
  /** Opaque id, var_... */
  id: Scalars['ID']['output'];
};

/** Carts, orders and what becomes of them. */
export type Query = {
  __typename?: 'Query';
  /** A cart by its id, which is the permission for a guest's cart; a customer's cart needs its owner's token. Null otherwise. */
  cart?: Maybe<Cart>;
  /** An order by its id: for its customer, for the guest who holds its access token, and for staff. Null otherwise. */
  order?: Maybe<Order>;
  /** Orders that match, newest first. Staff only; a customer uses `me { orders }`. */
  orders?: Maybe<OrderConnection>;
};


/** Carts, orders and what becomes of them. */
export type QueryCartArgs = {
  id: Scalars['ID']['input'];
};


/** Carts, orders and what becomes of them. */
export type QueryOrderArgs = {
  id: Scalars['ID']['input'];
};


/** Carts, orders and what becomes of them. */
export type QueryOrdersArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  where?: InputMaybe<OrderWhere>;
};

/** How the work behind an order stands. */
export type SagaStatus =
  /** Ended: everything is undone. */
  | 'COMPENSATED'
  /** Undoing what was done. */
  | 'COMPENSATING'
  /** Ended: everything took effect. */
  | 'COMPLETED'
  /** Working forward. */
  | 'RUNNING';

/** One operation on another context. */
export type SagaStep = {
  __typename?: 'SagaStep';
  /** How often it was tried. */
  attempts: Scalars['Int']['output'];
  /** Stable code of its last failure; null when there was none. */
  error?: Maybe<Scalars['String']['output']>;
  /** When its outcome was known; null while it is not. */
  finishedAt?: Maybe<Scalars['DateTime']['output']>;
  /** reserve, charge, commit, ship; or their undoing: cancel-shipment, refund, release. */
  name: Scalars['String']['output'];
  /** When its intent was written. */
  startedAt: Scalars['DateTime']['output'];
  /** How it stands. */
  status: SagaStepStatus;
};

/** How one operation stands. */
export type SagaStepStatus =
  /** It took effect. */
  | 'DONE'
  /** It was refused for good. */
  | 'FAILED'
  /** Its intent is written; its outcome is not known yet. */
  | 'STARTED';

/** A refusal a person can act on. It comes in a mutation's payload; top-level errors are for bugs, access and limits. */
export type UserError = {
  /** Path of the culprit in the mutation's arguments; null when it is not one argument. */
  field?: Maybe<Array<Scalars['String']['output']>>;
  /** A sentence that names the culprit and the next step. */
  message: Scalars['String']['output'];
};



export type ResolverTypeWrapper<T> = Promise<T> | T;

export type ReferenceResolver<TResult, TReference, TContext> = (
      reference: TReference,
      context: TContext,
      info: GraphQLResolveInfo
    ) => Promise<TResult> | TResult;

      type ScalarCheck<T, S> = S extends true ? T : NullableCheck<T, S>;
      type NullableCheck<T, S> = Maybe<T> extends T ? Maybe<ListCheck<NonNullable<T>, S>> : ListCheck<T, S>;
      type ListCheck<T, S> = T extends (infer U)[] ? NullableCheck<U, S>[] : GraphQLRecursivePick<T, S>;
      export type GraphQLRecursivePick<T, S> = { [K in keyof T & keyof S]: ScalarCheck<T[K], S[K]> };
    

export type ResolverWithResolve<TResult, TParent, TContext, TArgs> = {
  resolve: ResolverFn<TResult, TParent, TContext, TArgs>;
};
export type Resolver<TResult, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> = ResolverFn<TResult, TParent, TContext, TArgs> | ResolverWithResolve<TResult, TParent, TContext, TArgs>;

export type ResolverFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => Promise<TResult> | TResult;

export type SubscriptionSubscribeFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => AsyncIterable<TResult> | Promise<AsyncIterable<TResult>>;

export type SubscriptionResolveFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => TResult | Promise<TResult>;

export interface SubscriptionSubscriberObject<TResult, TKey extends string, TParent, TContext, TArgs> {
  subscribe: SubscriptionSubscribeFn<{ [key in TKey]: TResult }, TParent, TContext, TArgs>;
  resolve?: SubscriptionResolveFn<TResult, { [key in TKey]: TResult }, TContext, TArgs>;
}

export interface SubscriptionResolverObject<TResult, TParent, TContext, TArgs> {
  subscribe: SubscriptionSubscribeFn<any, TParent, TContext, TArgs>;
  resolve: SubscriptionResolveFn<TResult, any, TContext, TArgs>;
}

export type SubscriptionObject<TResult, TKey extends string, TParent, TContext, TArgs> =
  | SubscriptionSubscriberObject<TResult, TKey, TParent, TContext, TArgs>
  | SubscriptionResolverObject<TResult, TParent, TContext, TArgs>;

export type SubscriptionResolver<TResult, TKey extends string, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> =
  | ((...args: any[]) => SubscriptionObject<TResult, TKey, TParent, TContext, TArgs>)
  | SubscriptionObject<TResult, TKey, TParent, TContext, TArgs>;

export type TypeResolveFn<TTypes, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>> = (
  parent: TParent,
  context: TContext,
  info: GraphQLResolveInfo
) => Maybe<TTypes> | Promise<Maybe<TTypes>>;

export type IsTypeOfResolverFn<T = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>> = (obj: T, context: TContext, info: GraphQLResolveInfo) => boolean | Promise<boolean>;

export type NextResolverFn<T> = () => Promise<T>;

export type DirectiveResolverFn<TResult = Record<PropertyKey, never>, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> = (
  next: NextResolverFn<TResult>,
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => TResult | Promise<TResult>;

/** Mapping of federation types */
export type FederationTypes = {
  Cart: Cart;
  Customer: Customer;
  Order: Order;
};

/** Mapping of federation reference types */
export type FederationReferenceTypes = {
  Cart:
    ( { __typename: 'Cart' }
    & GraphQLRecursivePick<FederationTypes['Cart'], {"id":true}> );
  Customer:
    ( { __typename: 'Customer' }
    & GraphQLRecursivePick<FederationTypes['Customer'], {"id":true}> );
  Order:
    ( { __typename: 'Order' }
    & GraphQLRecursivePick<FederationTypes['Order'], {"id":true}> );
};


/** Mapping of interface types */
export type ResolversInterfaceTypes<_RefType extends Record<string, unknown>> = {
  UserError:
    | ( CartUserError )
    | ( OrderCancelUserError )
    | ( OrderPlaceUserError )
  ;
};

/** Mapping between all available schema types and the resolvers types */
export type ResolversTypes = {
  Address: ResolverTypeWrapper<AddressValue>;
  String: ResolverTypeWrapper<Scalars['String']['output']>;
  ID: ResolverTypeWrapper<Scalars['ID']['output']>;
  AddressInput: AddressInput;
  Cart: ResolverTypeWrapper<CartRow>;
  CartErrorCode: CartErrorCode;
  CartLine: ResolverTypeWrapper<PricedCartLine>;
  Boolean: ResolverTypeWrapper<Scalars['Boolean']['output']>;
  Int: ResolverTypeWrapper<Scalars['Int']['output']>;
  CartLineInput: CartLineInput;
  CartPayload: ResolverTypeWrapper<Omit<CartPayload, 'cart'> & { cart?: Maybe<ResolversTypes['Cart']> }>;
  CartUserError: ResolverTypeWrapper<CartUserError>;
  CountryCode: ResolverTypeWrapper<Scalars['CountryCode']['output']>;
  CurrencyCode: ResolverTypeWrapper<Scalars['CurrencyCode']['output']>;
  Customer: ResolverTypeWrapper<Omit<Customer, 'cart' | 'orders'> & { cart?: Maybe<ResolversTypes['Cart']>, orders?: Maybe<ResolversTypes['OrderConnection']> }>;
  DateTime: ResolverTypeWrapper<Scalars['DateTime']['output']>;
  Money: ResolverTypeWrapper<MoneyValue>;
  MoneyInput: MoneyInput;
  Mutation: ResolverTypeWrapper<Record<PropertyKey, never>>;
  Order: ResolverTypeWrapper<OrderRow>;
  OrderCancelErrorCode: OrderCancelErrorCode;
  OrderCancelPayload: ResolverTypeWrapper<Omit<OrderCancelPayload, 'order'> & { order?: Maybe<ResolversTypes['Order']> }>;
  OrderCancelUserError: ResolverTypeWrapper<OrderCancelUserError>;
  OrderConnection: ResolverTypeWrapper<Connection<OrderRow>>;
  OrderEdge: ResolverTypeWrapper<Omit<OrderEdge, 'node'> & { node: ResolversTypes['Order'] }>;
  OrderEvent: ResolverTypeWrapper<OrderEventRow>;
  OrderEventKind: OrderEventKind;
  OrderLine: ResolverTypeWrapper<OrderLineRow>;
  OrderPlaceErrorCode: OrderPlaceErrorCode;
  OrderPlaceInput: OrderPlaceInput;
  OrderPlacePayload: ResolverTypeWrapper<Omit<OrderPlacePayload, 'cart' | 'order'> & { cart?: Maybe<ResolversTypes['Cart']>, order?: Maybe<ResolversTypes['Order']> }>;
  OrderPlaceUserError: ResolverTypeWrapper<OrderPlaceUserError>;
  OrderSaga: ResolverTypeWrapper<SagaSummary>;
  OrderStatus: OrderStatus;
  OrderWhere: OrderWhere;
  PageInfo: ResolverTypeWrapper<PageInfo>;
  ProductVariant: ResolverTypeWrapper<ProductVariant>;
  Query: ResolverTypeWrapper<Record<PropertyKey, never>>;
  SafeInt: ResolverTypeWrapper<Scalars['SafeInt']['output']>;
  SagaStatus: SagaStatus;
  SagaStep: ResolverTypeWrapper<SagaStep>;
  SagaStepStatus: SagaStepStatus;
  UserError: ResolverTypeWrapper<ResolversInterfaceTypes<ResolversTypes>['UserError']>;
};

/** Mapping between all available schema types and the resolvers parents */
export type ResolversParentTypes = {
  Address: AddressValue;
  String: Scalars['String']['output'];
  ID: Scalars['ID']['output'];
  AddressInput: AddressInput;
  Cart: CartRow;
  CartLine: PricedCartLine;
  Boolean: Scalars['Boolean']['output'];
  Int: Scalars['Int']['output'];
  CartLineInput: CartLineInput;
  CartPayload: Omit<CartPayload, 'cart'> & { cart?: Maybe<ResolversParentTypes['Cart']> };
  CartUserError: CartUserError;
  CountryCode: Scalars['CountryCode']['output'];
  CurrencyCode: Scalars['CurrencyCode']['output'];
  Customer: Omit<Customer, 'cart' | 'orders'> & { cart?: Maybe<ResolversParentTypes['Cart']>, orders?: Maybe<ResolversParentTypes['OrderConnection']> } | FederationReferenceTypes['Customer'];
  DateTime: Scalars['DateTime']['output'];
  Money: MoneyValue;
  MoneyInput: MoneyInput;
  Mutation: Record<PropertyKey, never>;
  Order: OrderRow;
  OrderCancelPayload: Omit<OrderCancelPayload, 'order'> & { order?: Maybe<ResolversParentTypes['Order']> };
  OrderCancelUserError: OrderCancelUserError;
  OrderConnection: Connection<OrderRow>;
  OrderEdge: Omit<OrderEdge, 'node'> & { node: ResolversParentTypes['Order'] };
  OrderEvent: OrderEventRow;
  OrderLine: OrderLineRow;
  OrderPlaceInput: OrderPlaceInput;
  OrderPlacePayload: Omit<OrderPlacePayload, 'cart' | 'order'> & { cart?: Maybe<ResolversParentTypes['Cart']>, order?: Maybe<ResolversParentTypes['Order']> };
  OrderPlaceUserError: OrderPlaceUserError;
  OrderSaga: SagaSummary;
  OrderWhere: OrderWhere;
  PageInfo: PageInfo;
  ProductVariant: ProductVariant;
  Query: Record<PropertyKey, never>;
  SafeInt: Scalars['SafeInt']['output'];
  SagaStep: SagaStep;
  UserError: ResolversInterfaceTypes<ResolversParentTypes>['UserError'];
};

export type AddressResolvers<ContextType = OrderContext, ParentType extends ResolversParentTypes['Address'] = ResolversParentTypes['Address']> = {
  city?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  country?: Resolver<ResolversTypes['CountryCode'], ParentType, ContextType>;
  id?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  line1?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  line2?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  postalCode?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  region?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type CartResolvers<ContextType = OrderContext, ParentType extends ResolversParentTypes['Cart'] = ResolversParentTypes['Cart'], FederationReferenceType extends FederationReferenceTypes['Cart'] = FederationReferenceTypes['Cart']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Cart']> | FederationReferenceType, FederationReferenceType, ContextType>;
  currency?: Resolver<Maybe<ResolversTypes['CurrencyCode']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  lines?: Resolver<Array<ResolversTypes['CartLine']>, ParentType, ContextType>;
  order?: Resolver<Maybe<ResolversTypes['Order']>, ParentType, ContextType>;
  shippingTotal?: Resolver<Maybe<ResolversTypes['Money']>, ParentType, ContextType>;
  subtotal?: Resolver<Maybe<ResolversTypes['Money']>, ParentType, ContextType>;
  taxTotal?: Resolver<Maybe<ResolversTypes['Money']>, ParentType, ContextType>;
  total?: Resolver<Maybe<ResolversTypes['Money']>, ParentType, ContextType>;
};

export type CartLineResolvers<ContextType = OrderContext, ParentType extends ResolversParentTypes['CartLine'] = ResolversParentTypes['CartLine']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  lineTotal?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  purchasable?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  quantity?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  unitPrice?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  variant?: Resolver<Maybe<ResolversTypes['ProductVariant']>, ParentType, ContextType>;
};

export type CartPayloadResolvers<ContextType = OrderContext, ParentType extends ResolversParentTypes['CartPayload'] = ResolversParentTypes['CartPayload']> = {
  cart?: Resolver<Maybe<ResolversTypes['Cart']>, ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['CartUserError']>, ParentType, ContextType>;
};

export type CartUserErrorResolvers<ContextType = OrderContext, ParentType extends ResolversParentTypes['CartUserError'] = ResolversParentTypes['CartUserError']> = {
  code?: Resolver<ResolversTypes['CartErrorCode'], ParentType, ContextType>;
  field?: Resolver<Maybe<Array<ResolversTypes['String']>>, ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export interface CountryCodeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['CountryCode'], any> {
  name: 'CountryCode';
}

export interface CurrencyCodeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['CurrencyCode'], any> {
  name: 'CurrencyCode';
}

export type CustomerResolvers<ContextType = OrderContext, ParentType extends ResolversParentTypes['Customer'] = ResolversParentTypes['Customer'], FederationReferenceType extends FederationReferenceTypes['Customer'] = FederationReferenceTypes['Customer']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Customer']> | FederationReferenceType, FederationReferenceType, ContextType>;
  cart?: Resolver<Maybe<ResolversTypes['Cart']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  orders?: Resolver<Maybe<ResolversTypes['OrderConnection']>, ParentType, ContextType, RequireFields<CustomerOrdersArgs, 'first'>>;
};

export interface DateTimeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['DateTime'], any> {
  name: 'DateTime';
}

export type MoneyResolvers<ContextType = OrderContext, ParentType extends ResolversParentTypes['Money'] = ResolversParentTypes['Money']> = {
  amountMinor?: Resolver<ResolversTypes['SafeInt'], ParentType, ContextType>;
  currency?: Resolver<ResolversTypes['CurrencyCode'], ParentType, ContextType>;
  formatted?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type MutationResolvers<ContextType = OrderContext, ParentType extends ResolversParentTypes['Mutation'] = ResolversParentTypes['Mutation']> = {
  cartClear?: Resolver<Maybe<ResolversTypes['CartPayload']>, ParentType, ContextType, RequireFields<MutationCartClearArgs, 'cartId'>>;
  cartLinesAdd?: Resolver<Maybe<ResolversTypes['CartPayload']>, ParentType, ContextType, RequireFields<MutationCartLinesAddArgs, 'lines'>>;
  cartLinesRemove?: Resolver<Maybe<ResolversTypes['CartPayload']>, ParentType, ContextType, RequireFields<MutationCartLinesRemoveArgs, 'cartId' | 'variantIds'>>;
  cartLinesSet?: Resolver<Maybe<ResolversTypes['CartPayload']>, ParentType, ContextType, RequireFields<MutationCartLinesSetArgs, 'cartId' | 'lines'>>;
  orderCancel?: Resolver<Maybe<ResolversTypes['OrderCancelPayload']>, ParentType, ContextType, RequireFields<MutationOrderCancelArgs, 'idempotencyKey' | 'orderId'>>;
  orderPlace?: Resolver<Maybe<ResolversTypes['OrderPlacePayload']>, ParentType, ContextType, RequireFields<MutationOrderPlaceArgs, 'idempotencyKey' | 'input'>>;
};

export type OrderResolvers<ContextType = OrderContext, ParentType extends ResolversParentTypes['Order'] = ResolversParentTypes['Order'], FederationReferenceType extends FederationReferenceTypes['Order'] = FederationReferenceTypes['Order']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Order']> | FederationReferenceType, FederationReferenceType, ContextType>;
  customer?: Resolver<Maybe<ResolversTypes['Customer']>, ParentType, ContextType>;
  email?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  lines?: Resolver<Array<ResolversTypes['OrderLine']>, ParentType, ContextType>;
  number?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  placedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  saga?: Resolver<Maybe<ResolversTypes['OrderSaga']>, ParentType, ContextType>;
  shippingAddress?: Resolver<Maybe<ResolversTypes['Address']>, ParentType, ContextType>;
  shippingTotal?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  status?: Resolver<ResolversTypes['OrderStatus'], ParentType, ContextType>;
  subtotal?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  taxTotal?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  timeline?: Resolver<Array<ResolversTypes['OrderEvent']>, ParentType, ContextType>;
  total?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
};

export type OrderCancelPayloadResolvers<ContextType = OrderContext, ParentType extends ResolversParentTypes['OrderCancelPayload'] = ResolversParentTypes['OrderCancelPayload']> = {
  order?: Resolver<Maybe<ResolversTypes['Order']>, ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['OrderCancelUserError']>, ParentType, ContextType>;
};

export type OrderCancelUserErrorResolvers<ContextType = OrderContext, ParentType extends ResolversParentTypes['OrderCancelUserError'] = ResolversParentTypes['OrderCancelUserError']> = {
  code?: Resolver<ResolversTypes['OrderCancelErrorCode'], ParentType, ContextType>;
  field?: Resolver<Maybe<Array<ResolversTypes['String']>>, ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type OrderConnectionResolvers<ContextType = OrderContext, ParentType extends ResolversParentTypes['OrderConnection'] = ResolversParentTypes['OrderConnection']> = {
  edges?: Resolver<Array<ResolversTypes['OrderEdge']>, ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['Order']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type OrderEdgeResolvers<ContextType = OrderContext, ParentType extends ResolversParentTypes['OrderEdge'] = ResolversParentTypes['OrderEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Order'], ParentType, ContextType>;
};

export type OrderEventResolvers<ContextType = OrderContext, ParentType extends ResolversParentTypes['OrderEvent'] = ResolversParentTypes['OrderEvent']> = {
  at?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  detail?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['OrderEventKind'], ParentType, ContextType>;
};

export type OrderLineResolvers<ContextType = OrderContext, ParentType extends ResolversParentTypes['OrderLine'] = ResolversParentTypes['OrderLine']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  lineTotal?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  quantity?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  sku?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  unitPrice?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  variant?: Resolver<Maybe<ResolversTypes['ProductVariant']>, ParentType, ContextType>;
};

export type OrderPlacePayloadResolvers<ContextType = OrderContext, ParentType extends ResolversParentTypes['OrderPlacePayload'] = ResolversParentTypes['OrderPlacePayload']> = {
  accessToken?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  cart?: Resolver<Maybe<ResolversTypes['Cart']>, ParentType, ContextType>;
  order?: Resolver<Maybe<ResolversTypes['Order']>, ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['OrderPlaceUserError']>, ParentType, ContextType>;
};

export type OrderPlaceUserErrorResolvers<ContextType = OrderContext, ParentType extends ResolversParentTypes['OrderPlaceUserError'] = ResolversParentTypes['OrderPlaceUserError']> = {
  code?: Resolver<ResolversTypes['OrderPlaceErrorCode'], ParentType, ContextType>;
  field?: Resolver<Maybe<Array<ResolversTypes['String']>>, ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  variant?: Resolver<Maybe<ResolversTypes['ProductVariant']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type OrderSagaResolvers<ContextType = OrderContext, ParentType extends ResolversParentTypes['OrderSaga'] = ResolversParentTypes['OrderSaga']> = {
  status?: Resolver<ResolversTypes['SagaStatus'], ParentType, ContextType>;
  steps?: Resolver<Array<ResolversTypes['SagaStep']>, ParentType, ContextType>;
};

export type PageInfoResolvers<ContextType = OrderContext, ParentType extends ResolversParentTypes['PageInfo'] = ResolversParentTypes['PageInfo']> = {
  endCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  hasNextPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  hasPreviousPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  startCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type ProductVariantResolvers<ContextType = OrderContext, ParentType extends ResolversParentTypes['ProductVariant'] = ResolversParentTypes['ProductVariant']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export type QueryResolvers<ContextType = OrderContext, ParentType extends ResolversParentTypes['Query'] = ResolversParentTypes['Query']> = {
  cart?: Resolver<Maybe<ResolversTypes['Cart']>, ParentType, ContextType, RequireFields<QueryCartArgs, 'id'>>;
  order?: Resolver<Maybe<ResolversTypes['Order']>, ParentType, ContextType, RequireFields<QueryOrderArgs, 'id'>>;
  orders?: Resolver<Maybe<ResolversTypes['OrderConnection']>, ParentType, ContextType, RequireFields<QueryOrdersArgs, 'first'>>;
};

export interface SafeIntScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['SafeInt'], any> {
  name: 'SafeInt';
}

export type SagaStepResolvers<ContextType = OrderContext, ParentType extends ResolversParentTypes['SagaStep'] = ResolversParentTypes['SagaStep']> = {
  attempts?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  error?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  finishedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  startedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  status?: Resolver<ResolversTypes['SagaStepStatus'], ParentType, ContextType>;
};

export type UserErrorResolvers<ContextType = OrderContext, ParentType extends ResolversParentTypes['UserError'] = ResolversParentTypes['UserError']> = {
  __resolveType: TypeResolveFn<'CartUserError' | 'OrderCancelUserError' | 'OrderPlaceUserError', ParentType, ContextType>;
};

export type Resolvers<ContextType = OrderContext> = {
  Address?: AddressResolvers<ContextType>;
  Cart?: CartResolvers<ContextType>;
  CartLine?: CartLineResolvers<ContextType>;
  CartPayload?: CartPayloadResolvers<ContextType>;
  CartUserError?: CartUserErrorResolvers<ContextType>;
  CountryCode?: GraphQLScalarType;
  CurrencyCode?: GraphQLScalarType;
  Customer?: CustomerResolvers<ContextType>;
  DateTime?: GraphQLScalarType;
  Money?: MoneyResolvers<ContextType>;
  Mutation?: MutationResolvers<ContextType>;
  Order?: OrderResolvers<ContextType>;
  OrderCancelPayload?: OrderCancelPayloadResolvers<ContextType>;
  OrderCancelUserError?: OrderCancelUserErrorResolvers<ContextType>;
  OrderConnection?: OrderConnectionResolvers<ContextType>;
  OrderEdge?: OrderEdgeResolvers<ContextType>;
  OrderEvent?: OrderEventResolvers<ContextType>;
  OrderLine?: OrderLineResolvers<ContextType>;
  OrderPlacePayload?: OrderPlacePayloadResolvers<ContextType>;
  OrderPlaceUserError?: OrderPlaceUserErrorResolvers<ContextType>;
  OrderSaga?: OrderSagaResolvers<ContextType>;
  PageInfo?: PageInfoResolvers<ContextType>;
  ProductVariant?: ProductVariantResolvers<ContextType>;
  Query?: QueryResolvers<ContextType>;
  SafeInt?: GraphQLScalarType;
  SagaStep?: SagaStepResolvers<ContextType>;
  UserError?: UserErrorResolvers<ContextType>;
};

