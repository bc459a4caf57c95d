import { requireCaller } from '@eci/kit/auth';
import { problems } from '@eci/kit/problem';
import { requireStepKey, sendOutcome } from '@eci/kit/rest-replay';
import type { App } from '@eci/kit/subgraph';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { commitStock } from './commit-stock.ts';
import type { InventoryContext } from './context.ts';
import { releaseStock } from './release-stock.ts';
import { reserveStock } from './reserve-stock.ts';
import { commitInput, releaseInput, reserveInput } from './stock-input.ts';

const allocationsSchema = z.array(
  z.object({ warehouseId: z.string(), variantId: z.string(), quantity: z.int() }),
);
const heldSchema = z.object({
  reservationId: z.string(),
  orderId: z.string(),
  status: z.literal('HELD'),
  expiresAt: z.string().describe('When the hold ends unless it is committed.'),
  allocations: allocationsSchema,
});
const committedSchema = z.object({
  reservationId: z.string(),
  orderId: z.string(),
  status: z.literal('COMMITTED'),
  allocations: allocationsSchema,
});
const releasedSchema = z.object({
  orderId: z.string(),
  status: z.enum(['RELEASED', 'RETURNED', 'NONE']).describe('NONE: nothing had arrived, and nothing will.'),
});

const tags = ['reservations'];
const security = [{ service: [] }];

/** The steps of the order saga: the order service only, with the key `<orderId>:<step>`, each at most once. */
export function reservationRoutes(app: App, contextOf: (request: FastifyRequest) => InventoryContext): void {
  /** The context of a request that may take `step` of the order it names. */
  const admit = (request: FastifyRequest, orderId: string, step: string): InventoryContext => {
    requireStepKey(request.headers, orderId, step);
    return contextOf(request);
  };
  const onlyOrder = async (request: FastifyRequest) => requireCaller(contextOf(request).caller, 'order');

  app.post(
    '/v1/inventory/reserve',
    {
      preHandler: onlyOrder,
      schema: {
        tags,
        security,
        summary: 'Hold everything an order wants, or nothing',
        body: reserveInput,
        response: { 201: heldSchema, ...problems },
      },
    },
    async (request, reply) => {
      const ctx = admit(request, request.body.orderId, 'reserve');
      return sendOutcome(reply, await reserveStock(ctx, request.body), 201, (held) => held);
    },
  );

  app.post(
    '/v1/inventory/commit',
    {
      preHandler: onlyOrder,
      schema: {
        tags,
        security,
        summary: 'Sell what an order holds',
        body: commitInput,
        response: { 200: committedSchema, ...problems },
      },
    },
    async (request, reply) => {
      const ctx = admit(request, request.body.orderId, 'commit');
      return sendOutcome(reply, await commitStock(ctx, request.body), 200, (committed) => committed);
    },
  );

  app.post(
    '/v1/inventory/release',
    {
      preHandler: onlyOrder,
      schema: {
        tags,
        security,
        summary: 'Undo what an order did to stock',
        description: 'Also cancels a reserve or commit that has not arrived yet.',
        body: releaseInput,
        response: { 200: releasedSchema, ...problems },
      },
    },
    async (request, reply) => {
      const ctx = admit(request, request.body.orderId, 'release');
      return sendOutcome(reply, await releaseStock(ctx, request.body), 200, (released) => released);
    },
  );
}
