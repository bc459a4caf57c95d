import type { Socket } from 'node:net';
import fastifySwagger from '@fastify/swagger';
import fastifySwaggerUi from '@fastify/swagger-ui';
import Fastify, { type FastifyRequest, LogController } from 'fastify';
import {
  jsonSchemaTransform,
  serializerCompiler,
  validatorCompiler,
  type ZodTypeProvider,
} from 'fastify-type-provider-zod';
import type { Logger } from './log.ts';
import { httpDuration, httpRequests, registry } from './metrics.ts';
import { sendNotFound, sendProblem } from './problem.ts';
import type { App } from './subgraph.ts';
import { type Trace, traceOf } from './trace.ts';

declare module 'fastify' {
  interface FastifyRequest {
    trace: Trace;
    /** What handlers add to the request's log line: names and ids only. */
    logged: Record<string, unknown>;
  }
}

const MAX_BODY_BYTES = 1024 * 1024;
const QUIET_ROUTES = /\/(health|metrics|docs)/;

export interface HttpOptions {
  name: string;
  /** Path prefix of everything, such as /catalog; '' for none. */
  rootPath: string;
  log: Logger;
  /** Whether this process can serve now. Load balancers ask /health/ready. */
  isReady: () => Promise<boolean>;
  /** Serves OpenAPI at /openapi.json and /docs; true unless told otherwise. */
  documented?: boolean;
  /** What /health answers with 200 while ready, for a process that has more to say than that. */
  health?: () => Promise<object>;
}

/**
 * The HTTP server every process has: problem documents, request ids and traces, one log line per request, metrics,
 * health, and (if `documented`) OpenAPI 3.1 at /openapi.json and /docs.
 */
export async function createHttpServer(
  options: HttpOptions,
  mount: (app: App) => Promise<void> | void,
): Promise<App> {
  const app = Fastify({
    loggerInstance: options.log,
    // One line per request, written by `record`.
    logController: new LogController({ disableRequestLogging: true }),
    // Fastify's child per request would only add a second request id.
    childLoggerFactory: (logger) => logger,
    bodyLimit: MAX_BODY_BYTES,
    routerOptions: { maxParamLength: 256, ignoreTrailingSlash: true },
    forceCloseConnections: 'idle',
  }).withTypeProvider<ZodTypeProvider>() as unknown as App;
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  app.setErrorHandler(sendProblem);
  app.setNotFoundHandler(sendNotFound);
  app.decorateRequest('trace', null as unknown as Trace);
  app.decorateRequest('logged', null as unknown as Record<string, unknown>);
  app.addHook('onRequest', (request, reply, done) => {
    request.trace = traceOf(request.headers);
    request.logged = {};
    reply.header('x-request-id', request.trace.requestId);
    done();
  });
  const unused = unusedConnections(app);
  let closing = false;
  app.addHook('preClose', (done) => {
    closing = true;
    for (const socket of unused) socket.destroy();
    done();
  });
  app.addHook('onResponse', (request, reply, done) => {
    record(request, reply.statusCode, reply.elapsedTime);
    // A connection that was busy when the server began to close is idle now and would hold it up until its time-out.
    if (closing) setImmediate(() => app.server.closeIdleConnections());
    done();
  });
  await app.register(
    async (root) => {
      const prefixed = root as unknown as App;
      if (options.documented !== false) await addDocs(prefixed, options);
      addHealth(prefixed, options);
      await mount(prefixed);
    },
    { prefix: options.rootPath },
  );
  return app;
}

/**
 * Connections on which nothing was ever asked, such as a browser opens in advance. Node takes them for busy, and one
 * would hold up the end of the process for a minute.
 */
function unusedConnections({ server }: App): ReadonlySet<Socket> {
  const unused = new Set<Socket>();
  server.on('connection', (socket) => {
    unused.add(socket);
    socket.once('close', () => unused.delete(socket));
  });
  server.on('request', ({ socket }) => unused.delete(socket));
  return unused;
}

function record(request: FastifyRequest, status: number, elapsedMs: number): void {
  const route = request.routeOptions.url ?? 'unknown';
  httpRequests.inc({ method: request.method, route, status });
  httpDuration.observe({ method: request.method, route }, elapsedMs / 1_000);
  if (QUIET_ROUTES.test(route) && status < 400) return;
  const { requestId, traceId } = request.trace;
  request.log.info(
    {
      requestId,
      traceId,
      method: request.method,
      route,
      status,
      ms: Math.round(elapsedMs * 10) / 10,
      ...request.logged,
    },
    'request',
  );
}

async function addDocs(app: App, { name, rootPath }: HttpOptions): Promise<void> {
  await app.register(fastifySwagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: `ECI ${name}`,
        version: '1',
        description: `The REST face of the ${name} context. Errors are problem documents (RFC 9457); money is whole minor units.`,
      },
      ...(rootPath && { servers: [{ url: rootPath }] }),
      components: {
        securitySchemes: {
          viewer: {
            type: 'http',
            scheme: 'bearer',
            bearerFormat: 'JWT',
            description: 'An access token of a user, or of a guest for one order.',
          },
          service: {
            type: 'apiKey',
            in: 'header',
            name: 'x-service-credential',
            description: 'A sibling: its name and secret, joined by a dot.',
          },
        },
      },
    },
    transform: jsonSchemaTransform,
    ...(rootPath && { stripBasePath: true }),
  });
  await app.register(fastifySwaggerUi, { routePrefix: '/docs', indexPrefix: rootPath });
  app.get('/openapi.json', { schema: { hide: true } }, () => app.swagger());
}

function addHealth(app: App, { name, isReady, health }: HttpOptions): void {
  const hide = { schema: { hide: true } };
  const ready = async () =>
    (await isReady())
      ? { code: 200, body: { status: 'ok', service: name } }
      : { code: 503, body: { status: 'unavailable', service: name } };
  app.get('/health/live', hide, () => ({ status: 'ok', service: name }));
  for (const path of ['/health', '/health/ready', '/v1/health']) {
    app.get(path, hide, async (_request, reply) => {
      const { code, body } = await ready();
      return reply.status(code).send(code === 200 && path === '/health' && health ? await health() : body);
    });
  }
  app.get('/metrics', hide, async (_request, reply) =>
    reply.type(registry.contentType).send(await registry.metrics()),
  );
}
