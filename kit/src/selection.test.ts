import { expect, test } from '@jest/globals';
import { buildSchema, type GraphQLResolveInfo, graphql } from 'graphql';
import { selects } from './selection.ts';

const schema = buildSchema(
  'type Query { shelf: Shelf } type Shelf { name: String, books: [Book] } type Book { title: String }',
);

test.each([
  ['{ shelf { books { title } } }', true],
  ['{ shelf { books { t: title } } }', true],
  ['{ shelf { ... on Shelf { books { ...B } } } } fragment B on Book { title }', true],
  ['{ shelf { ...S } shelf { name } } fragment S on Shelf { books { ... { title } } }', true],
  ['{ shelf { title: name books { __typename } } }', false],
  ['{ shelf { name } other: shelf { books { title } } }', false],
])('%s asks for a title below: %p', async (source, expected) => {
  let asked: boolean | undefined;
  const shelf = (_args: object, _context: unknown, info: GraphQLResolveInfo) => {
    if (info.path.key === 'shelf') asked = selects(info, 'title');
    return {};
  };
  await graphql({ schema, source, rootValue: { shelf } });
  expect(asked).toBe(expected);
});
