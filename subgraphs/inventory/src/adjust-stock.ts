import { requireStaff, requireUser } from '@eci/kit/auth';
import { badInput, ExpectedError, notFound, parseInput } from '@eci/kit/errors';
import { type Done, findOperation, type OperationId, runOnce } from '@eci/kit/idempotency';
import { checkKey } from '@eci/kit/idempotency-key';
import { changeStock } from './change-stock.ts';
import type { InventoryContext } from './context.ts';
import type { InventoryDb, InventoryTx } from './database.ts';
import { requireVariant } from './find-variant.ts';
import type { StockLevelRow } from './stock.entity.ts';
import { availableOf, MAX_ON_HAND } from './stock.ts';
import { stockAdjustInput } from './stock-input.ts';

/** A level as it was right after its adjustment. */
export interface Adjusted {
  variantId: string;
  warehouseId: string;
  onHand: number;
  held: number;
  available: number;
  lowStockThreshold: number;
}

/**
 * Puts `delta` units into a warehouse or takes them out, at most once per user and key, GraphQL and REST alike. Makes
 * the level when there is none, after asking the catalog for the variant. Staff only.
 *
 * `at` is the input's place in the arguments, `keyField` what the key is called there. Throws UNAUTHENTICATED,
 * FORBIDDEN, INPUT_INVALID, WAREHOUSE_NOT_FOUND, VARIANT_NOT_FOUND, SERVICE_UNAVAILABLE; STOCK_CHANGED when
 * `expectedOnHand` is not what is on hand (details: onHand), STOCK_INSUFFICIENT when less than what orders hold would
 * be left, STOCK_LIMIT_EXCEEDED; IDEMPOTENCY_KEY_REUSED, IDEMPOTENCY_IN_PROGRESS.
 */
export async function adjustStock(
  ctx: InventoryContext,
  raw: unknown,
  rawKey: unknown,
  { at, keyField }: { at: readonly string[]; keyField: string },
): Promise<Done<Adjusted>> {
  requireStaff(ctx.viewer);
  const key = checkKey(rawKey, keyField);
  const input = parseInput(stockAdjustInput, raw, at);
  const { variantId, warehouseId, delta, reason } = input;
  const expectedOnHand = input.expectedOnHand ?? null;
  const cause = input.cause ?? 'ADJUSTED';
  if (cause === 'RECEIVED' && delta < 0)
    throw badInput(`${[...at, 'delta'].join('.')}: must be positive for RECEIVED.`, [...at, 'delta']);

  const request = { variantId, warehouseId, delta, expectedOnHand, reason, cause };
  const id: OperationId = {
    scope: `user:${requireUser(ctx.viewer).id}:stockAdjust`,
    key,
    request,
    kept: 'client',
    traceId: ctx.trace.traceId,
  };
  const isRepetition = (await findOperation(ctx.db, id.scope, id.key)) !== undefined;
  if (!isRepetition && !(await findLevel(ctx.db, variantId, warehouseId))) {
    await requireWarehouse(ctx.db, warehouseId, [...at, 'warehouseId']);
    await requireVariant(ctx.catalog, ctx.trace, variantId, [...at, 'variantId']);
  }
  const done = await runOnce(ctx.db, 'postgresql', id, async (tx): Promise<Adjusted> => {
    await ensureLevel(tx, variantId, warehouseId, ctx.lowStockThreshold);
    const changed = await changeStock(tx, ctx.outbox, ctx.trace, {
      cause,
      reference: reason,
      levels: [{ variantId, warehouseId, onHandDelta: delta, heldDelta: 0, expectedOnHand }],
    });
    const level = (await findLevel(tx, variantId, warehouseId))!;
    if (!changed) throw refusal(level, delta, expectedOnHand, at);
    const { onHand, held, lowStockThreshold } = level;
    return { variantId, warehouseId, onHand, held, available: availableOf(level), lowStockThreshold };
  });
  ctx.outbox.wake();
  return done;
}

/** The level of a variant in a warehouse, if there is one. */
export const findLevel = (
  db: InventoryDb,
  variantId: string,
  warehouseId: string,
): Promise<StockLevelRow | undefined> =>
  db
    .selectFrom('stock_level')
    .selectAll()
    .where('variantId', '=', variantId)
    .where('warehouseId', '=', warehouseId)
    .executeTakeFirst();

async function requireWarehouse(db: InventoryDb, id: string, field: readonly string[]): Promise<void> {
  const warehouse = await db.selectFrom('warehouse').select('id').where('id', '=', id).executeTakeFirst();
  if (!warehouse) throw notFound('WAREHOUSE_NOT_FOUND', `No warehouse has the id ${id}.`, field);
}

const ensureLevel = (tx: InventoryTx, variantId: string, warehouseId: string, lowStockThreshold: number) =>
  tx
    .insertInto('stock_level')
    .values({ variantId, warehouseId, onHand: 0, held: 0, lowStockThreshold, version: 1 })
    .onConflict((on) => on.doNothing())
    .execute();

/** Why a level refused its change. The level may have moved on meanwhile; then the caller is told to look again. */
function refusal(
  { onHand, held }: StockLevelRow,
  delta: number,
  expectedOnHand: number | null,
  at: readonly string[],
): ExpectedError {
  const refuse = (code: string, message: string, name: string) =>
    new ExpectedError(code, message, { status: 409, field: [...at, name], details: { onHand, held } });
  if (expectedOnHand !== null && expectedOnHand !== onHand) {
    return refuse(
      'STOCK_CHANGED',
      `There are ${onHand} on hand, not ${expectedOnHand}: look again and repeat with a new key.`,
      'expectedOnHand',
    );
  }
  if (onHand + delta < held) {
    return refuse(
      'STOCK_INSUFFICIENT',
      `There are ${onHand} on hand, of which orders hold ${held}: take out at most ${onHand - held}.`,
      'delta',
    );
  }
  if (onHand + delta > MAX_ON_HAND) {
    return refuse(
      'STOCK_LIMIT_EXCEEDED',
      `A warehouse holds at most ${MAX_ON_HAND} units of a variant, and there are ${onHand}.`,
      'delta',
    );
  }
  return refuse(
    'STOCK_CHANGED',
    `The stock changed meanwhile, there are ${onHand} on hand: repeat with a new key.`,
    'expectedOnHand',
  );
}
