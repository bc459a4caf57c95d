import { isStaff } from '@eci/kit/auth';
import { notFound } from '@eci/kit/errors';
import { currencyCode, moneySchema } from '@eci/kit/money-input';
import { problems } from '@eci/kit/problem';
import { pageOf, pageQuery, pageSchema } from '@eci/kit/rest-page';
import type { App } from '@eci/kit/subgraph';
import fastifyStatic from '@fastify/static';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { CatalogContext } from './context.ts';
import { archiveProduct, createProduct, updateProduct } from './edit-products.ts';
import { findProduct } from './find-products.ts';
import { listProducts } from './list-products.ts';
import type { ProductRow, VariantRow } from './product.entity.ts';
import { productCreateInput, productUpdateInput } from './product-input.ts';

const statusSchema = z.enum(['DRAFT', 'ACTIVE', 'ARCHIVED']);
const variantSchema = z.object({
  id: z.string(),
  productId: z.string(),
  sku: z.string(),
  name: z.string(),
  price: moneySchema,
});
const productSchema = z.object({
  id: z.string(),
  slug: z.string(),
  name: z.string(),
  description: z.string().nullable(),
  imageUrl: z.string().nullable(),
  status: statusSchema,
  categoryId: z.string().nullable(),
  variants: z.array(variantSchema),
});
/** What pricing an order needs, and nothing else. */
const pricedVariantSchema = variantSchema.extend({ productName: z.string(), status: statusSchema });

const presentVariant = ({ id, productId, sku, name, priceMinor, currency }: VariantRow) => ({
  id,
  productId,
  sku,
  name,
  price: { amountMinor: priceMinor, currency },
});

const presentProduct = async (
  { loaders }: CatalogContext,
  { id, slug, name, description, imageUrl, status, categoryId, variants }: ProductRow,
) => ({
  id,
  slug,
  name,
  description: description ?? null,
  imageUrl: imageUrl ?? null,
  status,
  categoryId: categoryId ?? null,
  variants: (variants ?? (await loaders.variantsOfProduct.load(id))).map(presentVariant),
});

const byId = z.object({ id: z.string() });
const staff = [{ viewer: [] }];
const tags = ['products'];

/** The REST face of the catalog: the same functions as the graph's. */
export function routes(
  app: App,
  contextOf: (request: FastifyRequest) => CatalogContext,
  services: { imageDir: string | undefined },
): void {
  if (services.imageDir) {
    app.register(fastifyStatic, {
      root: services.imageDir,
      prefix: '/images/',
      decorateReply: false,
      maxAge: 3_600_000,
    });
  }

  app.get(
    '/v1/products',
    {
      schema: {
        tags,
        summary: 'List products, newest first unless sorted',
        querystring: z
          .strictObject({
            ...pageQuery,
            text: z.string().max(200).optional(),
            category: z.string().max(100).optional().describe('A category slug.'),
            sku: z.string().max(64).optional(),
            status: statusSchema.optional().describe('Staff only, unless ACTIVE.'),
            currency: currencyCode()
              .optional()
              .describe('Currency of priceMin and priceMax; required with them.'),
            priceMin: z.coerce.number().int().min(0).optional().describe('Minor units.'),
            priceMax: z.coerce.number().int().min(0).optional().describe('Minor units.'),
            sort: z.enum(['NEWEST', 'NAME', 'PRICE_ASC', 'PRICE_DESC']).default('NEWEST'),
          })
          .refine(
            ({ currency, priceMin, priceMax }) =>
              currency !== undefined || (priceMin === undefined && priceMax === undefined),
            {
              path: ['currency'],
              message: 'must be given with priceMin or priceMax',
            },
          ),
        response: { 200: pageSchema(productSchema), ...problems },
      },
    },
    async (request) => {
      const ctx = contextOf(request);
      const { limit, cursor, text, category, sku, status, currency, priceMin, priceMax, sort } =
        request.query;
      const price = (amountMinor: number | undefined) =>
        amountMinor === undefined ? null : { amountMinor, currency: currency! };
      const where = {
        text,
        categorySlug: category,
        skuIn: sku ? [sku] : null,
        status,
        priceMin: price(priceMin),
        priceMax: price(priceMax),
      };
      const list = await listProducts(
        ctx.db,
        ctx.viewer,
        { first: limit, after: cursor, where, orderBy: sort },
        true,
      );
      return pageOf(list, (product) => presentProduct(ctx, product));
    },
  );

  app.get(
    '/v1/products/:id',
    {
      schema: {
        tags,
        summary: 'One product with its variants',
        params: byId,
        response: { 200: productSchema, ...problems },
      },
    },
    async (request) => {
      const ctx = contextOf(request);
      const product = await findProduct(ctx, { id: request.params.id });
      if (!product)
        throw notFound('PRODUCT_NOT_FOUND', `No product has the id ${request.params.id}.`, ['id']);
      return presentProduct(ctx, product);
    },
  );

  app.post(
    '/v1/products',
    {
      schema: {
        tags,
        summary: 'Create a product with its variants',
        security: staff,
        body: productCreateInput,
        response: { 201: productSchema, ...problems },
      },
    },
    async (request, reply) => {
      const ctx = contextOf(request);
      const product = await createProduct(ctx, request.body);
      return reply
        .status(201)
        .header('location', `/v1/products/${product.id}`)
        .send(await presentProduct(ctx, product));
    },
  );

  app.put(
    '/v1/products/:id',
    {
      schema: {
        tags,
        summary: 'Change a product',
        description: 'Members that are left out stay as they are.',
        security: staff,
        params: byId,
        body: productUpdateInput,
        response: { 200: productSchema, ...problems },
      },
    },
    async (request) => {
      const ctx = contextOf(request);
      return presentProduct(ctx, await updateProduct(ctx, request.params.id, request.body));
    },
  );

  app.delete(
    '/v1/products/:id',
    {
      schema: {
        tags,
        summary: 'Archive a product',
        security: staff,
        params: byId,
        response: { 200: productSchema, ...problems },
      },
    },
    async (request) => {
      const ctx = contextOf(request);
      return presentProduct(ctx, await archiveProduct(ctx, request.params.id));
    },
  );

  app.get(
    '/v1/variants',
    {
      schema: {
        tags: ['variants'],
        summary: 'Prices and status of variants, for pricing a cart',
        description:
          'Answers the known ones in no particular order; drafts are left out except for siblings and staff.',
        querystring: z.strictObject({
          ids: z
            .string()
            .transform((text) => text.split(','))
            .pipe(z.array(z.string().min(1).max(64)).max(200, 'takes at most 200 ids'))
            .describe('Comma separated, at most 200.'),
        }),
        response: { 200: z.object({ items: z.array(pricedVariantSchema) }), ...problems },
      },
    },
    async (request) => {
      const ctx = contextOf(request);
      const rows = (await Promise.all(request.query.ids.map((id) => ctx.loaders.variant.load(id)))).filter(
        (row) => row !== null,
      );
      const visible = rows.filter(
        (row) => row.status !== 'DRAFT' || ctx.caller !== null || isStaff(ctx.viewer),
      );
      return {
        items: visible.map((row) => ({
          ...presentVariant(row),
          productName: row.productName,
          status: row.status,
        })),
      };
    },
  );
}
