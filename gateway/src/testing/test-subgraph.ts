import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { buildSchema, subgraphSdl } from '@eci/kit/graphql';
import { graphql } from 'graphql';

export interface Received {
  readonly headers: IncomingHttpHeaders;
  readonly query: string;
  readonly variables: Record<string, unknown>;
}

/** Answers a request to /graphql in place of the schema. */
export type Behaviour = (request: IncomingMessage, response: ServerResponse) => void;

/** A subgraph over HTTP whose behaviour a test sets. */
export interface TestSubgraph {
  readonly name: string;
  readonly url: string;
  readonly sdl: string;
  /** What came to /graphql, oldest first. */
  readonly received: Received[];
  /** Answers in place of the schema; null for the schema again. */
  behaviour: Behaviour | null;
  /** What /health/ready answers. */
  ready: boolean;
  stop(): Promise<void>;
  /** Listens again on the same port. */
  restart(): Promise<void>;
}

/** Serves `sdl` (schema/common.graphql is prepended, as everywhere) with `resolvers` on a free port. */
export async function startTestSubgraph(name: string, sdl: string, resolvers: object): Promise<TestSubgraph> {
  const folder = mkdtempSync(path.join(tmpdir(), 'eci-subgraph-'));
  const file = pathToFileURL(path.join(folder, 'schema.graphql'));
  writeFileSync(file, sdl);
  const schema = buildSchema(file, resolvers);
  const wholeSdl = subgraphSdl(file);
  rmSync(folder, { recursive: true });

  const received: Received[] = [];
  const subgraph: TestSubgraph = {
    name,
    url: '',
    sdl: wholeSdl,
    received,
    behaviour: null,
    ready: true,
    stop,
    restart: () => listen(port),
  };

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (request.url === '/health/ready') {
      response.writeHead(subgraph.ready ? 200 : 503).end();
      return;
    }
    const { query, variables = {} } = JSON.parse(await textOf(request)) as {
      query: string;
      variables?: Record<string, unknown>;
    };
    received.push({ headers: request.headers, query, variables });
    if (subgraph.behaviour) return subgraph.behaviour(request, response);
    const result = await graphql({ schema, source: query, variableValues: variables });
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(result));
  }

  let server = createServer();
  let port = 0;
  async function listen(at: number): Promise<void> {
    server = createServer((request, response) => void answer(request, response));
    await new Promise<void>((resolve) => server.listen(at, '127.0.0.1', resolve));
    port = (server.address() as AddressInfo).port;
  }
  async function stop(): Promise<void> {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
  await listen(0);
  return Object.assign(subgraph, { url: `http://127.0.0.1:${port}` });
}

async function textOf(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of request) text += chunk;
  return text;
}
