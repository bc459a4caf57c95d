import type { Platform } from '../platform/platform-options.ts';
import type { GraphqlClient } from './load.ts';
import { type BenchLine, type Load, measure } from './measure.ts';

/** A product list as a shop's first page needs it. */
const BROWSE = `query Browse($where: ProductWhere, $orderBy: ProductOrder) {
  products(first: 20, where: $where, orderBy: $orderBy) {
    nodes {
      id slug name imageUrl
      variants { id sku name price { amountMinor currency formatted } availability { available inStock } }
    }
    pageInfo { hasNextPage endCursor }
  }
}`;

interface BrowseAnswer {
  products: { nodes: { variants: { availability: { available: number } }[] }[] };
}

const ORDERS = ['NEWEST', 'NAME', 'PRICE_ASC', 'PRICE_DESC'];
/** Each matches at least 20 of the shop's products, whose prices go up one by one. */
const LOWEST_PRICES = 180;

/** The pages that the load asks for: everyone's first page, or 720 different ones, so that no two are equal at a time. */
const PAGES = {
  browse: [{}],
  'browse-varied': Array.from({ length: LOWEST_PRICES * ORDERS.length }, (_, n) => ({
    where: { priceMin: { amountMinor: 500 + (n % LOWEST_PRICES), currency: 'EUR' } },
    orderBy: ORDERS[n % ORDERS.length],
  })),
};

/** 20 products with variants, prices and live stock through the gateway. */
export function benchBrowse(
  name: keyof typeof PAGES,
  platform: Platform,
  client: GraphqlClient,
  load: Load,
): Promise<BenchLine> {
  const pages = PAGES[name];
  let next = 0;
  return measure(name, platform, load, async () => {
    const { products } = await client.ask<BrowseAnswer>(BROWSE, pages[next++ % pages.length]);
    // An answer without stock would be a fast and useless one.
    return (
      products.nodes.length === 20 &&
      products.nodes.every(({ variants }) => variants.every(({ availability }) => availability.available > 0))
    );
  });
}
