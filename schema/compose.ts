import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { composeServices } from '@apollo/composition';
import { composeServices as composeByGuild, compositionHasErrors } from '@theguild/federation-composition';
import { type DocumentNode, GraphQLError, parse } from 'graphql';
import { hasSchema, routingUrl, SUBGRAPH_NAMES, type SubgraphName, wholeSdl } from './subgraph-sdl.ts';

/** The committed supergraph, which the gateway loads. */
export const SUPERGRAPH_FILE = new URL('./supergraph.graphql', import.meta.url);

export interface Subgraph {
  readonly name: string;
  readonly url: string;
  /** The whole SDL, that of schema/common.graphql included. */
  readonly sdl: string;
}

/** A composed graph, or the composers' reasons against it, one line each. */
export type Composition =
  | { readonly ok: true; readonly supergraph: string; readonly publicSdl: string }
  | { readonly ok: false; readonly errors: readonly string[] };

/**
 * Composes `subgraphs` with both composers: Apollo's makes the supergraph, the MIT-licensed one must accept the graph
 * too, so that another gateway can serve it. `publicSdl` is what clients see.
 */
export function composeGraph(subgraphs: readonly Subgraph[]): Composition {
  const documents = subgraphs.map(parsed);
  const unreadable = documents.filter((document) => 'error' in document);
  if (unreadable.length > 0) return { ok: false, errors: unreadable.map(({ error }) => error) };
  const services = documents.filter((document) => 'typeDefs' in document);
  const apollo = composeServices(services);
  const guild = composeByGuild(services);
  if (apollo.errors || compositionHasErrors(guild)) {
    return {
      ok: false,
      errors: [...lines('@apollo/composition', apollo), ...lines('@theguild/federation-composition', guild)],
    };
  }
  return { ok: true, supergraph: `${apollo.supergraphSdl}\n`, publicSdl: guild.publicSdl };
}

function parsed({
  name,
  url,
  sdl,
}: Subgraph): { name: string; url: string; typeDefs: DocumentNode } | { error: string } {
  try {
    return { name, url, typeDefs: parse(sdl) };
  } catch (error) {
    return { error: `${name}: ${error instanceof GraphQLError ? error.toString() : String(error)}` };
  }
}

const lines = (
  composer: string,
  { errors = [] }: { errors?: readonly { message: string }[] | undefined },
): string[] => errors.map(({ message }) => `${composer}: ${message.replaceAll('\n', '\n  ')}`);

/** A subgraph as its folder has it. */
export const subgraphFromFolder = (name: SubgraphName): Subgraph => ({
  name,
  url: routingUrl(name),
  sdl: wholeSdl(name),
});

/** Composes the seven subgraphs of the repository; throws an Error that names those without a schema. */
export function composeRepository(): Composition {
  const missing = SUBGRAPH_NAMES.filter((name) => !hasSchema(name));
  if (missing.length > 0) {
    throw new Error(
      `${missing.map((name) => `subgraphs/${name}/schema.graphql`).join(', ')} is missing: the graph needs all seven.`,
    );
  }
  return composeGraph(SUBGRAPH_NAMES.map(subgraphFromFolder));
}

function committed(): string | null {
  try {
    return readFileSync(SUPERGRAPH_FILE, 'utf8');
  } catch {
    return null;
  }
}

/** Writes the supergraph or, with `check`, throws an Error when the committed one differs. Answers what to say. */
function update(check: boolean): string {
  const result = composeRepository();
  if (!result.ok)
    throw new Error(
      `The subgraphs do not compose:\n${result.errors.map((error) => `- ${error}`).join('\n')}`,
    );
  if (result.supergraph === committed()) return 'schema/supergraph.graphql is up to date.';
  if (check)
    throw new Error(
      'schema/supergraph.graphql is stale: run `npm run supergraph` and commit what it writes.',
    );
  writeFileSync(SUPERGRAPH_FILE, result.supergraph);
  return 'wrote schema/supergraph.graphql';
}

if (import.meta.main) {
  const { values } = parseArgs({ options: { check: { type: 'boolean', default: false } } });
  try {
    process.stdout.write(`${update(values.check)}\n`);
  } catch (error) {
    process.stderr.write(`${Error.isError(error) ? error.message : String(error)}\n`);
    process.exitCode = 1;
  }
}
