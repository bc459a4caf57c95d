import { notFound, unavailable } from '@eci/kit/errors';
import { fetchFrom, type Remote } from '@eci/kit/remote';
import type { Trace } from '@eci/kit/trace';
import { z } from 'zod';

const answer = z.object({ items: z.array(z.object({ id: z.string() })) });

/** Throws VARIANT_NOT_FOUND unless the catalog has the variant, SERVICE_UNAVAILABLE when it can not be asked. */
export async function requireVariant(
  catalog: Remote,
  trace: Trace,
  variantId: string,
  field: readonly string[],
): Promise<void> {
  const parsed = answer.safeParse(
    await fetchFrom(catalog, `/v1/variants?ids=${encodeURIComponent(variantId)}`, trace),
  );
  if (!parsed.success)
    throw unavailable('The catalog gave an answer that can not be read: try again in a moment.');
  if (parsed.data.items.some(({ id }) => id === variantId)) return;
  throw notFound(
    'VARIANT_NOT_FOUND',
    `The catalog has no variant ${variantId}: create it there first.`,
    field,
  );
}
