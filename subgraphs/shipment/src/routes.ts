import { notFound } from '@eci/kit/errors';
import { keyHeader } from '@eci/kit/idempotency-key';
import { problems } from '@eci/kit/problem';
import { pageOf, pageQuery, pageSchema } from '@eci/kit/rest-page';
import { sendOutcome } from '@eci/kit/rest-replay';
import type { App } from '@eci/kit/subgraph';
import { idText } from '@eci/kit/text';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { cancelOrderShipments, cancelShipment } from './cancel-shipments.ts';
import { shipmentUnknown } from './change-status.ts';
import type { ShipmentContext } from './context.ts';
import { createShipments } from './create-shipments.ts';
import { findShipment, findShipmentsOfOrder, trackShipment } from './find-shipments.ts';
import { listOwnShipments } from './list-shipments.ts';
import {
  orderCancellationSchema,
  orderShipmentsSchema,
  presentShipment,
  presentTrack,
  shipmentSchema,
  statusSchema,
  trackSchema,
} from './present-shipment.ts';
import type { ShipmentRow } from './shipment.entity.ts';
import { cancelInput, shipmentsCreateInput, statusInput } from './shipment-input.ts';
import { updateShipmentStatus } from './update-status.ts';

const byId = z.object({ id: z.string() });
const byOrder = z.object({ orderId: idText() });
const idempotent = z.object({
  'idempotency-key': z.string().optional().describe('Required: 1 to 255 visible ASCII characters.'),
});
const viewer = [{ viewer: [] }];
const service = [{ service: [] }];
const tags = ['shipments'];

const present = async ({ loaders }: ShipmentContext, shipment: ShipmentRow) =>
  presentShipment(shipment, await loaders.eventsOfShipment.load(shipment.id));

/** The REST face of shipments: the same functions as the graph's. */
export function routes(app: App, contextOf: (request: FastifyRequest) => ShipmentContext): void {
  app.post(
    '/v1/shipments',
    {
      schema: {
        tags,
        summary: "Create an order's shipments, one per parcel",
        description:
          'For the order context. The key is the id of the order, a colon and `ship`; a repetition gets the first answer.',
        security: service,
        headers: idempotent,
        body: shipmentsCreateInput,
        response: { 201: orderShipmentsSchema, ...problems },
      },
    },
    async (request, reply) => {
      const done = await createShipments(contextOf(request), request.headers, request.body);
      return sendOutcome(reply, done, 201, (created) => created);
    },
  );

  app.post(
    '/v1/shipments/order/:orderId/cancel',
    {
      schema: {
        tags,
        summary: "Cancel an order's shipments, all or none",
        description:
          'For the order context. The key is the id of the order, a colon and `cancel-shipment`. Shipments that come later are refused.',
        security: service,
        headers: idempotent,
        params: byOrder,
        body: cancelInput,
        response: { 200: orderCancellationSchema, ...problems },
      },
    },
    async (request, reply) => {
      const done = await cancelOrderShipments(contextOf(request), request.headers, request.params.orderId);
      return sendOutcome(reply, done, 200, (cancelled) => cancelled);
    },
  );

  app.post(
    '/v1/shipments/:id/cancel',
    {
      schema: {
        tags,
        summary: 'Cancel one shipment that has not left',
        description: 'For the order context. Staff cancel the order instead.',
        security: service,
        headers: idempotent,
        params: byId,
        body: cancelInput,
        response: { 200: shipmentSchema, ...problems },
      },
    },
    async (request, reply) => {
      const done = await cancelShipment(
        contextOf(request),
        keyHeader(request.headers),
        request.params.id,
        request.body.reason ?? null,
      );
      return sendOutcome(reply, done, 200, (cancelled) => cancelled);
    },
  );

  app.put(
    '/v1/shipments/:id/status',
    {
      schema: {
        tags,
        summary: 'Move a shipment along its life cycle',
        description:
          'CANCELLED is refused: cancel the order instead. Whoever tracks the parcel reads the note: name no person and no address.',
        security: viewer,
        params: byId,
        body: statusInput,
        response: { 200: shipmentSchema, ...problems },
      },
    },
    async (request) => {
      const ctx = contextOf(request);
      return present(ctx, await updateShipmentStatus(ctx, request.params.id, request.body, ['id']));
    },
  );

  app.get(
    '/v1/shipments/track/:trackingNumber',
    {
      schema: {
        tags,
        summary: 'Follow a parcel by its tracking number',
        params: z.object({ trackingNumber: z.string() }),
        response: { 200: trackSchema, ...problems },
      },
    },
    async (request) => {
      const ctx = contextOf(request);
      const shipment = await trackShipment(ctx, request.params.trackingNumber);
      // The number is a capability: an answer that repeated it would put it into logs of error messages.
      if (!shipment)
        throw notFound(
          'SHIPMENT_NOT_FOUND',
          'No shipment has this tracking number: see the message that told it.',
          ['trackingNumber'],
        );
      return presentTrack(shipment, await ctx.loaders.eventsOfShipment.load(shipment.id));
    },
  );

  app.get(
    '/v1/shipments/order/:orderId',
    {
      schema: {
        tags,
        summary: "An order's shipments, oldest first",
        description: "None for an order that is unknown or someone else's.",
        security: viewer,
        params: byOrder,
        response: { 200: z.object({ items: z.array(shipmentSchema) }), ...problems },
      },
    },
    async (request) => {
      const ctx = contextOf(request);
      const shipments = await findShipmentsOfOrder(ctx, request.params.orderId);
      return { items: await Promise.all(shipments.map((shipment) => present(ctx, shipment))) };
    },
  );

  app.get(
    '/v1/shipments/:id',
    {
      schema: {
        tags,
        summary: 'One shipment',
        security: viewer,
        params: byId,
        response: { 200: shipmentSchema, ...problems },
      },
    },
    async (request) => {
      const ctx = contextOf(request);
      const shipment = await findShipment(ctx, request.params.id);
      if (!shipment) throw shipmentUnknown(request.params.id);
      return present(ctx, shipment);
    },
  );

  app.get(
    '/v1/shipments',
    {
      schema: {
        tags,
        summary: 'List shipments, newest first: all for staff, their own for a customer or guest',
        security: viewer,
        querystring: z.strictObject({
          ...pageQuery,
          status: statusSchema.optional(),
          customerId: idText().optional(),
          orderId: idText().optional(),
        }),
        response: { 200: pageSchema(shipmentSchema), ...problems },
      },
    },
    async (request) => {
      const ctx = contextOf(request);
      const { limit, cursor, ...where } = request.query;
      const list = await listOwnShipments(ctx.db, ctx.viewer, { first: limit, after: cursor, where });
      return pageOf(list, (shipment) => present(ctx, shipment));
    },
  );
}
