import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { executeCodegen, loadCodegenConfig } from '@graphql-codegen/cli';
import { hasSchema, SUBGRAPH_NAMES, type SubgraphName } from './subgraph-sdl.ts';

const REPOSITORY = fileURLToPath(new URL('..', import.meta.url));
const HEADER = '// Made by `npm run codegen` from schema.graphql and codegen.yml: change those.\n';

interface Output {
  /** From the repository's root. */
  readonly file: string;
  readonly content: string;
}

const outputOf = (name: SubgraphName): string => `subgraphs/${name}/src/generated/graphql.ts`;

/**
 * Generates the resolver types of `names` by codegen.yml, without writing them.
 * Throws an AggregateError when a schema is not valid.
 */
export async function generateTypes(names: readonly SubgraphName[]): Promise<Output[]> {
  const { config } = await loadCodegenConfig({ configFilePath: path.join(REPOSITORY, 'codegen.yml') });
  const generates = Object.fromEntries(
    names.map((name) => [outputOf(name), config.generates[outputOf(name)]!]),
  );
  const { result, error } = await executeCodegen({ ...config, generates, cwd: REPOSITORY, silent: true });
  if (error) throw error;
  return result.map(({ filename, content }) => ({ file: filename, content: HEADER + content }));
}

/** Those outputs whose file is missing or differs. */
export const staleOutputs = (outputs: readonly Output[]): Output[] =>
  outputs.filter(({ file, content }) => readIfPresent(file) !== content);

function readIfPresent(file: string): string | null {
  try {
    return readFileSync(path.join(REPOSITORY, file), 'utf8');
  } catch {
    return null;
  }
}

/** Replaces a file in one step, so that a service or a second run never reads half of it. */
function write({ file, content }: Output): void {
  const target = path.join(REPOSITORY, file);
  mkdirSync(path.dirname(target), { recursive: true });
  const temporary = `${target}.${process.pid}`;
  writeFileSync(temporary, content);
  renameSync(temporary, target);
}

function namesFrom(positionals: readonly string[]): SubgraphName[] {
  const unknown = positionals.filter((name) => !SUBGRAPH_NAMES.includes(name as SubgraphName));
  if (unknown.length > 0) {
    throw new Error(
      `There is no subgraph ${unknown.join(', ')}: the subgraphs are ${SUBGRAPH_NAMES.join(', ')}.`,
    );
  }
  return positionals.length > 0 ? (positionals as SubgraphName[]) : SUBGRAPH_NAMES.filter(hasSchema);
}

/** Tells what is wrong with a schema: codegen gathers one error per output and hides the cause in each. */
function describe(error: unknown): string {
  if (error instanceof AggregateError) return error.errors.map(describe).join('\n');
  return Error.isError(error) ? error.message : String(error);
}

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    options: { check: { type: 'boolean', default: false } },
    allowPositionals: true,
  });
  const stale = staleOutputs(await generateTypes(namesFrom(positionals)));
  if (!values.check) {
    for (const output of stale) write(output);
    process.stdout.write(
      stale.length === 0
        ? 'All types are up to date.\n'
        : `${stale.map(({ file }) => `wrote ${file}`).join('\n')}\n`,
    );
    return;
  }
  if (stale.length > 0) {
    throw new Error(
      `${stale.map(({ file }) => file).join(', ')} is stale: run \`npm run codegen\` and commit what it writes.`,
    );
  }
}

if (import.meta.main) {
  await main().catch((error: unknown) => {
    process.stderr.write(`${describe(error)}\n`);
    process.exitCode = 1;
  });
}
