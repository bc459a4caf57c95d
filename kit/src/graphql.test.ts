import { Writable } from 'node:stream';
import { afterAll, describe, expect, test } from '@jest/globals';
import { pino } from 'pino';
import { ExpectedError, notFound } from './errors.ts';
import { notes } from './fixtures/notes.ts';
import { buildSchema, graphqlServer, payload } from './graphql.ts';
import { describeError } from './log.ts';
import { newTrace } from './trace.ts';

const lines: Record<string, unknown>[] = [];
const log = pino(
  { serializers: { err: describeError } },
  new Writable({
    write(chunk, _encoding, done) {
      lines.push(JSON.parse(String(chunk)) as Record<string, unknown>);
      done();
    },
  }),
);
const { schema, resolvers } = notes('notes');
const server = graphqlServer(buildSchema(schema, resolvers));
afterAll(() => server.stop());

async function ask(query: string, variables = {}) {
  const trace = newTrace();
  const { body } = await server.executeOperation({ query, variables }, { contextValue: { trace, log } });
  if (body.kind !== 'single') throw new Error('The answer came in parts.');
  return { trace, ...body.singleResult };
}

describe('the graph', () => {
  test("masks a resolver's bug and logs it with the trace id that it answers", async () => {
    const { data, errors, trace } = await ask('{ bug }');
    expect({ ...data }).toEqual({ bug: null });
    expect(errors).toMatchObject([
      {
        message: 'Something went wrong on our side.',
        path: ['bug'],
        extensions: { code: 'INTERNAL_SERVER_ERROR', traceId: trace.traceId },
      },
    ]);
    expect(JSON.stringify(errors)).not.toMatch(/hunter2|stack|graphql\.test/);
    expect(lines.filter((row) => row.traceId === trace.traceId)).toMatchObject([
      {
        level: 50,
        msg: 'resolver failed',
        path: ['bug'],
        requestId: trace.requestId,
        err: { name: 'Error', message: 'the password is hunter2', stack: expect.stringContaining('at ') },
      },
    ]);
  });

  test('shows an expected error as it is, and does not log it', async () => {
    const before = lines.length;
    const { errors } = await ask('{ refused }');
    expect(errors).toMatchObject([
      {
        message: 'Write it differently.',
        path: ['refused'],
        extensions: { code: 'NOTE_REFUSED', field: ['text'], limit: 3 },
      },
    ]);
    expect(Object.keys(errors![0]!.extensions!).sort()).toEqual(['code', 'field', 'limit']);
    expect(lines.length).toBe(before);
  });

  test.each([
    ['{ nothing }', {}, 'GRAPHQL_VALIDATION_FAILED'],
    ['{', {}, 'GRAPHQL_PARSE_FAILED'],
    ['query ($id: ID!) { note(id: $id) { id } }', {}, 'BAD_USER_INPUT'],
    ['query ($id: ID!) { note(id: $id) { id } }', { id: [] }, 'BAD_USER_INPUT'],
  ])('tells what is wrong with the request %s', async (query, variables, code) => {
    const { errors } = await ask(query, variables);
    expect(errors?.[0]?.extensions?.code).toBe(code);
    expect(errors?.[0]?.extensions).not.toHaveProperty('stacktrace');
  });
});

describe("a mutation's payload", () => {
  const codes = { NOTE_NOT_FOUND: true } as const;

  test('has the entity and no errors when all went well', async () => {
    expect(await payload(codes, async () => ({ note: { id: 'n_1' } }))).toEqual({
      note: { id: 'n_1' },
      userErrors: [],
    });
  });

  test('has an error that the mutation declares, and leaves others to the top level', async () => {
    const declared = payload(codes, async () =>
      Promise.reject(notFound('NOTE_NOT_FOUND', 'No such note.', ['id'])),
    );
    expect(await declared).toEqual({
      userErrors: [{ code: 'NOTE_NOT_FOUND', message: 'No such note.', field: ['id'] }],
    });
    for (const error of [
      new Error('bug'),
      new ExpectedError('FORBIDDEN', 'No.', { status: 403 }),
      new ExpectedError('toString', 'No.'),
    ]) {
      await expect(payload(codes, async () => Promise.reject(error))).rejects.toBe(error);
    }
  });
});
