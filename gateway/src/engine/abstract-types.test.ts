import { beforeAll, describe, expect, test } from '@jest/globals';
import { type Federation, federate, runBoth } from '../testing/federation.ts';

describe('Interfaces and unions over several subgraphs', () => {
  let graph: Federation;

  beforeAll(async () => {
    graph = await federate({
      media: {
        sdl: `
          type Query { media: [Media] node: Media found: [[Found]] shelf: Shelf }
          interface Media @key(fields: "id") { id: ID! title: String }
          type Book implements Media @key(fields: "id") {
            id: ID! title: String code: String! @shareable flag: Boolean! @shareable count: Int! @shareable
            parts: [Part!]! @shareable pages: Int
          }
          type Film implements Media @key(fields: "id") {
            id: ID! title: String code: String flag: Boolean count: Int parts: [Part] minutes: Int
          }
          type Part @shareable { name: String! }
          type Note { code: String words: String }
          type Shelf { top: Media below: Found film: Film }
          union Found = Book | Film | Note
        `,
        resolvers: {
          Query: {
            media: () => MEDIA,
            node: () => MEDIA[0],
            found: () => [[MEDIA[2], NOTE, null], [], null, [MEDIA[0]]],
            shelf: () => ({ top: MEDIA[2], below: NOTE, film: MEDIA[2] }),
          },
          Media: { __resolveReference: byId },
          Book: { __resolveReference: byId },
          Film: { __resolveReference: byId },
        },
      },
      ratings: {
        sdl: `
          type Query { rated: [Media] best: Media }
          type Media @key(fields: "id") @interfaceObject { id: ID! rating: Int! tags: [String] }
        `,
        resolvers: {
          Query: { rated: () => [{ id: 'b' }, null, { id: 'f' }], best: () => ({ id: 'f' }) },
          Media: { rating: ({ id }: { id: string }) => (id === 'b' ? 0 : 5), tags: () => ['a', null] },
        },
      },
      shops: {
        sdl: `
          type Book @key(fields: "id") { id: ID! price: Int! @shareable }
          type Film @key(fields: "id") { id: ID! price: Int }
        `,
        resolvers: { Book: { price: () => 0 }, Film: { price: () => 9 } },
      },
      // Makes fields of Book nullable for clients, who may then ask them by one name with those of Film.
      archive: {
        sdl: `
          type Book @key(fields: "id") {
            id: ID! code: String @shareable flag: Boolean @shareable count: Int @shareable parts: [Part] @shareable
            price: Int @shareable
          }
          type Part @shareable { name: String! }
        `,
        resolvers: {},
      },
    });
  });

  test('fields of an interface come for every type, those of a type for it only', async () => {
    const { text } = await runBoth(
      graph,
      '{ media { ... on Film { minutes } id ... on Media { title } ... on Book { pages __typename } } }',
    );
    expect(text).toBe(
      '{"data":{"media":[{"id":"b","title":"Emma","pages":0,"__typename":"Book"},null,{"minutes":9,"id":"f","title":null}]}}',
    );
  });

  test('fields that a subgraph adds to an interface come for every object of it', async () => {
    const { data, asked } = await runBoth(graph, '{ media { __typename rating tags title } }');
    expect(data).toEqual({
      media: [
        { __typename: 'Book', rating: 0, tags: ['a', null], title: 'Emma' },
        null,
        { __typename: 'Film', rating: 5, tags: ['a', null], title: null },
      ],
    });
    expect(asked[1]!.variables).toEqual({
      representations: [
        { __typename: 'Media', id: 'b' },
        { __typename: 'Media', id: 'f' },
      ],
    });
  });

  test('fields added to an interface come on a concrete type and behind a union', async () => {
    const { data } = await runBoth(
      graph,
      '{ media { ... on Film { rating } } found { ... on Book { rating id } ... on Media { tags } } }',
    );
    expect(data).toEqual({
      media: [{}, null, { rating: 5 }],
      found: [[{ tags: ['a', null] }, {}, null], [], null, [{ rating: 0, id: 'b', tags: ['a', null] }]],
    });
  });

  test.each([
    '{ media { ... on Film { __typename rating } ... on Book { rating kind: __typename } } }',
    '{ media { ... on Film { rating __typename } ...Kind rating } } fragment Kind on Book { kind: __typename }',
  ])('an object keeps its type where a subgraph calls it by the interface: %s', async (query) => {
    const { data } = await graph.run(query);
    expect(data).toMatchObject({
      media: [{ kind: 'Book', rating: 0 }, null, { __typename: 'Film', rating: 5 }],
    });
  });

  test('a field of an object keeps its type too', async () => {
    const query = '{ shelf { film { __typename rating } } }';
    const { data } = await graph.run(query);
    expect(data).toEqual({ shelf: { film: { __typename: 'Film', rating: 5 } } });
    // The stock executor takes over the interface's name, and has no object of an interface.
    expect((await graph.runStock(query)).data).not.toEqual(data);
  });

  test('a fragment on an object applies within one on its interface', async () => {
    const query = '{ shelf { film { ... on Media { id ... on Film { minutes } } } } }';
    const { data } = await graph.run(query);
    expect(data).toEqual({ shelf: { film: { id: 'f', minutes: 9 } } });
    // The stock executor forgets within the fragment that the field's type is the object.
    expect((await graph.runStock(query)).data).not.toEqual(data);
  });

  test('an object that only the interface knows gets its type from the subgraph that has it', async () => {
    const { data } = await runBoth(
      graph,
      '{ rated { rating __typename ... on Book { pages } } best { kind: __typename } }',
    );
    expect(data).toEqual({
      rated: [{ rating: 0, __typename: 'Book', pages: 0 }, null, { rating: 5, __typename: 'Film' }],
      best: { kind: 'Film' },
    });
  });

  test('an object whose type nobody asks for needs no other subgraph', async () => {
    const { data, asked } = await runBoth(graph, '{ best { rating id ... on Media { tags } } }');
    expect(data).toEqual({ best: { rating: 5, id: 'f', tags: ['a', null] } });
    expect(asked.length).toBe(1);
  });

  test('an alias that names the type stands where the client wrote it', async () => {
    const { text } = await runBoth(graph, '{ found { kind: __typename ... on Media { id t: __typename } } }');
    expect(text).toBe(
      '{"data":{"found":[[{"kind":"Film","id":"f","t":"Film"},{"kind":"Note"},null],[],null,[{"kind":"Book","id":"b","t":"Book"}]]}}',
    );
  });

  test('named fragments in fragments apply by the type of the object', async () => {
    const { data } = await runBoth(
      graph,
      `query { found { ...Any } shelf { top { ...Titled } below { ...Any } } }
       fragment Any on Found { ...Titled ... on Note { words } }
       fragment Titled on Media { title ...OfFilm }
       fragment OfFilm on Film { minutes price }`,
    );
    const film = { title: null, minutes: 9, price: 9 };
    expect(data).toEqual({
      found: [[film, { words: '' }, null], [], null, [{ title: 'Emma' }]],
      shelf: { top: film, below: { words: '' } },
    });
  });

  test('a name that is nullable on one type and not on another is asked under aliases and given back', async () => {
    const { data, asked } = await graph.run(
      '{ found { ... on Book { x: code } ... on Film { x: code } ... on Note { y: words x: code } } }',
    );
    expect(data).toEqual({ found: [[{ x: 'F' }, { y: '', x: 'n' }, null], [], null, [{ x: '' }]] });
    expect(asked[0]!.query).toContain('__alias_');
  });

  test.each([
    ['flag', false, true],
    ['count', 0, 1],
    ['code', '', 'F'],
  ])('a falsy value gets its name back too: %s', async (field, ofBook, ofFilm) => {
    const query = `{ media { ... on Film { v: ${field} } ... on Book { v: ${field} } } }`;
    const { data } = await graph.run(query);
    expect(data).toEqual({ media: [{ v: ofBook }, null, { v: ofFilm }] });
    // The stock executor renames truthy values only; a falsy one is lost, and null where it may not be.
    const stock = await graph.runStock(query);
    expect(stock.data).not.toEqual(data);
  });

  test('lists of objects keep their names apart, with what is below', async () => {
    const { data } = await runBoth(
      graph,
      '{ media { ... on Book { p: parts { name n: name } } ... on Film { p: parts { __typename name } } } }',
    );
    expect(data).toEqual({
      media: [{ p: [{ name: 'one', n: 'one' }] }, null, { p: [null, { __typename: 'Part', name: 'two' }] }],
    });
  });

  test('entities of two types are asked of one subgraph with names kept apart', async () => {
    const { data, asked } = await graph.run('{ media { ... on Book { price } ... on Film { price } } }');
    expect(data).toEqual({ media: [{ price: 0 }, null, { price: 9 }] });
    expect(asked.map(({ subgraph }) => subgraph)).toEqual(['media', 'shops']);
  });
});

const MEDIA = [
  {
    __typename: 'Book',
    id: 'b',
    title: 'Emma',
    code: '',
    flag: false,
    count: 0,
    parts: [{ name: 'one' }],
    pages: 0,
  },
  null,
  {
    __typename: 'Film',
    id: 'f',
    title: null,
    code: 'F',
    flag: true,
    count: 1,
    parts: [null, { name: 'two' }],
    minutes: 9,
  },
];
const NOTE = { __typename: 'Note', code: 'n', words: '' };

const byId = ({ id }: { id: string }) => MEDIA.find((one) => one?.id === id);
