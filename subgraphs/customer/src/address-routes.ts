import { problems } from '@eci/kit/problem';
import type { App } from '@eci/kit/subgraph';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { AddressRow } from './address.entity.ts';
import type { CustomerContext } from './context.ts';
import { addressInput } from './customer-input.ts';
import { addAddress, listAddresses, removeAddress, updateAddress } from './edit-addresses.ts';

const addressSchema = z.object({
  id: z.string(),
  name: z.string(),
  line1: z.string(),
  line2: z.string().nullable(),
  city: z.string(),
  region: z.string().nullable(),
  postalCode: z.string(),
  country: z.string(),
});

const present = ({ id, name, line1, line2, city, region, postalCode, country }: AddressRow) => ({
  id,
  name,
  line1,
  line2: line2 ?? null,
  city,
  region: region ?? null,
  postalCode,
  country,
});

const ofCustomer = z.object({ id: z.string() });
const ofAddress = z.object({ id: z.string(), addressId: z.string() });
const security = [{ viewer: [] }];
const tags = ['addresses'];

/** The address book over REST, for its owner and staff. */
export function addressRoutes(app: App, contextOf: (request: FastifyRequest) => CustomerContext): void {
  app.get(
    '/v1/users/:id/addresses',
    {
      schema: {
        tags,
        summary: 'The address book, oldest first',
        security,
        params: ofCustomer,
        response: { 200: z.object({ items: z.array(addressSchema) }), ...problems },
      },
    },
    async (request) => ({ items: (await listAddresses(contextOf(request), request.params.id)).map(present) }),
  );

  app.post(
    '/v1/users/:id/addresses',
    {
      schema: {
        tags,
        summary: 'Add an address',
        description: 'An address book holds at most 50.',
        security,
        params: ofCustomer,
        body: addressInput,
        response: { 201: addressSchema, ...problems },
      },
    },
    async (request, reply) =>
      reply.status(201).send(present(await addAddress(contextOf(request), request.params.id, request.body))),
  );

  app.put(
    '/v1/users/:id/addresses/:addressId',
    {
      schema: {
        tags,
        summary: 'Replace an address',
        security,
        params: ofAddress,
        body: addressInput,
        response: { 200: addressSchema, ...problems },
      },
    },
    async (request) =>
      present(
        await updateAddress(contextOf(request), request.params.id, request.params.addressId, request.body),
      ),
  );

  app.delete(
    '/v1/users/:id/addresses/:addressId',
    {
      schema: {
        tags,
        summary: 'Remove an address',
        security,
        params: ofAddress,
        response: { 200: addressSchema, ...problems },
      },
    },
    async (request) =>
      present(await removeAddress(contextOf(request), request.params.id, request.params.addressId)),
  );
}
