import { notFound } from '@eci/kit/errors';
import { problems } from '@eci/kit/problem';
import type { App } from '@eci/kit/subgraph';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { OrderContext } from './context.ts';
import { addToCart, clearCart, findCart, removeFromCart, setInCart } from './edit-cart.ts';
import { cartSchema, presentCart } from './rest-schemas.ts';

const tags = ['carts'];
const security: Record<string, string[]>[] = [{}, { viewer: [] }];
const byId = z.object({ id: z.string() });
const byLine = z.object({ id: z.string(), variantId: z.string() });
// The rules of lines are the domain's own, so that both faces refuse alike.
const lines = z
  .strictObject({ lines: z.unknown() })
  .describe('{ lines: [{ variantId, quantity }] }, 1 to 100 lines.');
const quantity = z.strictObject({ quantity: z.unknown() }).describe('{ quantity }, 0 removes the line.');
const answers = { 200: cartSchema, ...problems };

/** Carts over REST; a guest's cart is reached by its id, a customer's by its owner. */
export function cartRoutes(app: App, contextOf: (request: FastifyRequest) => OrderContext): void {
  app.post(
    '/v1/carts',
    {
      schema: {
        tags,
        summary: 'Start a cart with its first lines',
        security,
        body: lines,
        response: { 201: cartSchema, ...problems },
      },
    },
    async (request, reply) => {
      const ctx = contextOf(request);
      const cart = await addToCart(ctx, null, request.body.lines);
      return reply
        .status(201)
        .header('location', `/v1/carts/${cart.id}`)
        .send(await presentCart(ctx, cart));
    },
  );

  app.get(
    '/v1/carts/:id',
    { schema: { tags, summary: 'A cart, priced now', security, params: byId, response: answers } },
    async (request) => {
      const ctx = contextOf(request);
      const cart = await findCart(ctx, request.params.id);
      if (!cart) throw notFound('CART_NOT_FOUND', 'No cart of yours has this id.', ['id']);
      return presentCart(ctx, cart);
    },
  );

  app.delete(
    '/v1/carts/:id',
    { schema: { tags, summary: 'Remove every line', security, params: byId, response: answers } },
    async (request) => {
      const ctx = contextOf(request);
      return presentCart(ctx, await clearCart(ctx, request.params.id));
    },
  );

  app.post(
    '/v1/carts/:id/items',
    {
      schema: {
        tags,
        summary: 'Add units on top of those in the cart',
        security,
        params: byId,
        body: lines,
        response: answers,
      },
    },
    async (request) => {
      const ctx = contextOf(request);
      return presentCart(ctx, await addToCart(ctx, request.params.id, request.body.lines));
    },
  );

  app.put(
    '/v1/carts/:id/items/:variantId',
    {
      schema: {
        tags,
        summary: 'Set the quantity of one variant',
        security,
        params: byLine,
        body: quantity,
        response: answers,
      },
    },
    async (request) => {
      const ctx = contextOf(request);
      const { id, variantId } = request.params;
      return presentCart(ctx, await setInCart(ctx, id, [{ variantId, quantity: request.body.quantity }]));
    },
  );

  app.delete(
    '/v1/carts/:id/items/:variantId',
    { schema: { tags, summary: 'Remove one variant', security, params: byLine, response: answers } },
    async (request) => {
      const ctx = contextOf(request);
      const { id, variantId } = request.params;
      return presentCart(ctx, await removeFromCart(ctx, id, [variantId]));
    },
  );
}
