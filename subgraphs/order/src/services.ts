import { newId } from '@eci/kit/ids';
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
