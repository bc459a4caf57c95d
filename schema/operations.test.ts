import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { buildSchema, type FieldNode, Kind, type OperationDefinitionNode, parse, validate } from 'graphql';
import { composeRepository } from './compose.ts';

const FOLDER = new URL('./operations/', import.meta.url);
const files = readdirSync(FOLDER).filter((name) => name.endsWith('.graphql'));
const read = (file: string) => parse(readFileSync(new URL(file, FOLDER), 'utf8'));
const operationsOf = (file: string) =>
  read(file).definitions.filter(
    (node): node is OperationDefinitionNode => node.kind === Kind.OPERATION_DEFINITION,
  );

function publicSchema() {
  const composed = composeRepository();
  if (!composed.ok) throw new Error(composed.errors.join('\n'));
  return buildSchema(composed.publicSdl);
}

describe('The example operations', () => {
  const schema = publicSchema();

  test.each(files)('%s is valid, each file by itself', (file) => {
    expect(validate(schema, read(file)).map(({ message }) => message)).toEqual([]);
  });

  test('are named, each name once', () => {
    const names = files
      .flatMap(read)
      .map((document) => document.definitions.map((node) => ('name' in node ? node.name?.value : undefined)));
    expect(names.flat()).not.toContain(undefined);
    expect(new Set(names.flat()).size).toBe(names.flat().length);
  });

  test.each(files)('the mutations of %s ask for what was refused', (file) => {
    const source = readFileSync(new URL(file, FOLDER), 'utf8');
    const mutations = operationsOf(file).filter(({ operation }) => operation === 'mutation');
    const withPayload = mutations.filter(
      ({ selectionSet }) => (selectionSet.selections[0] as FieldNode).name.value !== 'sessionRevoke',
    );
    for (const { selectionSet } of withPayload) {
      const asked = (selectionSet.selections[0] as FieldNode).selectionSet!.selections;
      const inPlace = asked.some((node) => node.kind === Kind.FIELD && node.name.value === 'userErrors');
      const inFragment = asked.some(
        (node) =>
          node.kind === Kind.FRAGMENT_SPREAD &&
          source.split(`fragment ${node.name.value} `)[1]?.includes('userErrors'),
      );
      expect(inPlace || inFragment).toBe(true);
    }
  });
});
