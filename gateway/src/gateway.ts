import { ApolloGateway, type GatewayConfig as ApolloGatewayConfig } from '@apollo/gateway';
import { ApolloServer } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginSchemaReportingDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled';
import { viewerReader } from '@eci/kit/auth';
import { ConfigError } from '@eci/kit/config';
import { createHttpServer } from '@eci/kit/http';
import type { RunningProcess } from '@eci/kit/lifecycle';
import { createLogger, type Logger } from '@eci/kit/log';
import { formatError, maskedErrorLog } from './client-errors.ts';
import type { GatewayConfig } from './config.ts';
import { allowedOrigins, allowOrigins } from './cors.ts';
import { dataSource } from './data-source.ts';
import { type AskFor, EngineGateway, stringifyResult } from './engine/serve.ts';
import { mountGraph } from './graphql-route.ts';
import { serveIde } from './ide.ts';
import { serveLandingPage } from './landing-page.ts';
import { operationLog } from './operation-log.ts';
import { MAX_TOKENS, queryLimits } from './query-limits.ts';
import type { RequestContext } from './request-context.ts';
import { checkCommonScalars } from './scalar-checks.ts';
import { healthReader } from './subgraph-health.ts';
import type { Timeouts } from './subgraph-link.ts';
import { openSubgraphs, type Subgraph, type Subgraphs } from './subgraphs.ts';
import { type SupergraphFile, supergraphFile } from './supergraph-file.ts';

/** What tests set otherwise than production. */
export interface GatewayTimings {
  /** How often the supergraph's file is read again, ms. */
  readonly pollMs?: number;
  readonly timeouts?: Timeouts;
}

const SUPERGRAPH_POLL_MS = 1_000;

/**
 * Opens the gateway: supergraph, subgraphs' connections, HTTP server on the configured port.
 * Throws a ConfigError when the supergraph can not be read or is not valid.
 */
export async function openGateway(
  config: GatewayConfig,
  timings: GatewayTimings = {},
): Promise<RunningProcess> {
  const log = createLogger('gateway', config.LOG_LEVEL);
  const { SUBGRAPH_URLS: urls, SERVICE_CREDENTIAL: credential, SHARE_QUERIES: shareQueries } = config;
  const subgraphs = openSubgraphs({ urls, credential, shareQueries, timeouts: timings.timeouts });
  const file = supergraphFile({
    path: config.SUPERGRAPH_PATH,
    pollMs: timings.pollMs ?? SUPERGRAPH_POLL_MS,
    log,
    check: (supergraph, isFirst) => {
      const named = subgraphs.of(supergraph);
      if (isFirst) checkNames(urls, named);
    },
  });
  const server = apolloServer(log, graphGateway(config.ENGINE, file, subgraphs, log));
  await startServer(server, config.SUPERGRAPH_PATH);
  if (config.JWT_ISSUERS.size === 0)
    log.warn('without JWT_ISSUERS access tokens are checked by the subgraphs alone');
  if (credential === undefined)
    log.warn('without SERVICE_CREDENTIAL subgraphs can not tell the gateway from anyone else');

  let stopping = false;
  const isReady = async () => !stopping;
  const health = healthReader(() => subgraphs.of(file.current()));
  const origins = allowedOrigins(config.CORS_ORIGINS, config.ECI_MODE === 'demo');
  const app = await createHttpServer(
    { name: 'gateway', rootPath: '', log, documented: false, isReady, health },
    async (root) => {
      await allowOrigins(root, origins);
      serveLandingPage(root, origins);
      serveIde(root);
      await mountGraph(root, server, tokenCheck(config), log);
    },
  );
  const url = await app.listen({ port: config.PORT, host: config.HOST });
  log.info({ url }, 'ready');
  return {
    url,
    stop: async () => {
      stopping = true;
      await app.close();
      await server.stop();
      await subgraphs.close();
      log.info('stopped');
    },
  };
}

/** A name that is no subgraph's is a slip, and the subgraph that was meant would be asked at the wrong place. */
function checkNames(urls: ReadonlyMap<string, string>, subgraphs: readonly Subgraph[]): void {
  const unknown = [...urls.keys()].filter((name) => !subgraphs.some((subgraph) => subgraph.name === name));
  if (unknown.length > 0)
    throw new ConfigError(
      `gateway can not start: SUBGRAPH_URLS names ${unknown.join(', ')}, which the supergraph does not have.`,
    );
}

/** Throws for a bad token. Without issuers nothing can be checked here, and the subgraphs, who do, get it as it is. */
function tokenCheck({ JWT_ISSUERS }: GatewayConfig): (authorization: string | undefined) => Promise<unknown> {
  return JWT_ISSUERS.size === 0 ? async () => {} : viewerReader(JWT_ISSUERS);
}

async function startServer(server: ApolloServer<RequestContext>, supergraphPath: string): Promise<void> {
  try {
    await server.start();
  } catch (error) {
    if (error instanceof ConfigError) throw error;
    const reason = Error.isError(error) ? error.message : String(error);
    throw new ConfigError(`gateway can not start: the supergraph ${supergraphPath} is not valid: ${reason}`);
  }
}

function graphGateway(
  engine: GatewayConfig['ENGINE'],
  file: SupergraphFile,
  subgraphs: Subgraphs,
  log: Logger,
): ApolloGateway {
  const options: ApolloGatewayConfig = {
    supergraphSdl: file.feed,
    // The stock executor's way to the subgraphs; the engine has its own for each supergraph.
    buildService: ({ name, url }) => dataSource(subgraphs.link({ name, url: new URL(url!) })),
    logger: quiet(log),
    validateSupergraph: true,
    __exposeQueryPlanExperimental: false,
    // Plans of a shop's few dozen operations fit many times over.
    experimental_approximateQueryPlanStoreMiB: 8,
  };
  const gateway =
    engine === 'stock' ? new ApolloGateway(options) : new EngineGateway(options, linked(subgraphs));
  gateway.onSchemaLoadOrUpdate(({ apiSchema }) => checkCommonScalars(apiSchema));
  return gateway;
}

/** How the engine asks the subgraphs of a supergraph on behalf of a request. */
const linked =
  (subgraphs: Subgraphs) =>
  (supergraph: string): AskFor<RequestContext> => {
    const links = new Map(
      subgraphs.of(supergraph).map((subgraph) => [subgraph.name, subgraphs.link(subgraph)]),
    );
    return (context) => (name, body, isMutation) => links.get(name)!.ask(body, isMutation, context);
  };

function apolloServer(log: Logger, gateway: ApolloGateway): ApolloServer<RequestContext> {
  return new ApolloServer<RequestContext>({
    gateway,
    formatError,
    introspection: true,
    csrfPrevention: true,
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
    allowBatchedHttpRequests: false,
    persistedQueries: false,
    parseOptions: { maxTokens: MAX_TOKENS },
    stringifyResult,
    logger: quiet(log),
    plugins: [
      queryLimits,
      maskedErrorLog,
      operationLog,
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginInlineTraceDisabled(),
      ApolloServerPluginLandingPageDisabled(),
      ApolloServerPluginSchemaReportingDisabled(),
      ApolloServerPluginUsageReportingDisabled(),
    ],
  });
}

/** Apollo's own messages, those worth an operator's time. */
function quiet(log: Logger) {
  const ignore = () => {};
  return {
    debug: ignore,
    info: ignore,
    warn: (message: string) => log.warn(message),
    error: (message: string) => log.error(message),
  };
}
