import { buildSubgraphSchema } from '@apollo/subgraph';
import type { GraphQLResolverMap } from '@apollo/subgraph/dist/schema-helper/resolverMap.js';
import { expect, test } from '@jest/globals';
import { type ExecutionResult, graphql, parse } from 'graphql';
import { resolveEntitiesAtOnce } from './entities.ts';

const typeDefs = parse(`
  extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key"])
  type Query { shelf: Shelf }
  type Shelf { count: Int }
  type Book @key(fields: "id") { id: ID!, title: String! }
  type Page @key(fields: "id") { id: ID!, number: Int! }
`);

type Key = { id: string };
const book = (id: string) => ({ id, title: `Book ${id}` });

async function slowBook(id: string): Promise<object> {
  await new Promise(setImmediate);
  if (id === 'slow-torn') throw new Error('This book is torn.');
  return book(id);
}

function resolveBook({ id }: Key): unknown {
  if (id === 'torn') throw new Error('This book is torn.');
  if (id === 'thrown') throw 'a text';
  if (id === 'text') return 'a text';
  if (id.startsWith('slow')) return slowBook(id);
  return id === 'unknown' ? null : book(id);
}

const schemaOf = (Book: (key: Key) => unknown, Page: (key: Key) => unknown) => {
  const schema = buildSubgraphSchema([
    {
      typeDefs,
      resolvers: {
        Book: { __resolveReference: Book },
        Page: { __resolveReference: Page },
      } as unknown as GraphQLResolverMap<unknown>,
    },
  ]);
  resolveEntitiesAtOnce(schema);
  return schema;
};
const schema = schemaOf(resolveBook, ({ id }) => ({ id, number: 3 }));

const QUERY =
  'query ($refs: [_Any!]!) { _entities(representations: $refs) { __typename ... on Book { id title } ... on Page { number } } }';
const reference = (id: string, __typename = 'Book') => ({ __typename, id });
const ask = async (refs: object[], of = schema): Promise<ExecutionResult> =>
  graphql({ schema: of, source: QUERY, variableValues: { refs } });

test('references of several types are answered in their order, late ones too', async () => {
  const { data, errors } = await ask([reference('slow'), reference('p', 'Page'), reference('a')]);
  expect(errors).toBeUndefined();
  expect(data!._entities).toEqual([
    { __typename: 'Book', id: 'slow', title: 'Book slow' },
    { __typename: 'Page', number: 3 },
    { __typename: 'Book', id: 'a', title: 'Book a' },
  ]);
});

test('one that is not known is null, and one that fails is null with an error of its own', async () => {
  const failing = ['slow-torn', 'torn', 'text', 'thrown'];
  const refs = ['unknown', ...failing, 'a'].map((id) => reference(id));
  const { data, errors } = await ask([...refs, reference('x', 'Nothing')]);
  expect((data!._entities as (Key | null)[]).map((entity) => entity?.id ?? null)).toEqual([
    null,
    null,
    null,
    null,
    null,
    'a',
    null,
  ]);
  expect(errors!.map(({ path, message }) => `${path!.join('.')}: ${message}`).sort()).toEqual([
    '_entities.1: This book is torn.',
    '_entities.2: This book is torn.',
    '_entities.3: A string was given for an entity of type Book.',
    '_entities.4: What was thrown is no error.',
    '_entities.6: A reference names Nothing, which is no entity here.',
  ]);
});

test('an object that stands for entities of two types is of each in its place', async () => {
  const shared = { id: 's', title: 'shared', number: 1 };
  const sharing = schemaOf(
    () => shared,
    () => shared,
  );
  const { data } = await ask([reference('s'), reference('s', 'Page'), reference('s')], sharing);
  const names = (data!._entities as { __typename: string }[]).map(({ __typename }) => __typename);
  expect(names).toEqual(['Book', 'Page', 'Book']);
});
