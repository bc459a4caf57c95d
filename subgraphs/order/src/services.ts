import { newId } from '@eci/kit/ids';
import { gauge } from '@eci/kit/metrics';
import type { Remote } from '@eci/kit/remote';
import type { Runtime } from '@eci/kit/subgraph';
import { createTokenSigner, type TokenSigner } from '@eci/kit/token-signer';
import type { OrderConfig } from './config.ts';
import type { entities } from './database.ts';
import { openToken, sealToken } from './payment-token.ts';
import type { PricingRules } from './pricing.ts';
import { createSagaRunner, type SagaRunner } from './saga-runner.ts';
import { type SagaStore, sagaStore } from './saga-store.ts';

const DAY_SECONDS = 24 * 60 * 60;

/** How many sagas are open and since when, for operators: a compensation that is stuck shows here. */
function watchSagas({ db }: Runtime<OrderConfig, typeof entities>): void {
  gauge('sagas_open', 'Sagas that have not ended, by status.', ['status'], async (metric) => {
    metric.reset();
    const rows = await db
      .selectFrom('saga')
      .select(['status', ({ fn }) => fn.countAll<number>().as('count')])
      .where('dueAt', 'is not', null)
      .groupBy('status')
      .execute();
    for (const { status, count } of rows) metric.set({ status }, Number(count));
  });
  gauge('saga_oldest_seconds', 'Age of the order whose saga is open longest.', [], async (metric) => {
    const oldest = await db
      .selectFrom('saga')
      .innerJoin('placed_order', 'placed_order.id', 'saga.orderId')
      .select('placed_order.placedAt')
      .where('saga.dueAt', 'is not', null)
      .orderBy('placed_order.id')
      .limit(1)
      .executeTakeFirst();
    metric.set(oldest ? (Date.now() - oldest.placedAt.getTime()) / 1_000 : 0);
  });
}

/** What lives as long as the process: siblings, keys, the saga's store and runner. */
export interface OrderServices {
  readonly catalog: Remote;
  readonly customer: Remote;
  readonly payment: Remote;
  readonly pricing: PricingRules;
  readonly sagas: SagaStore;
  readonly runner: SagaRunner;
  readonly signer: TokenSigner;
  /** A guest's token for one order. */
  guestToken(orderId: string): Promise<string>;
  sealToken(orderId: string, token: string): string;
  readonly placeWaitMs: number;
  readonly deadlineMs: number;
}

export function orderServices(runtime: Runtime<OrderConfig, typeof entities>): OrderServices {
  const { config, db, database, log, outbox } = runtime;
  const key = Buffer.from(config.PAYMENT_TOKEN_KEY, 'base64');
  watchSagas(runtime);
  const signer = createTokenSigner({ issuer: 'eci-order', privateKeyBase64: config.JWT_PRIVATE_KEY });
  const payment = runtime.remote('payment', config.PAYMENT_URL);
  const sagas = sagaStore({
    db,
    dialect: database.dialect,
    owner: newId('owner'),
    leaseMs: config.SAGA_LEASE_MS,
  });
  return {
    catalog: runtime.remote('catalog', config.CATALOG_URL),
    customer: runtime.remote('customer', config.CUSTOMER_URL),
    payment,
    pricing: config.pricing,
    sagas,
    runner: createSagaRunner({
      db,
      dialect: database.dialect,
      store: sagas,
      remotes: {
        inventory: runtime.remote('inventory', config.INVENTORY_URL),
        payment,
        shipment: runtime.remote('shipment', config.SHIPMENT_URL),
      },
      outbox,
      log,
      openToken: (orderId, sealed) => openToken(key, orderId, sealed),
      leaseMs: config.SAGA_LEASE_MS,
      pollMs: config.SAGA_POLL_MS,
    }),
    signer,
    guestToken: (orderId) => signer.sign(orderId, {}, config.GUEST_TOKEN_DAYS * DAY_SECONDS),
    sealToken: (orderId, token) => sealToken(key, orderId, token),
    placeWaitMs: config.PLACE_WAIT_MS,
    deadlineMs: config.SAGA_DEADLINE_MS,
  };
}
