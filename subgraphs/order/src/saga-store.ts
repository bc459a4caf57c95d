import { databaseNow, databaseNowPlus } from '@eci/kit/clock';
import type { Dialect } from '@eci/kit/database';
import { prepared } from '@eci/kit/prepared';
import { jsonText, transact } from '@eci/kit/transaction';
import type { OrderDb, OrderTx } from './database.ts';
import type { SagaRow } from './saga.entity.ts';
import { needsPaymentToken, type Saga, type SagaStatus } from './saga.ts';
import type { SagaInput } from './saga-steps.ts';

/** A saga this process holds the lease of, with all it needs to run. */
export interface SagaWork {
  readonly orderId: string;
  readonly fence: number;
  readonly saga: Saga;
  readonly input: SagaInput;
  readonly sealedToken: string | null;
  readonly deadlineAt: Date;
  readonly traceparent: string;
}

/** How a write leaves the lease: kept, given back until later, or ended with the saga. */
export type Hold =
  | { kind: 'keep' }
  | { kind: 'release'; dueInMs: number }
  | { kind: 'release-until'; at: Date }
  | { kind: 'end' };

export interface SagaStoreOptions {
  readonly db: OrderDb;
  readonly dialect: Dialect;
  /** This process. */
  readonly owner: string;
  readonly leaseMs: number;
}

/** A new saga; the token is encrypted, the state JSON. */
export interface SagaToWrite {
  readonly row: Omit<SagaRow, 'state' | 'cancelReason' | 'cancelRequestedAt' | 'dueAt' | 'leaseUntil'> & {
    state: string;
  };
  readonly leaseMs: number;
}

/** The write of a new saga, due at once and already held by its owner; for the write of its order. */
export const insertSaga = (db: OrderDb, dialect: Dialect, { row, leaseMs }: SagaToWrite) =>
  db.insertInto('saga').values({
    ...row,
    state: jsonText<Saga>(row.state),
    dueAt: databaseNow(dialect),
    leaseUntil: databaseNowPlus(dialect, leaseMs),
  });

/** What an owner writes: the outcome of one operation and the intent of the next, and until when it holds the saga. */
export interface SagaChange {
  readonly orderId: string;
  readonly fence: number;
  readonly owner: string;
  readonly status: SagaStatus;
  /** JSON. */
  readonly state: string;
  readonly paymentToken: string | null;
  readonly leaseMs: number;
}

/** The update of a saga by its owner; with `unlessCancelled` it finds nothing once someone asked to cancel. */
export function updateSaga(
  db: OrderDb,
  dialect: Dialect,
  { orderId, fence, owner, status, state, paymentToken, leaseMs }: SagaChange,
  hold: Hold,
  { unlessCancelled }: { unlessCancelled: boolean },
) {
  const update = owned(db, { orderId, fence, owner }).set({
    status,
    state: jsonText<Saga>(state),
    paymentToken,
    ...leaseColumns(dialect, leaseMs, hold),
  });
  return unlessCancelled ? update.where('cancelRequestedAt', 'is', null) : update;
}

const owned = (db: OrderDb, { orderId, fence, owner }: Pick<SagaChange, 'orderId' | 'fence' | 'owner'>) =>
  db
    .updateTable('saga')
    .where('orderId', '=', orderId)
    .where('fence', '=', fence)
    .where('leaseOwner', '=', owner);

function leaseColumns(dialect: Dialect, leaseMs: number, hold: Hold) {
  switch (hold.kind) {
    case 'keep':
      return { leaseUntil: databaseNowPlus(dialect, leaseMs) };
    case 'release':
      return { leaseUntil: null, leaseOwner: null, dueAt: databaseNowPlus(dialect, hold.dueInMs) };
    case 'release-until':
      return { leaseUntil: null, leaseOwner: null, dueAt: hold.at };
    case 'end':
      return { leaseUntil: null, leaseOwner: null, dueAt: null };
  }
}

/** By far the most frequent write: a step forward that keeps the lease. */
const stepForwardOn = (dialect: Dialect) =>
  prepared((db: OrderDb, change: SagaChange) =>
    updateSaga(db, dialect, change, { kind: 'keep' }, { unlessCancelled: true }),
  );
const stepForward = { postgresql: stepForwardOn('postgresql'), mysql: stepForwardOn('mysql') };

/** The sagas' rows: leases on the database's clock, every write guarded by owner and fence. */
export function sagaStore({ db, dialect, owner, leaseMs }: SagaStoreOptions) {
  const changeOf = ({ orderId, fence, sealedToken }: SagaWork, saga: Saga): SagaChange => ({
    orderId,
    fence,
    owner,
    status: saga.status,
    state: JSON.stringify(saga),
    paymentToken: needsPaymentToken(saga) ? sealedToken : null,
    leaseMs,
  });

  return {
    /** A new saga's row, whose lease this process holds. */
    rowOf: ({ orderId, saga, sealedToken, deadlineAt, fence, traceparent }: SagaWork): SagaToWrite => ({
      row: {
        orderId,
        status: saga.status,
        state: JSON.stringify(saga),
        paymentToken: sealedToken,
        deadlineAt,
        leaseOwner: owner,
        fence,
        traceparent,
      },
      leaseMs,
    }),

    changeOf,

    /**
     * Writes the outcome of one operation and the intent of the next as one statement. False when nothing was
     * written: another owner has the saga, or, while it runs forward, someone asked to cancel it.
     */
    write: async (on: OrderDb | OrderTx, work: SagaWork, saga: Saga, hold: Hold): Promise<boolean> => {
      const decidesNothing = saga === work.saga;
      const unlessCancelled =
        !decidesNothing && work.saga.status === 'RUNNING' && saga.status !== 'COMPENSATING';
      const change = changeOf(work, saga);
      if (unlessCancelled && hold.kind === 'keep')
        return (await stepForward[dialect].affected(on, change)) > 0;
      const update = updateSaga(on, dialect, change, hold, { unlessCancelled });
      const { numUpdatedRows } = await update.executeTakeFirstOrThrow();
      return numUpdatedRows > 0n;
    },

    /** Whether someone asked to cancel a saga that is still ours; null when it is no longer ours. */
    cancelRequested: async ({ orderId, fence }: SagaWork): Promise<boolean | null> => {
      const row = await db
        .selectFrom('saga')
        .select(['cancelRequestedAt', 'fence', 'leaseOwner'])
        .where('orderId', '=', orderId)
        .executeTakeFirstOrThrow();
      return row.fence === fence && row.leaseOwner === owner ? row.cancelRequestedAt !== null : null;
    },

    /** Gives a claimed saga back untouched, due again in `dueInMs`. */
    putBack: async (orderId: string, dueInMs: number): Promise<void> => {
      await db
        .updateTable('saga')
        .set(leaseColumns(dialect, leaseMs, { kind: 'release', dueInMs }))
        .where('orderId', '=', orderId)
        .where('leaseOwner', '=', owner)
        .execute();
    },

    /** Prolongs the lease; false when it is lost. */
    renew: async (work: SagaWork): Promise<boolean> => {
      const { numUpdatedRows } = await owned(db, { ...work, owner })
        .set({ leaseUntil: databaseNowPlus(dialect, leaseMs) })
        .executeTakeFirstOrThrow();
      return numUpdatedRows > 0n;
    },

    /** Claims sagas that want attention and that nobody holds; other processes' claims are skipped, not waited for. */
    claim: (limit: number): Promise<{ orderId: string; takenOver: boolean }[]> =>
      transact(db, async (tx) => {
        const due = await tx
          .selectFrom('saga')
          .select(['orderId', 'leaseOwner'])
          .where('dueAt', '<=', databaseNow(dialect))
          .where((eb) => eb.or([eb('leaseUntil', 'is', null), eb('leaseUntil', '<', databaseNow(dialect))]))
          .orderBy('dueAt')
          .limit(limit)
          .forUpdate()
          .skipLocked()
          .execute();
        if (due.length > 0) {
          await tx
            .updateTable('saga')
            .set((eb) => ({
              leaseOwner: owner,
              leaseUntil: databaseNowPlus(dialect, leaseMs),
              fence: eb('fence', '+', 1),
            }))
            .where(
              'orderId',
              'in',
              due.map((row) => row.orderId),
            )
            .execute();
        }
        return due.map((row) => ({ orderId: row.orderId, takenOver: row.leaseOwner !== null }));
      }),

    /** Loads a claimed saga with its order; `openToken` decrypts the payment token. */
    load: async (
      orderId: string,
      openToken: (orderId: string, sealed: string) => string,
    ): Promise<SagaWork> => {
      const [row, order, lines] = await Promise.all([
        db.selectFrom('saga').selectAll().where('orderId', '=', orderId).executeTakeFirstOrThrow(),
        db.selectFrom('placed_order').selectAll().where('id', '=', orderId).executeTakeFirstOrThrow(),
        db.selectFrom('order_line').selectAll().where('orderId', '=', orderId).orderBy('id').execute(),
      ]);
      const sealed = row.paymentToken;
      const paymentToken = () => (sealed === null ? null : openToken(orderId, sealed));
      return {
        orderId,
        fence: row.fence,
        saga: row.state,
        input: { order, lines, paymentToken },
        sealedToken: row.paymentToken,
        deadlineAt: row.deadlineAt,
        traceparent: row.traceparent,
      };
    },
  };
}
export type SagaStore = ReturnType<typeof sagaStore>;
