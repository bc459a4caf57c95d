import { fetchFrom, type Remote } from '@eci/kit/remote';
import type { Trace } from '@eci/kit/trace';
import { z } from 'zod';

const variantsSchema = z.object({
  items: z.array(
    z.object({
      id: z.string(),
      sku: z.string(),
      name: z.string(),
      productName: z.string(),
      status: z.enum(['DRAFT', 'ACTIVE', 'ARCHIVED']),
      price: z.object({ amountMinor: z.int().min(0), currency: z.string() }),
    }),
  ),
});
export type CatalogVariant = z.infer<typeof variantsSchema>['items'][number];

/** Variants as the catalog sells them now, in one request; unknown ones are left out. Throws SERVICE_UNAVAILABLE. */
export async function fetchVariants(
  catalog: Remote,
  ids: readonly string[],
  trace: Trace,
): Promise<CatalogVariant[]> {
  const wanted = ids.map(encodeURIComponent).join(',');
  return variantsSchema.parse(await fetchFrom(catalog, `/v1/variants?ids=${wanted}`, trace)).items;
}

/** How an order calls a variant: its product's name and its own, unless there is nothing to tell apart. */
export const displayName = ({ productName, name }: CatalogVariant): string =>
  name === productName ? name : `${productName}, ${name}`;
