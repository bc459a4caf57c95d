import { notFound } from '@eci/kit/errors';
import { keyHeader } from '@eci/kit/idempotency-key';
import { problems } from '@eci/kit/problem';
import { pageOf, pageQuery, pageSchema } from '@eci/kit/rest-page';
import { REPLAYED_HEADER } from '@eci/kit/rest-replay';
import type { App } from '@eci/kit/subgraph';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { cancelOrder } from './cancel-order.ts';
import { cartRoutes } from './cart-routes.ts';
import type { OrderContext } from './context.ts';
import { findOrder, listCustomersOrders, listOrders, mayActFor } from './find-orders.ts';
import { setOrderStatus } from './follow-parcels.ts';
import { placeOrder } from './place-order.ts';
import { orderSchema, orderStatus, presentOrder } from './rest-schemas.ts';
import type { OrderServices } from './services.ts';

const tags = ['orders'];
const viewer = [{ viewer: [] }];
const byId = z.object({ id: z.string() });
const placedSchema = z.object({
  order: orderSchema,
  accessToken: z.string().nullable().describe("A guest's token for this one order."),
});
const key = z.object({
  'idempotency-key': z.string().optional().describe('Required: 1 to 255 visible ASCII characters.'),
});

/** The REST face of the order context: the same functions as the graph's. */
export function routes(
  app: App,
  contextOf: (request: FastifyRequest) => OrderContext,
  services: OrderServices,
): void {
  cartRoutes(app, contextOf);

  app.get(
    '/.well-known/jwks.json',
    {
      schema: {
        tags: ['keys'],
        summary: "The keys of guests' order tokens",
        response: { 200: z.object({ keys: z.array(z.record(z.string(), z.unknown())) }) },
      },
    },
    () => ({
      keys: services.signer.jwks.keys.map((jwk) => ({ ...jwk })),
    }),
  );

  app.post(
    '/v1/orders',
    {
      schema: {
        tags,
        summary: 'Place the order of a cart',
        description:
          'Waits up to 8 s for a decision: 201 with the order CONFIRMED or FAILED, 202 with it PENDING (read it again). Repeating the request with its key never places a second order.',
        security: [{}, { viewer: [] }],
        headers: key,
        body: z
          .looseObject({})
          .describe(
            '{ cartId, email?, shippingAddress, paymentToken, expectedTotal? } as orderPlace takes them.',
          ),
        response: { 201: placedSchema, 202: placedSchema, ...problems },
      },
    },
    async (request, reply) => {
      const ctx = contextOf(request);
      const { value: order, replayed } = await placeOrder(ctx, request.body, keyHeader(request.headers));
      if (replayed) reply.header(REPLAYED_HEADER, 'true');
      const accessToken = order.customerId == null ? await services.guestToken(order.id) : null;
      const body = { order: await presentOrder(ctx, order), accessToken };
      return reply
        .status(order.status === 'PENDING' ? 202 : 201)
        .header('location', `/v1/orders/${order.id}`)
        .send(body);
    },
  );

  app.get(
    '/v1/orders/:id',
    {
      schema: {
        tags,
        summary: 'One order',
        security: viewer,
        params: byId,
        response: { 200: orderSchema, ...problems },
      },
    },
    async (request) => {
      const ctx = contextOf(request);
      const order = await findOrder(ctx, request.params.id);
      if (!order) throw orderUnknown();
      return presentOrder(ctx, order);
    },
  );

  app.post(
    '/v1/orders/:id/cancel',
    {
      schema: {
        tags,
        summary: 'Ask for an order to be taken back',
        description:
          'Answers the order as it stands; it becomes CANCELLED when everything is undone, unless shipping was faster.',
        security: viewer,
        headers: key,
        params: byId,
        body: z.strictObject({ reason: z.unknown().optional() }).nullish(),
        response: { 202: orderSchema, ...problems },
      },
    },
    async (request, reply) => {
      const ctx = contextOf(request);
      const { value: order, replayed } = await cancelOrder(
        ctx,
        request.params.id,
        request.body?.reason,
        keyHeader(request.headers),
      );
      if (replayed) reply.header(REPLAYED_HEADER, 'true');
      return reply.status(202).send(await presentOrder(ctx, order));
    },
  );

  app.get(
    '/v1/orders/user/:userId',
    {
      schema: {
        tags,
        summary: "A customer's orders, newest first",
        security: viewer,
        params: z.object({ userId: z.string() }),
        querystring: z.strictObject(pageQuery),
        response: { 200: pageSchema(orderSchema), ...problems },
      },
    },
    async (request) => {
      const ctx = contextOf(request);
      const { limit, cursor } = request.query;
      const { userId } = request.params;
      if (!mayActFor(ctx, userId))
        throw notFound('CUSTOMER_NOT_FOUND', 'No customer you may see has this id.', ['userId']);
      const list = await listCustomersOrders(ctx, userId, { first: limit, after: cursor });
      return pageOf(list!, (order) => presentOrder(ctx, order));
    },
  );

  app.get(
    '/v1/orders',
    {
      schema: {
        tags,
        summary: 'List orders, newest first',
        security: viewer,
        querystring: z.strictObject({
          ...pageQuery,
          status: orderStatus.optional(),
          customerId: z.string().max(64).optional(),
          number: z.string().max(32).optional(),
        }),
        response: { 200: pageSchema(orderSchema), ...problems },
      },
    },
    async (request) => {
      const ctx = contextOf(request);
      const { limit, cursor, ...where } = request.query;
      return pageOf(await listOrders(ctx, { first: limit, after: cursor, where }), (order) =>
        presentOrder(ctx, order),
      );
    },
  );

  app.put(
    '/v1/orders/:id/status',
    {
      schema: {
        tags,
        summary: "Set an order's status by hand",
        description: 'Legal moves only, and never ahead of its parcels: SHIPPED needs shipped ones.',
        security: viewer,
        params: byId,
        body: z.strictObject({ status: orderStatus }),
        response: { 200: orderSchema, ...problems },
      },
    },
    async (request) => {
      const ctx = contextOf(request);
      return presentOrder(ctx, await setOrderStatus(ctx, request.params.id, request.body.status));
    },
  );
}

const orderUnknown = () => notFound('ORDER_NOT_FOUND', 'No order of yours has this id.', ['id']);
