import type { App } from '@eci/kit/subgraph';
import cors from '@fastify/cors';

/** Apollo Sandbox, a page of Apollo's that queries the gateway from the visitor's own browser. */
export const SANDBOX_ORIGIN = 'https://studio.apollographql.com';

/** Origins whose pages may read answers; the gateway's own origin needs no leave. The demo lets Apollo Sandbox in too. */
export const allowedOrigins = (configured: readonly string[], demo: boolean): string[] => [
  ...configured,
  ...(demo ? [SANDBOX_ORIGIN] : []),
];

/**
 * Answers preflights and names the allowed origins. No cookies are involved, so credentials stay off: a page must hold
 * an access token to speak for someone.
 */
export async function allowOrigins(app: App, origins: readonly string[]): Promise<void> {
  // A page of a public site that calls a private address, such as Sandbox on localhost, asks for leave by this header:
  // wicg.github.io/private-network-access.
  app.addHook('onRequest', (request, reply, done) => {
    const { origin } = request.headers;
    if (request.headers['access-control-request-private-network'] && origin && origins.includes(origin)) {
      reply.header('access-control-allow-private-network', 'true');
    }
    done();
  });
  await app.register(cors, {
    origin: origins.includes('*') ? '*' : [...origins],
    methods: ['GET', 'POST'],
    exposedHeaders: ['x-request-id'],
    maxAge: 600,
  });
}
