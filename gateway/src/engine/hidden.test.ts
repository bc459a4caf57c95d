import { beforeAll, describe, expect, test } from '@jest/globals';
import { type Federation, federate, runBoth } from '../testing/federation.ts';

describe('What clients may not see', () => {
  let graph: Federation;

  beforeAll(async () => {
    graph = await federate({
      items: {
        sdl: `
          type Query { items: [Item]! all: [Item!] found: [Any] colours: [Colour] must: Item! secrets: [Secret] @inaccessible }
          interface Item { name: String }
          type Open implements Item @key(fields: "code") {
            code: ID! @inaccessible name: String colour: Colour shade: Colour! cost: Int @inaccessible
          }
          type Secret implements Item @inaccessible { name: String }
          union Any = Open | Secret
          enum Colour { RED BLUE SECRET @inaccessible }
        `,
        resolvers: {
          Query: {
            items: () => [OPEN, SECRET, null],
            all: () => [OPEN, SECRET],
            found: () => [SECRET, OPEN],
            colours: () => ['RED', 'SECRET', null, 'BLUE'],
            must: () => SECRET,
          },
        },
      },
      more: {
        sdl: `
          type Open @key(fields: "code") {
            code: ID! @inaccessible cost: Int @external more: String colour2: Colour
            dear: Boolean @requires(fields: "cost")
          }
          enum Colour { RED BLUE SECRET @inaccessible }
        `,
        resolvers: {
          Open: {
            more: ({ code }: { code: string }) => `more of ${code}`,
            colour2: () => 'SECRET',
            dear: ({ cost }: { cost: number }) => cost > 1,
          },
        },
      },
    });
  });

  test('a hidden key joins subgraphs, a hidden field is required', async () => {
    const { data } = await runBoth(graph, '{ items { ... on Open { more dear } } }');
    expect(data).toMatchObject({ items: [{ more: 'more of c1', dear: true }, null, null] });
  });

  test('they can not be asked', async () => {
    await expect(graph.run('{ items { ... on Open { cost } } }')).rejects.toThrow(
      'Cannot query field "cost"',
    );
    await expect(graph.run('{ items { ... on Secret { name } } }')).rejects.toThrow('Unknown type "Secret"');
    await expect(graph.run('{ secrets { name } }')).rejects.toThrow('Cannot query field "secrets"');
  });

  test('an object of a hidden type is null, and its fields are not told', async () => {
    const { data, text, errors } = await runBoth(graph, '{ items { name __typename } }');
    expect(data).toEqual({ items: [{ name: 'open', __typename: 'Open' }, null, null] });
    expect(text).not.toMatch(/secret/i);
    expect(errors).toMatchObject([{ path: ['items', 1], extensions: { code: 'INVALID_SUBGRAPH_ANSWER' } }]);
  });

  test('an object of a hidden type is null in a union too', async () => {
    const { data, text } = await runBoth(graph, '{ found { ... on Open { name } __typename } }');
    expect(data).toEqual({ found: [null, { name: 'open', __typename: 'Open' }] });
    expect(text).not.toMatch(/secret/i);
  });

  test('where null is not allowed it goes up', async () => {
    expect((await runBoth(graph, '{ all { name } items { __typename } }')).data).toEqual({
      all: null,
      items: [{ __typename: 'Open' }, null, null],
    });
    expect((await runBoth(graph, '{ must { name } items { __typename } }')).data).toBeNull();
  });

  test('a hidden value of an enum is null, and where it may not be its parent', async () => {
    const { data, text } = await runBoth(
      graph,
      '{ colours items { ... on Open { colour colour2 } } shaded: items { ... on Open { shade } } }',
    );
    expect(data).toEqual({
      colours: ['RED', null, null, 'BLUE'],
      items: [{ colour: null, colour2: null }, null, null],
      shaded: [null, null, null],
    });
    expect(text).not.toContain('SECRET');
  });

  test('they are not in the schema that clients read', async () => {
    const { data, text } = await runBoth(
      graph,
      `{
        colour: __type(name: "Colour") { enumValues { name } }
        secret: __type(name: "Secret") { name }
        open: __type(name: "Open") { fields { name } }
        any: __type(name: "Any") { possibleTypes { name } }
      }`,
    );
    expect(data).toEqual({
      colour: { enumValues: [{ name: 'RED' }, { name: 'BLUE' }] },
      secret: null,
      open: {
        fields: ['name', 'colour', 'shade', 'more', 'colour2', 'dear'].map((name) => ({ name })),
      },
      any: { possibleTypes: [{ name: 'Open' }] },
    });
    expect(text).not.toMatch(/secret"?:? *"[A-Z]/);
  });
});

const OPEN = { __typename: 'Open', code: 'c1', name: 'open', colour: 'SECRET', shade: 'SECRET', cost: 2 };
const SECRET = { __typename: 'Secret', name: 'a secret' };
