import { mkdirSync, mkdtempSync, renameSync, rmSync, symlinkSync, unlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { eventually } from '@eci/kit/testing/eventually';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { type Library, startLibrary } from './testing/library.ts';
import { startTestGateway, supergraphOf, type TestGateway } from './testing/test-gateway.ts';
import { startTestSubgraph } from './testing/test-subgraph.ts';

const POLL_MS = 20;

let library: Library;
let gateway: TestGateway;
let folder: string;

beforeEach(async () => {
  library = await startLibrary();
  folder = mkdtempSync(path.join(tmpdir(), 'eci-supergraph-'));
});
afterEach(async () => {
  await gateway.stop();
  await library.stop();
  rmSync(folder, { recursive: true });
});

const open = async (supergraphPath: string) => {
  gateway = await startTestGateway([], { SUPERGRAPH_PATH: supergraphPath }, { pollMs: POLL_MS });
};
const hasLoans = async () => (await gateway.query('{ openingHours }')).errors === undefined;
const gains = () => eventually('the new graph', hasLoans);
const loses = () => eventually('the smaller graph', async () => !(await hasLoans()));
/** How often the file was found changed, with that outcome, by the gateways of this process. */
const reloads = async (outcome: string): Promise<number> => {
  const text = await (await fetch(`${gateway.url}/metrics`)).text();
  return Number(
    new RegExp(`^supergraph_reloads_total\\{outcome="${outcome}"\\} (\\d+)$`, 'm').exec(text)?.[1] ?? 0,
  );
};
/** Changes the file and awaits that the gateway has seen it. */
const seen = async (outcome: string, change: () => void) => {
  const before = await reloads(outcome);
  change();
  await eventually(`a change that is ${outcome}`, async () => (await reloads(outcome)) > before);
};

test('a file that changes is served anew, connections and all', async () => {
  const file = path.join(folder, 'supergraph.graphql');
  writeFileSync(file, supergraphOf([library.books]));
  await open(file);
  expect(await hasLoans()).toBe(false);
  writeFileSync(file, supergraphOf(library.all));
  await gains();
  expect((await gateway.query('{ book(id: "b1") { title onShelf } }')).data).toEqual({
    book: { title: 'Middlemarch', onShelf: 3 },
  });
  const health = (await (await fetch(`${gateway.url}/health`)).json()) as { services: { name: string }[] };
  expect(health.services.map(({ name }) => name)).toEqual(['books', 'loans']);
});

test('a mounted configuration whose symbolic link is swapped is served anew', async () => {
  // As Kubernetes does it: the file is a link into ..data, which is a link to the current version's folder.
  const version = (name: string, content: string) => {
    mkdirSync(path.join(folder, name));
    writeFileSync(path.join(folder, name, 'supergraph.graphql'), content);
  };
  const pointTo = (name: string) => {
    symlinkSync(name, path.join(folder, '..data_tmp'));
    renameSync(path.join(folder, '..data_tmp'), path.join(folder, '..data'));
  };
  version('v1', supergraphOf([library.books]));
  version('v2', supergraphOf(library.all));
  pointTo('v1');
  symlinkSync('..data/supergraph.graphql', path.join(folder, 'supergraph.graphql'));
  await open(path.join(folder, 'supergraph.graphql'));
  expect(await hasLoans()).toBe(false);
  pointTo('v2');
  await gains();
  pointTo('v1');
  await loses();
});

test('a file that is not a graph is passed over, and the next good one is served', async () => {
  const file = path.join(folder, 'supergraph.graphql');
  const small = supergraphOf([library.books]);
  writeFileSync(file, small);
  await open(file);
  for (const bad of ['type Query {', 'type Query { a: Int }', '', small.slice(0, small.length / 2)]) {
    await seen('refused', () => writeFileSync(file, bad));
    expect((await gateway.query('{ book(id: "b1") { title } }')).data).toEqual({
      book: { title: 'Middlemarch' },
    });
    expect(await (await fetch(`${gateway.url}/health/ready`)).json()).toMatchObject({ status: 'ok' });
  }
  writeFileSync(file, supergraphOf(library.all));
  await gains();
});

test('a file that is gone for a while is passed over', async () => {
  const file = path.join(folder, 'supergraph.graphql');
  writeFileSync(file, supergraphOf([library.books]));
  await open(file);
  await seen('missing', () => unlinkSync(file));
  expect((await gateway.query('{ book(id: "b1") { title } }')).data).toEqual({
    book: { title: 'Middlemarch' },
  });
  writeFileSync(file, supergraphOf(library.all));
  await gains();
});

test('a subgraph that moves is asked at its new place', async () => {
  const file = path.join(folder, 'supergraph.graphql');
  writeFileSync(file, supergraphOf(library.all));
  await open(file);
  await gains();
  const moved = await startTestSubgraph(
    'loans',
    'type Query { openingHours: String } type Book @key(fields: "id") { id: ID! onShelf: Int }',
    {
      Query: { openingHours: () => 'always' },
    },
  );
  writeFileSync(file, supergraphOf([library.books, moved]));
  await eventually(
    'an answer from the new place',
    async () => (await gateway.query('{ openingHours }')).data?.openingHours === 'always',
  );
  await moved.stop();
});

test('a graph that links features for security is refused, since nothing here enforces them', async () => {
  const file = path.join(folder, 'supergraph.graphql');
  const link = '@link(url: "https://specs.apollo.dev/authenticated/v0.1", for: SECURITY)';
  const directive = 'directive @authenticated on FIELD_DEFINITION | OBJECT | INTERFACE | SCALAR | ENUM';
  const small = supergraphOf([library.books]);
  const secured = small.replace('for: EXECUTION)', `for: EXECUTION)\n  ${link}`);
  expect(secured).toContain(link);
  writeFileSync(file, small);
  await open(file);
  await seen('refused', () => writeFileSync(file, `${secured}\n${directive}\n`));
  expect((await gateway.query('{ book(id: "b1") { title } }')).data).toEqual({
    book: { title: 'Middlemarch' },
  });
});

test.each(['not a url', ''])(
  'a graph with a subgraph at "%s" is refused, and no subgraph is asked elsewhere',
  async (url) => {
    const file = path.join(folder, 'supergraph.graphql');
    const good = supergraphOf(library.all);
    writeFileSync(file, good);
    await open(file);
    const moved = await startTestSubgraph(
      'books',
      library.books.sdl.slice(library.books.sdl.indexOf('type Query')),
      {
        Query: { book: () => ({ id: 'b1', title: 'Elsewhere' }) },
      },
    );
    const bad = good
      .replace(`${library.books.url}/graphql`, `${moved.url}/graphql`)
      .replace(`${library.loans.url}/graphql`, url);
    await seen('refused', () => writeFileSync(file, bad));
    const title = async () => (await gateway.query('{ book(id: "b1") { title } }')).data;
    expect(await title()).toEqual({ book: { title: 'Middlemarch' } });
    await seen('served', () => writeFileSync(file, good));
    expect(await title()).toEqual({ book: { title: 'Middlemarch' } });
    await moved.stop();
  },
);
