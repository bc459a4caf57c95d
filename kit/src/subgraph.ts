import type { SqlEntityManager } from '@mikro-orm/sql';
import type {
  FastifyBaseLogger,
  FastifyInstance,
  FastifyRequest,
  RawReplyDefaultExpression,
  RawRequestDefaultExpression,
  RawServerDefault,
} from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import type { Viewer } from './auth.ts';
import type { SubgraphConfig } from './config.ts';
import type { Database, Db, Entities } from './database.ts';
import type { EventConsumer } from './inbox.ts';
import type { Logger } from './log.ts';
import type { MigrationClass } from './migrations.ts';
import type { Outbox } from './outbox.ts';
import type { Remote } from './remote.ts';
import type { Trace } from './trace.ts';

/** What lives as long as the process: made once, shared by all requests and workers. */
export interface Runtime<Config extends SubgraphConfig = SubgraphConfig, E extends Entities = Entities> {
  readonly name: string;
  readonly config: Config;
  readonly database: Database<E>;
  readonly db: Db<E>;
  readonly log: Logger;
  readonly outbox: Outbox;
  /** The REST client of a sibling: pooled, with time-outs, a breaker and our credential. */
  remote(name: string, url: string): Remote;
}

/** What lives as long as one request, made by the kit; a subgraph adds its loaders and services to it. */
export interface RequestContext<E extends Entities = Entities> {
  readonly viewer: Viewer;
  /** The sibling that calls with a valid service credential, or null. */
  readonly caller: string | null;
  readonly trace: Trace;
  readonly log: Logger;
  readonly db: Db<E>;
  /** This request's own entity manager, forked on first use. */
  readonly em: () => SqlEntityManager;
  /** When the request came in; the domain's clock for this request. */
  readonly now: Date;
}

export type App = FastifyInstance<
  RawServerDefault,
  RawRequestDefaultExpression<RawServerDefault>,
  RawReplyDefaultExpression<RawServerDefault>,
  FastifyBaseLogger,
  ZodTypeProvider
>;

/** Something that works in the background: a sweeper, a poller. Started after the port is open, stopped before the database. */
export interface Worker {
  start(): void;
  stop(): Promise<void>;
}

/** All there is to say of one subgraph; kit/src/server.ts makes a process of it. */
export interface SubgraphDefinition<
  Config extends SubgraphConfig,
  E extends Entities,
  Services,
  Context extends RequestContext<E>,
> {
  readonly name: string;
  /** Reads the environment, all problems at once. */
  readonly readConfig: (env?: Record<string, string | undefined>) => Config;
  /** The SDL file, without what schema/common.graphql adds. */
  readonly schema: URL;
  readonly entities: E;
  readonly migrations: readonly MigrationClass[];
  /** Codegen's `Resolvers`, whose context is `Context`. */
  readonly resolvers: object;
  /** Long-lived things of this subgraph's own: siblings' clients, keys, the saga's runner. */
  readonly services: (runtime: Runtime<Config, E>) => Services | Promise<Services>;
  /** Completes a request's context with loaders and services. */
  readonly context: (base: RequestContext<E>, services: Services, runtime: Runtime<Config, E>) => Context;
  /** Adds the REST face; paths start with /v1. `contextOf` gives the request's context. */
  readonly routes: (app: App, contextOf: (request: FastifyRequest) => Context, services: Services) => void;
  /** Background work. */
  readonly workers?: (runtime: Runtime<Config, E>, services: Services) => Worker[];
  /** Consumes siblings' events on POST /v1/events. */
  readonly consumer?: (runtime: Runtime<Config, E>, services: Services) => EventConsumer<E>;
}

/** Types a definition by inference; does nothing at run time. */
export const defineSubgraph = <
  Config extends SubgraphConfig,
  const E extends Entities,
  Services,
  Context extends RequestContext<E>,
>(
  definition: SubgraphDefinition<Config, E, Services, Context>,
) => definition;
