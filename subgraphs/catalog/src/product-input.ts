import { moneyInput } from '@eci/kit/money-input';
import { idText, line, prose, slug } from '@eci/kit/text';
import { z } from 'zod';

/** What GraphQL and REST accept alike: one set of rules, one set of messages. */
const name = line(200);
const description = prose(5_000).nullish();
const imageUrl = z
  .url({ protocol: /^https?$/, error: 'must be an absolute http(s) URL' })
  .max(2_000, 'must be at most 2,000 characters')
  .nullish();

export const skuText = () =>
  z
    .string('must be a text')
    .regex(/^[\w.-]{1,64}$/, 'must be 1 to 64 letters, digits, dots, hyphens or underscores');

export const variantInput = z.strictObject({
  sku: skuText(),
  name: line(100),
  price: moneyInput(),
});
export type VariantInput = z.output<typeof variantInput>;

export const productCreateInput = z.strictObject({
  name,
  slug: slug().nullish(),
  description,
  imageUrl,
  categoryId: idText().nullish(),
  status: z.enum(['DRAFT', 'ACTIVE'], 'must be DRAFT or ACTIVE').nullish(),
  variants: z
    .array(variantInput, 'must be a list')
    .min(1, 'must hold at least one variant')
    .max(100, 'must hold at most 100 variants'),
});

export const productUpdateInput = z.strictObject({
  name: name.optional(),
  description,
  imageUrl,
  categoryId: idText().nullish(),
  status: z.enum(['DRAFT', 'ACTIVE', 'ARCHIVED'], 'must be DRAFT, ACTIVE or ARCHIVED').optional(),
});

export const categoryCreateInput = z.strictObject({ name: line(100), slug: slug().nullish() });

export const priceInput = moneyInput();
