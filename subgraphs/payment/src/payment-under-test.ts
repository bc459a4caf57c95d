import { newId } from '@eci/kit/ids';
import { eventually } from '@eci/kit/testing/eventually';
import { startTestSubgraph } from '@eci/kit/testing/subgraph';
import { expect } from '@jest/globals';
import { sql } from 'kysely';
import { createCashier } from './cashier.ts';
import type { PaymentDb } from './database.ts';
import { openProvider } from './open-provider.ts';
import type { PaymentView } from './payment.ts';
import type { PaymentProvider } from './provider.ts';
import { payment } from './subgraph.ts';

/** The simulated provider, its patience and ours, shortened; a lease lasts three time-outs. */
export const FAST = { PAYMENT_PROVIDER: 'simulated', PROVIDER_TIMEOUT_MS: '800', PROVIDER_SLOW_MS: '1500' };

export const eur = (amountMinor: number) => ({ amountMinor, currency: 'EUR' });

export interface ProblemBody {
  code: string;
  title: string;
  field?: string[];
  details?: Record<string, unknown>;
}

/** What the card network does to refunds. */
export type RefundFault = 'loses the answer' | 'loses the request' | 'refuses';

/** A network whose `fault` a test sets, and sets back to null. */
export function faultyNetwork() {
  const network = {
    fault: null as RefundFault | null,
    around: (provider: PaymentProvider): PaymentProvider => ({
      ...provider,
      refund: async (request, signal) => {
        if (network.fault === 'refuses') return { state: 'REFUSED', reason: 'account_closed' };
        if (network.fault === 'loses the request') throw new Error('connection reset');
        const result = await provider.refund(request, signal);
        if (network.fault === 'loses the answer') throw new Error('connection reset');
        return result;
      },
    }),
  };
  return network;
}

const REFUND = `mutation ($paymentId: ID!, $amount: MoneyInput, $reason: String, $key: String!) {
  paymentRefund(paymentId: $paymentId, amount: $amount, reason: $reason, idempotencyKey: $key) {
    payment { id status refunded { amountMinor } } userErrors { code message field } } }`;
interface RefundData {
  paymentRefund: {
    payment: { id: string; status: string; refunded: { amountMinor: number } } | null;
    userErrors: { code: string; message: string; field: string[] | null }[];
  } | null;
}

/**
 * A payment subgraph on a private database. `network` may stand between it and the simulated provider; `parts` replace
 * parts of the subgraph, such as its workers.
 */
export async function startPayments(
  env: Record<string, string> = {},
  network: (provider: PaymentProvider) => PaymentProvider = (provider) => provider,
  parts: Partial<Pick<typeof payment, 'workers'>> = {},
) {
  const definition = {
    ...payment,
    ...parts,
    services: (runtime: Parameters<typeof openProvider>[0]) =>
      createCashier(runtime, network(openProvider(runtime))),
  };
  const shop = await startTestSubgraph(definition, { ...FAST, ...env });
  const db: PaymentDb = shop.runtime.db;
  const order = { caller: 'order' };
  const staff = { token: await shop.identities.user('cus_staff', 'STAFF') };

  const chargeBody = (orderId: string, paymentToken: string, more: object = {}) => ({
    orderId,
    customerId: 'cus_1',
    email: `${orderId}@example.com`,
    amount: eur(10_000),
    paymentToken,
    ...more,
  });
  const charge = <Body = PaymentView & ProblemBody>(
    orderId: string,
    paymentToken = 'tok_ok',
    more: object = {},
  ) =>
    shop.rest<Body>('POST', '/v1/payments/charge', {
      ...order,
      key: `${orderId}:charge`,
      body: chargeBody(orderId, paymentToken, more),
    });
  const refundOrder = <Body = { orderId: string; status: string; amount: object | null } & ProblemBody>(
    orderId: string,
  ) =>
    shop.rest<Body>('POST', '/v1/payments/refund', {
      ...order,
      key: `${orderId}:refund`,
      body: { orderId, reason: 'OUT_OF_STOCK' },
    });
  const refund = <Body = PaymentView & ProblemBody>(
    body: object,
    key: string = newId('key'),
    as: object = staff,
  ) => shop.rest<Body>('POST', '/v1/payments/refund', { ...as, key, body });

  return {
    ...shop,
    db,
    definition,
    staff,
    chargeBody,
    charge,
    refundOrder,
    refund,
    refundByGraph: (variables: object, as: object = staff) =>
      shop.graphql<RefundData>(REFUND, { key: newId('key'), ...variables }, as),
    /** Awaits that no refund is under way. */
    refundsDecided: () =>
      eventually('every refund is decided', async () => {
        const open = await db.selectFrom('refund').select('id').where('status', '=', 'RESERVED').execute();
        return open.length === 0;
      }),
    /** A captured payment of a new order. */
    captured: async (more: object = {}): Promise<PaymentView> => {
      const orderId = newId('ord');
      // A busy machine may need longer than a request waits.
      const answer = await eventually(`the charge of ${orderId} is decided`, async () => {
        const sent = await charge(orderId, 'tok_ok', more);
        return sent.status !== 202 && sent;
      });
      expect(answer.status).toBe(201);
      return answer.body;
    },
    payments: (orderId: string) =>
      db.selectFrom('payment').selectAll().where('orderId', '=', orderId).execute(),
    /** What the provider remembers of an order's charge. */
    atProvider: (orderId: string) =>
      db.selectFrom('simulated_charge').selectAll().where('chargeKey', '=', `${orderId}:charge`).execute(),
    events: (subject: string) =>
      db.selectFrom('outbox_event').selectAll().where('subject', '=', subject).orderBy('sequence').execute(),
  };
}
export type Payments = Awaited<ReturnType<typeof startPayments>>;

/** What must hold of the money at any time: ledger, amounts and status agree, and so does the provider at rest. */
export async function expectBooksToBalance(db: PaymentDb): Promise<void> {
  const { rows } = await sql<{ id: string }>`
    select payment.id from payment
    left join (select payment_id, sum(amount_minor) as balance, count(*) as entries from payment_event group by payment_id) as ledger
      on ledger.payment_id = payment.id
    left join (select payment_id, sum(amount_minor) as reserved from refund where status = 'RESERVED' group by payment_id) as open
      on open.payment_id = payment.id
    left join simulated_charge on simulated_charge.reference = payment.provider_reference
    where coalesce(ledger.balance, 0) <> captured_minor - payment.refunded_minor
      or coalesce(ledger.entries, 0) <> payment.version
      or coalesce(open.reserved, 0) <> refunding_minor
      or payment.refunded_minor > captured_minor
      or (payment.status = 'REFUNDED') <> (captured_minor > 0 and payment.refunded_minor = captured_minor)
      or (captured_minor > 0 and (simulated_charge.state is distinct from 'CHARGED'
        or simulated_charge.amount_minor <> captured_minor
        or (refunding_minor = 0 and simulated_charge.refunded_minor <> payment.refunded_minor)))`.execute(db);
  expect(rows).toEqual([]);
  const { rows: gaps } = await sql`
    select subject from outbox_event group by subject having count(*) <> max(sequence) or min(sequence) <> 1`.execute(
    db,
  );
  expect(gaps).toEqual([]);
}

/** All text of all tables: a token must be nowhere in it. */
export async function expectNoTokenStored(db: PaymentDb): Promise<void> {
  const { rows: tables } = await sql<{ name: string }>`
    select table_name as name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE'`.execute(
    db,
  );
  expect(tables.length).toBeGreaterThan(5);
  for (const { name } of tables) {
    const { rows } =
      await sql`select * from ${sql.table(name)} as row where row::text like '%tok\\_%'`.execute(db);
    expect({ name, rows }).toEqual({ name, rows: [] });
  }
}
