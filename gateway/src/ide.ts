import type { App } from '@eci/kit/subgraph';
import { type RuruClientConfig, ruruHTML } from 'ruru/server';
import { getStaticFile } from 'ruru/static';
import { EXAMPLES } from './examples.ts';

const ASSETS = '/ide/assets/';

/** The page loads nothing but what this server serves, and talks to it alone. */
const CONTENT_SECURITY_POLICY = [
  "default-src 'self'",
  "script-src 'self' 'unsafe-inline' 'unsafe-eval'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "font-src 'self' data:",
  "worker-src 'self' blob:",
  "frame-ancestors 'none'",
].join('; ');

const PAGE = ruruHTML({
  staticPath: ASSETS,
  endpoint: '/graphql',
  // All of these are optional; the package's types say otherwise where React's types are not installed.
  clientConfig: {
    defaultQuery: EXAMPLES[0].query,
    debugTools: [],
  } as Partial<RuruClientConfig> as RuruClientConfig,
  htmlParts: { titleTag: '<title>ECI graph</title><link rel="icon" href="data:,">' },
});

/** Serves a GraphQL IDE at /ide, its assets from the installed package: it works without the internet. */
export function serveIde(app: App): void {
  app.get('/ide', { schema: { hide: true } }, (_request, reply) =>
    reply
      .type('text/html; charset=utf-8')
      .header('content-security-policy', CONTENT_SECURITY_POLICY)
      .send(PAGE),
  );
  app.get(`${ASSETS}*`, { schema: { hide: true } }, async (request, reply) => {
    const acceptEncoding = request.headers['accept-encoding'];
    const file = await getStaticFile({
      staticPath: ASSETS,
      urlPath: request.url,
      acceptEncoding,
      disallowDevAssets: true,
    });
    if (!file) return reply.callNotFound();
    const { etag } = file.headers;
    // Names are those of one release of the package, so a stored copy is only good once the tag was compared.
    reply.headers(file.headers).header('cache-control', 'no-cache').header('vary', 'origin, accept-encoding');
    if (etag && request.headers['if-none-match'] === etag)
      return reply.removeHeader('content-length').status(304).send();
    return reply.send(file.content);
  });
}
