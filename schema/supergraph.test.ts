import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { generateTypes, staleOutputs } from './codegen.ts';
import { composeGraph, composeRepository, SUPERGRAPH_FILE } from './compose.ts';
import { routingUrl, SUBGRAPH_NAMES } from './subgraph-sdl.ts';

describe('What is generated from the schemas', () => {
  const composed = composeRepository();

  test('both composers accept the seven subgraphs', () => {
    expect(composed).toMatchObject({ ok: true });
  });

  test('the committed supergraph is what they compose to', () => {
    expect(composed.ok && composed.supergraph === readFileSync(SUPERGRAPH_FILE, 'utf8')).toBe(true);
  });

  test('it routes to every subgraph at its port by default', () => {
    const text = readFileSync(SUPERGRAPH_FILE, 'utf8');
    for (const name of SUBGRAPH_NAMES) {
      expect(text).toContain(
        `${name.toUpperCase()} @join__graph(name: "${name}", url: "${routingUrl(name)}")`,
      );
    }
  });

  test('the committed resolver types are what codegen makes', async () => {
    expect(staleOutputs(await generateTypes(SUBGRAPH_NAMES)).map(({ file }) => file)).toEqual([]);
  });
});

describe('Composition', () => {
  const subgraph = (name: string, sdl: string) => ({ name, url: 'http://127.0.0.1:1/graphql', sdl });
  const link =
    'extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@shareable"])';

  test('tells what does not fit together', () => {
    const result = composeGraph([
      subgraph('one', `${link} type Query { a: Int }`),
      subgraph('two', `${link} type Query { a: String }`),
    ]);
    expect(result.ok).toBe(false);
    expect(result.ok ? [] : result.errors).toEqual(
      expect.arrayContaining([
        expect.stringMatching(/^@apollo\/composition: .*Query\.a/s),
        expect.stringMatching(/^@theguild\/federation-composition: .*Query\.a/s),
      ]),
    );
  });

  test('names the subgraph whose SDL can not be parsed', () => {
    const result = composeGraph([subgraph('one', `${link} type Query {`)]);
    expect(result).toEqual({ ok: false, errors: [expect.stringMatching(/^one: Syntax Error: /)] });
  });
});
