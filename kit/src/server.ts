import { fastifyApolloHandler } from '@as-integrations/fastify';
import type { FastifyRequest } from 'fastify';
import { callerReader, SERVICE_CREDENTIAL_HEADER, viewerReader } from './auth.ts';
import type { SubgraphConfig } from './config.ts';
import { type Entities, openDatabase, requireDatabase } from './database.ts';
import { forbidden } from './errors.ts';
import { buildSchema, graphqlServer } from './graphql.ts';
import { createHttpServer } from './http.ts';
import { createInboxTable, InboxEvent } from './inbox.entity.ts';
import { mountInbox } from './inbox.ts';
import { createJanitor } from './janitor.ts';
import { type RunningProcess, runProcess } from './lifecycle.ts';
import { createLogger } from './log.ts';
import { migrate } from './migrations.ts';
import { createOperationTable, Operation } from './operation.entity.ts';
import { DeadLetter, OutboxDelivery, OutboxEvent, OutboxLease, outboxMigrations } from './outbox.entity.ts';
import { createOutbox, parseSinks } from './outbox.ts';
import { createRelay } from './relay.ts';
import { createRemote, type Remote } from './remote.ts';
import type { RequestContext, Runtime, SubgraphDefinition } from './subgraph.ts';

/** Tables that every subgraph has; list them with its own. */
export const kitEntities = [
  Operation,
  OutboxEvent,
  OutboxDelivery,
  OutboxLease,
  DeadLetter,
  InboxEvent,
] as const;
export const kitMigrations = [createOperationTable, ...outboxMigrations, createInboxTable] as const;

/**
 * Runs a subgraph as this process: `node server.ts` serves, `node server.ts migrate` brings the database to the newest
 * schema and ends.
 */
export function startSubgraph<C extends SubgraphConfig, E extends Entities, S, X extends RequestContext<E>>(
  definition: SubgraphDefinition<C, E, S, X>,
): Promise<void> {
  if (process.argv[2] === 'migrate') return runProcess(definition.name, () => migrateOnly(definition));
  return runProcess(definition.name, () => openSubgraph(definition, definition.readConfig()));
}

async function migrateOnly<C extends SubgraphConfig, E extends Entities, S, X extends RequestContext<E>>(
  definition: SubgraphDefinition<C, E, S, X>,
): Promise<never> {
  const { DATABASE_URL: url } = definition.readConfig();
  const database = await openDatabase({
    url,
    entities: definition.entities,
    migrations: definition.migrations,
    pool: 2,
  });
  await requireDatabase(database, url);
  const done = await migrate(database, definition.migrations);
  await database.close();
  process.stdout.write(
    `${definition.name}: ${done.length === 0 ? 'the schema is the newest' : `ran ${done.join(', ')}`}\n`,
  );
  process.exit(0);
}

/** Opens a subgraph: database, siblings, HTTP server on the configured port, background work. Tests use it too. */
export async function openSubgraph<
  C extends SubgraphConfig,
  E extends Entities,
  S,
  X extends RequestContext<E>,
>(
  definition: SubgraphDefinition<C, E, S, X>,
  config: C,
): Promise<RunningProcess & { runtime: Runtime<C, E>; services: S }> {
  const { name } = definition;
  const log = createLogger(name, config.LOG_LEVEL);
  const { DATABASE_URL: url, DATABASE_POOL: pool } = config;
  const sinks = parseSinks(config.EVENT_SINKS);
  const database = await openDatabase({
    url,
    entities: definition.entities,
    migrations: definition.migrations,
    pool,
  });
  const remotes: Remote[] = [];
  const disconnect = async () => {
    await Promise.all(remotes.map((remote) => remote.close()));
    await database.close();
  };
  const runtime: Runtime<C, E> = {
    name,
    config,
    database,
    db: database.db,
    log,
    outbox: createOutbox(database.dialect, sinks),
    remote: (sibling, siblingUrl) => {
      const remote = createRemote(sibling, siblingUrl, name, config.SERVICE_CREDENTIAL);
      remotes.push(remote);
      return remote;
    },
  };
  try {
    await requireDatabase(database, url);
    if (config.MIGRATE_ON_START) await migrate(database, definition.migrations);
    return { runtime, ...(await serve(definition, runtime, disconnect)) };
  } catch (error) {
    // A start-up that fails leaves nothing open: whoever opened it in a living process may try again.
    await disconnect();
    throw error;
  }
}

/** Makes the services, listens and starts the background work. `disconnect` is the last thing that `stop` calls. */
async function serve<C extends SubgraphConfig, E extends Entities, S, X extends RequestContext<E>>(
  definition: SubgraphDefinition<C, E, S, X>,
  runtime: Runtime<C, E>,
  disconnect: () => Promise<void>,
): Promise<RunningProcess & { services: S }> {
  const { name, config, database, log } = runtime;
  const services = await definition.services(runtime);
  let stopping = false;
  const app = await createHttpServer(
    { name, rootPath: config.ROOT_PATH, log, isReady: async () => !stopping && (await database.isUp()) },
    (prefixed) => mount(prefixed, definition, runtime, services),
  );
  const plain = runtime as unknown as Runtime;
  const workers = [
    createRelay(plain),
    createJanitor(plain),
    ...(definition.workers?.(runtime, services) ?? []),
  ];
  const address = await app.listen({ port: config.PORT, host: config.HOST }).catch(async (error: unknown) => {
    await app.close();
    throw error;
  });
  for (const worker of workers) worker.start();
  log.info({ url: address + config.ROOT_PATH }, 'ready');
  return {
    url: address + config.ROOT_PATH,
    services,
    stop: async () => {
      stopping = true;
      // First the requests, which are finished: some wait for a worker to do its part (an order for its saga).
      await app.close();
      await Promise.all(workers.map((worker) => worker.stop()));
      await disconnect();
      log.info('stopped');
    },
  };
}

async function mount<C extends SubgraphConfig, E extends Entities, S, X extends RequestContext<E>>(
  app: Parameters<Parameters<typeof createHttpServer>[1]>[0],
  definition: SubgraphDefinition<C, E, S, X>,
  runtime: Runtime<C, E>,
  services: S,
): Promise<void> {
  const readViewer = viewerReader(runtime.config.JWT_ISSUERS);
  const callerOf = callerReader(runtime.config.TRUSTED_CALLERS);
  const contexts = new WeakMap<FastifyRequest, X>();
  const contextOf = (request: FastifyRequest): X => contexts.get(request)!;

  if (definition.consumer) {
    const consumer = definition.consumer(runtime, services);
    await app.register(async (scope) =>
      mountInbox(scope as unknown as typeof app, runtime as unknown as Runtime, consumer as never, callerOf),
    );
  }
  const server = graphqlServer(buildSchema(definition.schema, definition.resolvers));
  await server.start();
  app.addHook('onClose', () => server.stop());

  await app.register(async (scope) => {
    const guarded = scope as unknown as typeof app;
    guarded.addHook('preValidation', async (request) => {
      const viewer = await readViewer(request.headers.authorization);
      const caller = callerOf(request.headers[SERVICE_CREDENTIAL_HEADER] as string | undefined);
      contexts.set(
        request,
        definition.context(baseContext(runtime, request, viewer, caller), services, runtime),
      );
    });
    guarded.route({
      url: '/graphql',
      method: ['GET', 'POST'],
      schema: { hide: true },
      preHandler: async (request) => {
        if (contextOf(request).caller !== 'gateway')
          throw forbidden('This graph answers the gateway only: send queries there.');
      },
      handler: fastifyApolloHandler(server, {
        context: async (request) => contextOf(request as FastifyRequest),
      }),
    });
    definition.routes(guarded, contextOf, services);
  });
}

function baseContext<C extends SubgraphConfig, E extends Entities>(
  runtime: Runtime<C, E>,
  request: FastifyRequest,
  viewer: RequestContext['viewer'],
  caller: string | null,
): RequestContext<E> {
  let em: ReturnType<RequestContext['em']> | undefined;
  return {
    viewer,
    caller,
    trace: request.trace,
    log: runtime.log,
    db: runtime.db,
    em: () => (em ??= runtime.database.em.fork()),
    now: new Date(),
  };
}
