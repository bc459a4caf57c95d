import { type ApolloServer, HeaderMap } from '@apollo/server';
import type { Logger } from '@eci/kit/log';
import { problemFrom } from '@eci/kit/problem';
import type { App } from '@eci/kit/subgraph';
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { ClientGone } from './flights.ts';
import type { RequestContext } from './request-context.ts';

/**
 * Mounts the graph at /graphql. A bad access token is refused with 401 before anything runs; no token is an anonymous
 * viewer. Everything that fails here, be it the token, the size of the body or its JSON, answers in GraphQL's shape.
 */
export async function mountGraph(
  app: App,
  server: ApolloServer<RequestContext>,
  checkToken: (authorization: string | undefined) => Promise<unknown>,
  log: Logger,
): Promise<void> {
  await app.register(async (scope) => {
    scope.setErrorHandler(sendGraphqlError);
    const contexts = new WeakMap<FastifyRequest, RequestContext>();
    // Before the body is read: a stranger's megabyte is not parsed.
    scope.addHook('onRequest', async (request, reply) => {
      const { authorization } = request.headers;
      const { trace, logged } = request;
      await checkToken(authorization);
      contexts.set(request, { authorization, trace, gone: goneSignal(reply), log, logged });
    });
    scope.route({
      url: '/graphql',
      method: ['GET', 'POST'],
      handler: (request, reply) =>
        isVisit(request) ? reply.redirect('/ide') : execute(server, request, reply, contexts.get(request)!),
    });
  });
}

/** Aborts when the connection closes before the answer was sent. */
function goneSignal({ raw }: FastifyReply): AbortSignal {
  const controller = new AbortController();
  raw.once('close', () => {
    if (!raw.writableFinished) controller.abort(new ClientGone('the client closed its connection'));
  });
  return controller.signal;
}

/** A person who opens /graphql in a browser, rather than a program that queries it. */
function isVisit({ method, query, headers }: FastifyRequest): boolean {
  return (
    method === 'GET' &&
    (query as { query?: string }).query === undefined &&
    headers.accept?.includes('text/html') === true
  );
}

async function execute(
  server: ApolloServer<RequestContext>,
  request: FastifyRequest,
  reply: FastifyReply,
  context: RequestContext,
): Promise<string> {
  const headers = new HeaderMap();
  for (const [name, value] of Object.entries(request.headers)) {
    if (value !== undefined) headers.set(name, Array.isArray(value) ? value.join(', ') : value);
  }
  const questionMark = request.url.indexOf('?');
  const search = questionMark < 0 ? '' : request.url.slice(questionMark);
  const answer = await server.executeHTTPGraphQLRequest({
    httpGraphQLRequest: { method: request.method, headers, search, body: request.body },
    context: async () => context,
  });
  for (const [name, value] of answer.headers) reply.header(name, value);
  reply.status(answer.status ?? 200);
  if (answer.body.kind === 'complete') return answer.body.string;
  let text = '';
  for await (const chunk of answer.body.asyncIterator) text += chunk;
  return text;
}

function sendGraphqlError(error: FastifyError, request: FastifyRequest, reply: FastifyReply): void {
  const { status, code, title, traceId } = problemFrom(error, request);
  const body = { errors: [{ message: title, extensions: { code, traceId } }] };
  request.logged.errors = code;
  if (status === 401) reply.header('www-authenticate', 'Bearer');
  reply.status(status).type('application/json; charset=utf-8').send(JSON.stringify(body));
}
