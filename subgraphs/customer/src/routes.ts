import { problems } from '@eci/kit/problem';
import { pageOf, pageQuery, pageSchema } from '@eci/kit/rest-page';
import type { App } from '@eci/kit/subgraph';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { addressRoutes } from './address-routes.ts';
import type { CustomerContext } from './context.ts';
import type { CustomerRow } from './customer.entity.ts';
import { customerUpdateInput, loginInput, refreshInput, registerInput, roleInput } from './customer-input.ts';
import { listCustomers, readCustomer } from './find-customers.ts';
import { loginCustomer } from './login-customer.ts';
import type { SignedIn } from './open-session.ts';
import { refreshSession } from './refresh-session.ts';
import { registerCustomer } from './register-customer.ts';
import { revokeSession } from './revoke-session.ts';
import type { CustomerServices } from './services.ts';
import { updateCustomer } from './update-customer.ts';

const customerSchema = z.object({
  id: z.string(),
  email: z.string(),
  name: z.string(),
  role: roleInput,
  createdAt: z.iso.datetime(),
});
const sessionSchema = z.object({
  accessToken: z.string().describe('Sent as Authorization: Bearer.'),
  refreshToken: z.string().describe('Good for one refresh.'),
  expiresAt: z.iso.datetime().describe('When the access token expires.'),
});
const signedInSchema = z.object({ customer: customerSchema, session: sessionSchema });
const keySchema = z.object({
  kty: z.literal('OKP'),
  crv: z.literal('Ed25519'),
  x: z.string(),
  kid: z.string(),
  alg: z.literal('EdDSA'),
  use: z.literal('sig'),
});

const present = ({ id, email, name, role, createdAt }: CustomerRow) => ({
  id,
  email,
  name,
  role,
  createdAt: createdAt.toISOString(),
});

/** Tokens must not stay in any cache on the way (RFC 6749, 5.1). */
const sendSignedIn = (reply: FastifyReply, status: 200 | 201, { customer, session }: SignedIn) =>
  reply
    .status(status)
    .header('cache-control', 'no-store')
    .send({
      customer: present(customer),
      session: { ...session, expiresAt: session.expiresAt.toISOString() },
    });

const byId = z.object({ id: z.string() });
const viewer = [{ viewer: [] }];
const tags = ['users'];

/** The REST face of the customer context: the same functions as the graph's. */
export function routes(
  app: App,
  contextOf: (request: FastifyRequest) => CustomerContext,
  { signer }: CustomerServices,
): void {
  app.get(
    '/.well-known/jwks.json',
    {
      schema: {
        tags: ['keys'],
        summary: 'The keys that access tokens are signed with',
        description: 'A JSON Web Key Set (RFC 7517). Fetch it again when a token names an unknown kid.',
        response: { 200: z.object({ keys: z.array(keySchema) }), ...problems },
      },
    },
    async (_request, reply) =>
      reply
        .header('cache-control', 'public, max-age=300')
        .send(signer.jwks as { keys: z.output<typeof keySchema>[] }),
  );

  app.post(
    '/v1/users/register',
    {
      schema: {
        tags,
        summary: 'Create an account and sign in',
        body: registerInput,
        response: { 201: signedInSchema, ...problems },
      },
    },
    async (request, reply) => {
      const signedIn = await registerCustomer(contextOf(request), request.body);
      return sendSignedIn(reply.header('location', `/v1/users/${signedIn.customer.id}`), 201, signedIn);
    },
  );

  app.post(
    '/v1/users/login',
    {
      schema: {
        tags,
        summary: 'Sign in',
        description: 'After 10 failures within 15 minutes an email address is answered 429 with Retry-After.',
        body: loginInput,
        response: { 200: signedInSchema, ...problems },
      },
    },
    async (request, reply) => sendSignedIn(reply, 200, await loginCustomer(contextOf(request), request.body)),
  );

  app.post(
    '/v1/users/refresh',
    {
      schema: {
        tags,
        summary: 'Trade a refresh token for a new session',
        description: 'A refresh token works once; one that comes back later ends the whole session.',
        body: refreshInput,
        response: { 200: signedInSchema, ...problems },
      },
    },
    async (request, reply) =>
      sendSignedIn(reply, 200, await refreshSession(contextOf(request), request.body)),
  );

  app.post(
    '/v1/users/logout',
    {
      schema: {
        tags,
        summary: 'End a session',
        body: refreshInput,
        response: { 200: z.object({ revoked: z.boolean() }), ...problems },
      },
    },
    async (request) => revokeSession(contextOf(request), request.body.refreshToken),
  );

  app.get(
    '/v1/users',
    {
      schema: {
        tags,
        summary: 'List accounts, newest first',
        security: viewer,
        querystring: z.strictObject({
          ...pageQuery,
          email: z.string().max(1_000).optional().describe('The whole address.'),
          role: roleInput.optional(),
        }),
        response: { 200: pageSchema(customerSchema), ...problems },
      },
    },
    async (request) => {
      const { limit, cursor, email, role } = request.query;
      return pageOf(
        await listCustomers(contextOf(request), { first: limit, after: cursor, where: { email, role } }),
        present,
      );
    },
  );

  app.get(
    '/v1/users/:id',
    {
      schema: {
        tags,
        summary: 'One account',
        description: 'For its owner, staff and the order context.',
        security: [{ viewer: [] }, { service: [] }],
        params: byId,
        response: { 200: customerSchema, ...problems },
      },
    },
    async (request) => present(await readCustomer(contextOf(request), request.params.id)),
  );

  app.put(
    '/v1/users/:id',
    {
      schema: {
        tags,
        summary: 'Change an account',
        description: 'Members that are left out stay as they are. A new email address needs currentPassword.',
        security: viewer,
        params: byId,
        body: customerUpdateInput,
        response: { 200: customerSchema, ...problems },
      },
    },
    async (request) => present(await updateCustomer(contextOf(request), request.params.id, request.body)),
  );

  addressRoutes(app, contextOf);
}
