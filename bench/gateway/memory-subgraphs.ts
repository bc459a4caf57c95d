import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { graphql } from 'graphql';
import { composeGraph } from '../../schema/compose.ts';
import type { MemorySubgraph } from './reviews-graph.ts';

export interface MemorySubgraphs {
  readonly supergraph: string;
  /** Requests answered so far, over all subgraphs. */
  requests(): number;
  close(): Promise<void>;
}

/**
 * Serves subgraphs whose answers come from memory: each distinct request is executed once, and its answer is sent as it
 * is from then on. What is measured is the gateway, so what is behind it should cost nothing.
 */
export async function serveFromMemory(subgraphs: readonly MemorySubgraph[]): Promise<MemorySubgraphs> {
  let count = 0;
  const answers = new Map<string, Buffer>();
  const byName = new Map(subgraphs.map((subgraph) => [subgraph.name, subgraph]));

  async function answer(name: string, body: string): Promise<Buffer> {
    const key = `${name}\n${body}`;
    const known = answers.get(key);
    if (known) return known;
    const { query, variables } = JSON.parse(body) as { query: string; variables?: Record<string, unknown> };
    const result = await graphql({
      schema: byName.get(name)!.schema,
      source: query,
      variableValues: variables ?? {},
    });
    if (result.errors) throw new AggregateError(result.errors, `${name} can not answer ${query}`);
    const made = Buffer.from(JSON.stringify(result));
    answers.set(key, made);
    return made;
  }

  const server = createServer((request, response) => {
    const name = request.url!.slice(1);
    count++;
    textOf(request)
      .then((body) => answer(name, body))
      .then((made) => {
        response.writeHead(200, { 'content-type': 'application/json', 'content-length': made.length });
        response.end(made);
      })
      .catch((error: unknown) => {
        process.stderr.write(`${String(error)}\n`);
        response.writeHead(500).end();
      });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const composed = composeGraph(
    subgraphs.map(({ name, sdl }) => ({ name, sdl, url: `http://127.0.0.1:${port}/${name}` })),
  );
  if (!composed.ok) throw new Error(composed.errors.join('\n'));
  return {
    supergraph: composed.supergraph,
    requests: () => count,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}
