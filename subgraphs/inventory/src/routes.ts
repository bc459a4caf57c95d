import { isStaff } from '@eci/kit/auth';
import { parseInput } from '@eci/kit/errors';
import { keyHeader } from '@eci/kit/idempotency-key';
import { problems } from '@eci/kit/problem';
import { pageOf, pageQuery, pageSchema } from '@eci/kit/rest-page';
import { sendOutcome } from '@eci/kit/rest-replay';
import type { App } from '@eci/kit/subgraph';
import { idText } from '@eci/kit/text';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { adjustStock } from './adjust-stock.ts';
import type { InventoryContext } from './context.ts';
import { listAvailability } from './list-stock.ts';
import { reservationRoutes } from './reservation-routes.ts';
import type { StockLevelRow } from './stock.entity.ts';
import { availableOf } from './stock.ts';
import { stockAdjustBody } from './stock-input.ts';

const levelSchema = z.object({
  warehouseId: z.string(),
  onHand: z.int(),
  held: z.int().describe('Units of those on hand that orders hold.'),
  available: z.int(),
  lowStockThreshold: z.int(),
});
const stockSchema = z.object({
  variantId: z.string(),
  available: z.int().describe('Units that can be sold, over all warehouses.'),
  inStock: z.boolean(),
  levels: z.array(levelSchema).optional().describe('Staff only: one per warehouse.'),
});

const presentLevel = (level: StockLevelRow) => ({
  warehouseId: level.warehouseId,
  onHand: level.onHand,
  held: level.held,
  available: availableOf(level),
  lowStockThreshold: level.lowStockThreshold,
});

const presentStock = async ({ viewer, loaders }: InventoryContext, variantId: string, available: number) => ({
  variantId,
  available,
  inStock: available > 0,
  ...(isStaff(viewer) && { levels: (await loaders.levelsOfVariant.load(variantId)).map(presentLevel) }),
});

const tags = ['stock'];
const byVariant = z.object({ variantId: idText() });

/** The REST face of inventory: the same functions as the graph's, and the order saga's steps. */
export function routes(app: App, contextOf: (request: FastifyRequest) => InventoryContext): void {
  reservationRoutes(app, contextOf);

  app.get(
    '/v1/inventory',
    {
      schema: {
        tags,
        summary: 'List variants with their availability, by id',
        description: 'Variants that no warehouse ever had are left out. Staff also get the levels.',
        querystring: z.strictObject({
          ...pageQuery,
          variantIds: z
            .string()
            .transform((text) => text.split(','))
            .pipe(z.array(idText()).max(100, 'takes at most 100 ids'))
            .optional()
            .describe('Comma separated, at most 100.'),
          inStock: z
            .enum(['true', 'false'], 'must be true or false')
            .transform((text) => text === 'true')
            .optional(),
          warehouseId: idText().optional().describe('Staff only: availability in this warehouse alone.'),
        }),
        response: { 200: pageSchema(stockSchema), ...problems },
      },
    },
    async (request) => {
      const ctx = contextOf(request);
      const { limit, cursor, ...where } = request.query;
      const list = await listAvailability(ctx.db, ctx.viewer, { first: limit, after: cursor, ...where });
      return pageOf(list, ({ variantId, available }) => presentStock(ctx, variantId, available));
    },
  );

  app.get(
    '/v1/inventory/:variantId',
    {
      schema: {
        tags,
        summary: 'Availability of one variant',
        description: 'A variant that no warehouse ever had has 0 available. Staff also get the levels.',
        params: byVariant,
        response: { 200: stockSchema, ...problems },
      },
    },
    async (request) => {
      const ctx = contextOf(request);
      const { variantId } = request.params;
      return presentStock(ctx, variantId, (await ctx.loaders.available.load(variantId))?.available ?? 0);
    },
  );

  app.put(
    '/v1/inventory/:variantId',
    {
      schema: {
        tags,
        summary: 'Put units into a warehouse or take them out',
        description:
          'Takes an Idempotency-Key, shared with the mutation stockAdjust. Answers the level after the change.',
        security: [{ viewer: [] }],
        params: byVariant,
        body: stockAdjustBody,
        response: { 200: levelSchema.extend({ variantId: z.string() }), ...problems },
      },
    },
    async (request, reply) => {
      const ctx = contextOf(request);
      const { variantId } = parseInput(byVariant, request.params);
      const done = await adjustStock(ctx, { variantId, ...request.body }, keyHeader(request.headers), {
        at: [],
        keyField: 'Idempotency-Key',
      });
      return sendOutcome(reply, done, 200, (level) => level);
    },
  );
}
