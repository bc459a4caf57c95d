/** Units that can be promised, of a variant in a warehouse. */
export interface AvailableStock {
  readonly variantId: string;
  readonly warehouseId: string;
  readonly available: number;
  /** The warehouse's: the lowest number is asked first. */
  readonly priority: number;
}

export interface OrderedLine {
  readonly variantId: string;
  readonly quantity: number;
}

export interface Allocation {
  readonly warehouseId: string;
  readonly variantId: string;
  readonly quantity: number;
}

export type AllocationResult =
  | { readonly allocations: Allocation[] }
  /** The first line that can not be filled, and how many units of it there are in all warehouses. */
  | { readonly short: { readonly variantId: string; readonly available: number } };

/** Lines with each variant once, sorted by it: two lines of one variant are one demand. */
export function mergeLines(lines: readonly OrderedLine[]): OrderedLine[] {
  const quantities = new Map<string, number>();
  for (const { variantId, quantity } of lines)
    quantities.set(variantId, (quantities.get(variantId) ?? 0) + quantity);
  return [...quantities]
    .map(([variantId, quantity]) => ({ variantId, quantity }))
    .sort((a, b) => (a.variantId < b.variantId ? -1 : 1));
}

/**
 * Decides where the units of an order come from: the first warehouse in order of priority that has everything (one
 * parcel); when none has, each line is filled from the warehouses in order of priority. All or nothing: when a line
 * can not be filled, nothing is allocated. Ties of priority go to the smaller id, the older warehouse.
 *
 * Pure; `lines` must name each variant once (mergeLines). The allocations come sorted by variant and warehouse.
 */
export function allocate(levels: readonly AvailableStock[], lines: readonly OrderedLine[]): AllocationResult {
  const warehouses = byPriority(levels);
  const available = new Map(
    levels.map((level) => [`${level.warehouseId} ${level.variantId}`, Math.max(0, level.available)]),
  );
  const inWarehouse = (warehouseId: string, variantId: string) =>
    available.get(`${warehouseId} ${variantId}`) ?? 0;

  for (const { variantId, quantity } of lines) {
    const total = warehouses.reduce((sum, warehouseId) => sum + inWarehouse(warehouseId, variantId), 0);
    if (total < quantity) return { short: { variantId, available: total } };
  }
  const complete = warehouses.find((warehouseId) =>
    lines.every(({ variantId, quantity }) => inWarehouse(warehouseId, variantId) >= quantity),
  );
  if (complete !== undefined) {
    return sorted(lines.map(({ variantId, quantity }) => ({ warehouseId: complete, variantId, quantity })));
  }
  return sorted(
    lines.flatMap(({ variantId, quantity }) => {
      let open = quantity;
      return warehouses.flatMap((warehouseId) => {
        const taken = Math.min(open, inWarehouse(warehouseId, variantId));
        open -= taken;
        return taken > 0 ? [{ warehouseId, variantId, quantity: taken }] : [];
      });
    }),
  );
}

function byPriority(levels: readonly AvailableStock[]): string[] {
  const priorities = new Map(levels.map(({ warehouseId, priority }) => [warehouseId, priority]));
  return [...priorities]
    .sort(([a, p], [b, q]) => p - q || (a < b ? -1 : 1))
    .map(([warehouseId]) => warehouseId);
}

const sorted = (allocations: Allocation[]): AllocationResult => ({
  allocations: allocations.sort((a, b) =>
    a.variantId < b.variantId ? -1 : a.variantId > b.variantId ? 1 : a.warehouseId < b.warehouseId ? -1 : 1,
  ),
});
