import { generateKeyPairSync, randomBytes } from 'node:crypto';
import type { Dialect } from '@eci/kit/database';
import { type As, type GraphqlAnswer, startTestSubgraph } from '@eci/kit/testing/subgraph';
import { findFreePort } from '../platform/ports.ts';
import { catalog } from '../subgraphs/catalog/src/subgraph.ts';
import { order } from '../subgraphs/order/src/subgraph.ts';

/** Nothing listens there: a sibling that is down. */
const DOWN = 'http://127.0.0.1:9';

/** An Ed25519 key as JWT_PRIVATE_KEY wants it. */
export const newSigningKey = (): string =>
  Buffer.from(generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' })).toString(
    'base64',
  );

type Env = Record<string, string>;

/**
 * The order context with a real catalog beside it; its other siblings are down unless `env` says where they are.
 * Guests' tokens are checked with the order context's own keys, users' with those of the test.
 */
export async function startOrderTestShop(
  env: Env | ((catalogUrl: string) => Promise<Env>) = {},
  engine: Dialect = 'postgresql',
) {
  const products = await startTestSubgraph(catalog);
  const port = await findFreePort();
  const users = products.identities.issuers.split(',').find((issuer) => issuer.startsWith('eci-customer='));
  const orders = await startTestSubgraph(
    order,
    {
      PORT: String(port),
      JWT_ISSUERS: `${users},eci-order=http://127.0.0.1:${port}/.well-known/jwks.json`,
      JWT_PRIVATE_KEY: newSigningKey(),
      PAYMENT_TOKEN_KEY: randomBytes(32).toString('base64'),
      CATALOG_URL: products.url,
      CUSTOMER_URL: DOWN,
      INVENTORY_URL: DOWN,
      PAYMENT_URL: DOWN,
      SHIPMENT_URL: DOWN,
      PLACE_WAIT_MS: '300',
      ...(typeof env === 'function' ? await env(products.url) : env),
    },
    { engine },
  );
  const { identities } = products;
  const staff = { token: await identities.user('cus_staff', 'STAFF') };
  let count = 0;
  return {
    products,
    orders,
    identities,
    staff,
    /** A variant on sale; answers its id. */
    newVariant: async (
      amountMinor = 1_000,
      currency = 'EUR',
    ): Promise<{ productId: string; variantId: string }> => {
      const n = ++count;
      const { body } = await products.rest<{ id: string; variants: { id: string }[] }>(
        'POST',
        '/v1/products',
        {
          ...staff,
          body: {
            name: `Thing ${n}`,
            slug: `thing-${n}`,
            variants: [{ sku: `THING-${n}`, name: 'Regular', price: { amountMinor, currency } }],
          },
        },
      );
      return { productId: body.id, variantId: body.variants[0]!.id };
    },
    graphql: <Data>(query: string, variables?: object, as?: As): Promise<GraphqlAnswer<Data>> =>
      orders.graphql<Data>(query, variables, as),
    stop: async () => {
      await orders.stop();
      await products.stop();
    },
  };
}
export type OrderTestShop = Awaited<ReturnType<typeof startOrderTestShop>>;
