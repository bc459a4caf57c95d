import type { Platform } from '../platform/platform-options.ts';
import type { GraphqlClient } from './load.ts';
import { type BenchLine, type Load, measure } from './measure.ts';

/** A product list as a shop's first page needs it. */
const BROWSE = `query Browse {
  products(first: 20) {
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

/** 20 products with variants, prices and live stock through the gateway. */
export function benchBrowse(platform: Platform, client: GraphqlClient, load: Load): Promise<BenchLine> {
  return measure('browse', platform, load, async () => {
    const { products } = await client.ask<BrowseAnswer>(BROWSE);
    // An answer without stock would be a fast and useless one.
    return (
      products.nodes.length === 20 &&
      products.nodes.every(({ variants }) => variants.every(({ availability }) => availability.available > 0))
    );
  });
}
