import { ExpectedError } from '@eci/kit/errors';

export const MAX_QUANTITY = 999;
export const MAX_LINES = 100;

export interface Quantity {
  readonly variantId: string;
  readonly quantity: number;
}

const invalid = (message: string, index: number) =>
  new ExpectedError('QUANTITY_INVALID', message, {
    status: 400,
    field: ['lines', String(index), 'quantity'],
  });

/** Throws QUANTITY_INVALID naming the first line whose quantity is not a whole number from `min` to MAX_QUANTITY. */
export function checkQuantities(lines: readonly Quantity[], min: 0 | 1): void {
  const index = lines.findIndex(
    ({ quantity }) => !Number.isInteger(quantity) || quantity < min || quantity > MAX_QUANTITY,
  );
  if (index !== -1)
    throw invalid(`lines.${index}.quantity must be a whole number from ${min} to ${MAX_QUANTITY}.`, index);
}

/** The quantities after adding on top of what is there; throws QUANTITY_INVALID when a sum passes MAX_QUANTITY. */
export function addQuantities(
  current: ReadonlyMap<string, number>,
  lines: readonly Quantity[],
): Map<string, number> {
  const after = new Map(current);
  lines.forEach(({ variantId, quantity }, index) => {
    const sum = (after.get(variantId) ?? 0) + quantity;
    if (sum > MAX_QUANTITY)
      throw invalid(
        `lines.${index}.quantity: the cart would hold ${sum} of this variant, at most ${MAX_QUANTITY} are allowed.`,
        index,
      );
    after.set(variantId, sum);
  });
  return bounded(after);
}

/** The quantities after setting; 0 removes. */
export function setQuantities(
  current: ReadonlyMap<string, number>,
  lines: readonly Quantity[],
): Map<string, number> {
  const after = new Map(current);
  for (const { variantId, quantity } of lines) {
    if (quantity === 0) after.delete(variantId);
    else after.set(variantId, quantity);
  }
  return bounded(after);
}

function bounded(quantities: Map<string, number>): Map<string, number> {
  if (quantities.size <= MAX_LINES) return quantities;
  throw new ExpectedError('INPUT_INVALID', `A cart holds at most ${MAX_LINES} different variants.`, {
    status: 400,
    field: ['lines'],
  });
}
