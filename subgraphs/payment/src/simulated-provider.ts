import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { databaseNow, databaseNowPlus } from '@eci/kit/clock';
import { newId } from '@eci/kit/ids';
import type { Money } from '@eci/kit/money';
import { prepared } from '@eci/kit/prepared';
import { transact } from '@eci/kit/transaction';
import { type RawBuilder, sql } from 'kysely';
import type { PaymentDb } from './database.ts';
import type {
  ChargeRequest,
  ChargeState,
  FinalCharge,
  PaymentProvider,
  RefundRequest,
  RefundResult,
} from './provider.ts';
import { ProviderUnknown } from './provider.ts';
import type { SimulatedChargeRow, SimulatedState } from './simulated-charge.entity.ts';

interface Behaviour {
  readonly state: SimulatedState;
  readonly reason?: string;
  /** Takes its time before it is decided. */
  readonly isSlow?: true;
  /** Decides, and the answer never arrives. */
  readonly losesAnswer?: true;
}

/** The test tokens, and what a card behind each would do. Any other token is not valid. */
const BEHAVIOURS: Readonly<Record<string, Behaviour>> = {
  tok_ok: { state: 'CHARGED' },
  tok_declined: { state: 'DECLINED', reason: 'declined' },
  tok_insufficient_funds: { state: 'DECLINED', reason: 'insufficient_funds' },
  tok_slow: { state: 'CHARGED', isSlow: true },
  tok_timeout: { state: 'CHARGED', losesAnswer: true },
  tok_flaky: { state: 'FAILING' },
};

const behaviourOf = (token: string): Behaviour | undefined =>
  Object.hasOwn(BEHAVIOURS, token) ? BEHAVIOURS[token] : undefined;

/** A flaky card works at this call. */
const FLAKY_WORKS_AT = 3;

/**
 * A card provider for tests and demos. It stands for a company far away: it keeps its own memory in its own tables, in
 * transactions of its own, remembers a charge by its key and never the token, and goes on when we are killed (a slow
 * charge settles by the clock, not by a timer of this process).
 */
export function createSimulatedProvider(db: PaymentDb, slowMs: number): PaymentProvider {
  return {
    check: async (token) => behaviourOf(token) !== undefined,
    charge: (request, signal) => charge(db, slowMs, request, signal),
    find: async (key) => {
      const row = await selectCharge(db, key);
      return row ? stateOf(row) : { state: 'NOT_FOUND' };
    },
    cancel: (key) => cancel(db, key),
    refund: (request) => refund(db, request),
  };
}

/** A row, and how long it still takes by the database's clock. */
type Remembered = SimulatedChargeRow & { waitMs: number };

const waitMs = sql<number>`ceil(extract(epoch from settles_at - clock_timestamp()) * 1000)::float8`.as(
  'waitMs',
);

const selectCharge = (db: PaymentDb, key: string): Promise<Remembered | undefined> =>
  db
    .selectFrom('simulated_charge')
    .selectAll()
    .select(waitMs)
    .where('chargeKey', '=', key)
    .executeTakeFirst();

function stateOf({ state, reason, reference, waitMs: wait }: Remembered): ChargeState {
  if (state === 'CANCELLED') return { state };
  if (state === 'FAILING') return { state: 'NOT_FOUND' };
  if (wait > 0) return { state: 'PROCESSING' };
  return state === 'CHARGED' ? { state, reference } : { state, reason: reason ?? 'declined' };
}

async function charge(
  db: PaymentDb,
  slowMs: number,
  { key, amount, token }: ChargeRequest,
  signal: AbortSignal,
): Promise<FinalCharge> {
  const behaviour = behaviourOf(token);
  if (!behaviour) return { state: 'DECLINED', reason: 'token_invalid' };
  const row = await remember(db, key, amount, behaviour, behaviour.isSlow ? slowMs : 0);
  if (row.state === 'CANCELLED') return { state: 'CANCELLED' };
  if (row.amountMinor !== amount.amountMinor || row.currency !== amount.currency) {
    throw new Error(`The simulated provider knows the key ${key} with another amount: use a key per charge.`);
  }
  if (behaviour.losesAnswer) {
    if (!signal.aborted) await once(signal, 'abort');
    throw new ProviderUnknown('The simulated provider lost the answer.');
  }
  if (row.waitMs > 0) await delay(row.waitMs, undefined, { signal });
  const decided = stateOf({ ...row, waitMs: 0 });
  if (decided.state === 'NOT_FOUND' || decided.state === 'PROCESSING') {
    throw new ProviderUnknown('The simulated provider failed: try again.');
  }
  return decided;
}

/** Writes the charge down on its first call and counts further ones; one statement, so parallel calls agree. */
async function remember(
  db: PaymentDb,
  key: string,
  { amountMinor, currency }: Money,
  { state, reason }: Behaviour,
  slowMs: number,
): Promise<Remembered> {
  const given = {
    key,
    reference: newId('sim'),
    state,
    reason: reason ?? null,
    amountMinor,
    currency,
    slowMs,
  };
  const [row] = await upsertCharge.rows(db, given);
  return row!;
}

interface ChargeToRemember {
  readonly key: string;
  readonly reference: string;
  readonly state: SimulatedState;
  readonly reason: string | null;
  readonly amountMinor: number;
  readonly currency: string;
  readonly slowMs: number;
}

const upsertCharge = prepared((db: PaymentDb, { key, slowMs, ...row }: ChargeToRemember) => {
  const works: RawBuilder<SimulatedState> = sql`case
    when simulated_charge.state = 'FAILING' and simulated_charge.attempts + 1 >= ${FLAKY_WORKS_AT}::integer then 'CHARGED'
    else simulated_charge.state end`;
  return db
    .insertInto('simulated_charge')
    .values({
      ...row,
      chargeKey: key,
      refundedMinor: 0,
      attempts: 1,
      settlesAt: databaseNowPlus('postgresql', slowMs),
    })
    .onConflict((on) =>
      on.column('chargeKey').doUpdateSet({ attempts: sql`simulated_charge.attempts + 1`, state: works }),
    )
    .returningAll()
    .returning(waitMs);
});

async function cancel(db: PaymentDb, key: string): Promise<ChargeState> {
  const row = await db
    .insertInto('simulated_charge')
    .values({
      chargeKey: key,
      reference: newId('sim'),
      state: 'CANCELLED',
      amountMinor: 0,
      refundedMinor: 0,
      currency: 'XXX',
      attempts: 0,
      settlesAt: databaseNow('postgresql'),
    })
    .onConflict((on) =>
      on.column('chargeKey').doUpdateSet({
        state: sql`case when simulated_charge.state = 'FAILING' then 'CANCELLED' else simulated_charge.state end`,
      }),
    )
    .returningAll()
    .returning(waitMs)
    .executeTakeFirstOrThrow();
  return stateOf(row);
}

async function refund(db: PaymentDb, { key, chargeReference, amount }: RefundRequest): Promise<RefundResult> {
  return transact(db, async (tx) => {
    const fresh = await tx
      .insertInto('simulated_refund')
      .values({ refundKey: key, chargeReference, amountMinor: amount.amountMinor })
      .onConflict((on) => on.doNothing())
      .executeTakeFirst();
    const answer: RefundResult = { state: 'REFUNDED', reference: `re_${key}`.slice(0, 64) };
    if (Number(fresh.numInsertedOrUpdatedRows ?? 0n) === 0) return answer;
    const given = await tx
      .updateTable('simulated_charge')
      .set({ refundedMinor: sql`refunded_minor + ${amount.amountMinor}` })
      .where('reference', '=', chargeReference)
      .where('state', '=', 'CHARGED')
      .where('currency', '=', amount.currency)
      .where(sql<boolean>`refunded_minor + ${amount.amountMinor} <= amount_minor`)
      .executeTakeFirst();
    if (Number(given.numUpdatedRows) > 0) return answer;
    await tx.deleteFrom('simulated_refund').where('refundKey', '=', key).execute();
    return { state: 'REFUSED', reason: 'exceeds_charge' };
  });
}
