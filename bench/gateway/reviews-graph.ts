import { buildSubgraphSchema } from '@apollo/subgraph';
import { type GraphQLSchema, parse } from 'graphql';

/**
 * The graph that public gateway benchmarks use: four subgraphs and one deep query
 * (github.com/graphql-hive/graphql-gateways-benchmark). The schemas' shape is theirs; data and code are ours, sized so
 * that the answer has about as many objects.
 */
const LINK =
  'extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@requires", "@external", "@provides", "@shareable"])';

const USERS = Array.from({ length: 6 }, (_, index) => ({
  id: `u${index + 1}`,
  name: `Reader Number ${index + 1}`,
  username: `reader-${index + 1}`,
  birthday: 1_990 + index,
}));

const PRODUCTS = Array.from({ length: 9 }, (_, index) => ({
  upc: `${index + 1}`,
  name: ['Table', 'Couch', 'Glass', 'Chair', 'TV', 'Lamp', 'Grill', 'Fridge', 'Sofa'][index]!,
  price: 899 + index * 401,
  weight: 100 + index * 50,
}));

const REVIEWS = Array.from({ length: 14 }, (_, index) => ({
  id: `r${index + 1}`,
  body: `${index % 2 === 0 ? 'Love it' : 'Could be better'}: this is what I have to say of it after ${index + 1} weeks, and I would say it again to anyone who asks what it is like to live with such a thing at home.`,
  author: { __typename: 'User', id: USERS[index % 6]!.id },
  product: { __typename: 'Product', upc: PRODUCTS[(index * 2) % 5]!.upc },
}));

type Reference = { id: string; upc: string; price?: number; weight?: number };

const SOURCES: Record<string, { sdl: string; resolvers: object }> = {
  accounts: {
    sdl: `
      type Query { me: User user(id: ID!): User users: [User] }
      type User @key(fields: "id") { id: ID! name: String username: String @shareable birthday: Int }
    `,
    resolvers: {
      Query: {
        me: () => USERS[0],
        user: (_: unknown, { id }: Reference) => USERS.find((user) => user.id === id),
        users: () => USERS,
      },
      User: { __resolveReference: ({ id }: Reference) => USERS.find((user) => user.id === id) },
    },
  },
  inventory: {
    sdl: `
      type Product @key(fields: "upc") {
        upc: String! weight: Int @external price: Int @external
        inStock: Boolean shippingEstimate: Int @requires(fields: "price weight")
      }
    `,
    resolvers: {
      Product: {
        inStock: ({ upc }: Reference) => Number(upc) % 3 !== 0,
        shippingEstimate: ({ price = 0, weight = 0 }: Reference) => (price > 1_000 ? 0 : weight / 2),
      },
    },
  },
  products: {
    sdl: `
      type Query { topProducts(first: Int = 5): [Product] }
      type Product @key(fields: "upc") { upc: String! name: String price: Int weight: Int }
    `,
    resolvers: {
      Query: { topProducts: (_: unknown, { first }: { first: number }) => PRODUCTS.slice(0, first) },
      Product: { __resolveReference: ({ upc }: Reference) => PRODUCTS.find((one) => one.upc === upc) },
    },
  },
  reviews: {
    sdl: `
      type Review @key(fields: "id") {
        id: ID! body: String author: User @provides(fields: "username") product: Product
      }
      type User @key(fields: "id") { id: ID! username: String @external reviews: [Review] }
      type Product @key(fields: "upc") { upc: String! reviews: [Review] }
    `,
    resolvers: {
      Review: {
        author: ({ author }: (typeof REVIEWS)[number]) => ({
          ...author,
          username: USERS.find(({ id }) => id === author.id)!.username,
        }),
      },
      User: { reviews: ({ id }: Reference) => REVIEWS.filter(({ author }) => author.id === id) },
      Product: { reviews: ({ upc }: Reference) => REVIEWS.filter(({ product }) => product.upc === upc) },
    },
  },
};

export interface MemorySubgraph {
  readonly name: string;
  readonly sdl: string;
  readonly schema: GraphQLSchema;
}

export const reviewsGraph = (): MemorySubgraph[] =>
  Object.entries(SOURCES).map(([name, { sdl, resolvers }]) => {
    const whole = `${LINK}\n${sdl}`;
    return {
      name,
      sdl: whole,
      schema: buildSubgraphSchema([{ typeDefs: parse(whole), resolvers: resolvers as never }]),
    };
  });

/** The benchmark's one query. */
export const DEEP_QUERY = `
fragment User on User { id username name }
fragment Review on Review { id body }
fragment Product on Product { inStock name price shippingEstimate upc weight }
query TestQuery {
  users { ...User reviews { ...Review product { ...Product reviews { ...Review author { ...User reviews { ...Review product { ...Product } } } } } } }
  topProducts { ...Product reviews { ...Review author { ...User reviews { ...Review product { ...Product } } } } }
}`;
