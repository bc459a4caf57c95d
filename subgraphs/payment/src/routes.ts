import { notFound, unauthenticated } from '@eci/kit/errors';
import { keyHeader } from '@eci/kit/idempotency-key';
import { moneyInput } from '@eci/kit/money-input';
import { problems } from '@eci/kit/problem';
import { pageOf, pageQuery, pageSchema } from '@eci/kit/rest-page';
import { requireStepKey, sendOutcome } from '@eci/kit/rest-replay';
import type { App } from '@eci/kit/subgraph';
import { idText } from '@eci/kit/text';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { chargeOrder, checkToken } from './charge-order.ts';
import type { PaymentContext } from './context.ts';
import { findPayment, paymentsOfOrder } from './find-payments.ts';
import { listVisiblePayments } from './list-payments.ts';
import { chargeInput, paymentToken } from './payment-input.ts';
import {
  orderRefundSchema,
  paymentOutcomeSchema,
  paymentSchema,
  presentPayment,
  statusSchema,
} from './payment-schema.ts';
import { refundOrder } from './refund-order.ts';
import { refundPayment } from './refund-payment.ts';

const tags = ['payments'];
const viewer = [{ viewer: [] }];
const service = [{ service: [] }];
const headers = z.looseObject({
  'idempotency-key': z.string().optional().describe('Required: 1 to 255 visible ASCII characters.'),
});

/** By order (a saga's undo) or by payment (staff): which one it must be depends on who calls. */
const refundBody = z.strictObject({
  orderId: idText().optional().describe('The order service: gives back all that is left of this order.'),
  paymentId: idText().optional().describe('Staff: the payment.'),
  amount: moneyInput(1).nullish().describe('Staff: how much; all that is left when absent.'),
  reason: z.string().nullish().describe('Why, up to 200 characters; required with orderId.'),
});

/** The REST face of payment: the same functions as the graph's, and the saga's two steps. */
export function routes(app: App, contextOf: (request: FastifyRequest) => PaymentContext): void {
  app.post(
    '/v1/payments/tokens/check',
    {
      schema: {
        tags,
        summary: 'Whether a payment token could be charged; no effect',
        security: service,
        body: z.strictObject({ paymentToken }),
        response: { 200: z.object({ valid: z.boolean() }), ...problems },
      },
    },
    async (request) => ({ valid: await checkToken(contextOf(request), request.body.paymentToken) }),
  );

  app.post(
    '/v1/payments/charge',
    {
      schema: {
        tags,
        summary: 'Charge an order, once for ever',
        description:
          'Idempotency-Key: `<orderId>:charge`. 202 while the provider has not decided: ask again with the same key.',
        security: service,
        headers,
        body: chargeInput,
        response: { 201: paymentOutcomeSchema, 202: paymentOutcomeSchema, ...problems },
      },
    },
    async (request, reply) => {
      requireStepKey(request.headers, request.body.orderId, 'charge');
      const charge = await chargeOrder(contextOf(request), request.body);
      const isOpen = charge.value.status === 'PENDING';
      if (isOpen) reply.header('retry-after', '1');
      return sendOutcome(reply, charge, isOpen ? 202 : 201, (payment) => payment);
    },
  );

  app.post(
    '/v1/payments/refund',
    {
      schema: {
        tags,
        summary: 'Give money back: by order (order service), or of one payment (staff)',
        description:
          'By order the Idempotency-Key is `<orderId>:refund`, and a charge that has not arrived is barred for ever.',
        security: [...service, ...viewer],
        headers,
        body: refundBody,
        response: { 200: orderRefundSchema, 201: paymentOutcomeSchema, ...problems },
      },
    },
    async (request, reply) => {
      const ctx = contextOf(request);
      const { body } = request;
      if (ctx.caller === 'order') {
        const refund = await refundOrder(ctx, body, (orderId) =>
          requireStepKey(request.headers, orderId, 'refund'),
        );
        return sendOutcome(reply, refund, 200, (done) => done);
      }
      return sendOutcome(
        reply,
        await refundPayment(ctx, body, keyHeader(request.headers)),
        201,
        (payment) => payment,
      );
    },
  );

  app.get(
    '/v1/payments',
    {
      schema: {
        tags,
        summary: 'List payments, newest first: all for staff, their own for others',
        security: viewer,
        querystring: z.strictObject({
          ...pageQuery,
          status: statusSchema.optional(),
          customerId: idText().optional(),
          orderId: idText().optional(),
        }),
        response: { 200: pageSchema(paymentSchema), ...problems },
      },
    },
    async (request) => {
      const ctx = contextOf(request);
      const { limit, cursor, ...where } = request.query;
      const list = await listVisiblePayments(ctx.db, ctx.viewer, { first: limit, after: cursor, where });
      return pageOf(list, (payment) => presentPayment(ctx, payment));
    },
  );

  app.get(
    '/v1/payments/:id',
    {
      schema: {
        tags,
        summary: 'One payment with its ledger',
        security: viewer,
        params: z.object({ id: idText() }),
        response: { 200: paymentSchema, ...problems },
      },
    },
    async (request) => {
      const ctx = contextOf(request);
      requireViewer(ctx);
      const payment = await findPayment(ctx, request.params.id);
      if (!payment)
        throw notFound('PAYMENT_NOT_FOUND', `No payment has the id ${request.params.id}.`, ['id']);
      return presentPayment(ctx, payment);
    },
  );

  app.get(
    '/v1/payments/order/:orderId',
    {
      schema: {
        tags,
        summary: "An order's payments, oldest first; those of others are left out",
        security: viewer,
        params: z.object({ orderId: idText() }),
        response: { 200: z.object({ items: z.array(paymentSchema) }), ...problems },
      },
    },
    async (request) => {
      const ctx = contextOf(request);
      requireViewer(ctx);
      const payments = await paymentsOfOrder(ctx, request.params.orderId);
      return { items: await Promise.all(payments.map((payment) => presentPayment(ctx, payment))) };
    },
  );
}

function requireViewer({ viewer: { kind } }: PaymentContext): void {
  if (kind === 'anonymous') throw unauthenticated();
}
