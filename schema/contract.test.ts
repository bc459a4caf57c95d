import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { buildSchema, findBreakingChanges, findDangerousChanges } from 'graphql';
import { composeRepository } from './compose.ts';

const promised = readFileSync(new URL('./contract.graphql', import.meta.url), 'utf8');

/** Ways in which a graph of `sdl` breaks what clients were promised. */
function broken(sdl: string): string[] {
  const [before, after] = [buildSchema(promised), buildSchema(sdl)];
  const defaults = findDangerousChanges(before, after).filter(
    ({ type }) => type === 'ARG_DEFAULT_VALUE_CHANGE',
  );
  return [...findBreakingChanges(before, after), ...defaults].map(({ description }) => description);
}

describe('The contract with clients', () => {
  test('is kept by the composed graph', () => {
    const composed = composeRepository();
    expect(composed.ok && broken(composed.publicSdl)).toEqual([]);
  });

  test.each<[string, string, string, string]>([
    ['a field that is gone', '  formatted: String!\n', '', 'Money.formatted was removed.'],
    [
      'a field that may be null now',
      'amountMinor: SafeInt!\n  currency: CurrencyCode!\n  formatted',
      'amountMinor: SafeInt\n  currency: CurrencyCode!\n  formatted',
      'Money.amountMinor changed type from SafeInt! to SafeInt.',
    ],
    [
      'an enum value that is gone',
      '  PRICE_DESC\n',
      '',
      'PRICE_DESC was removed from enum type ProductOrder.',
    ],
    [
      'a new required input',
      'input CustomerLoginInput {',
      'input CustomerLoginInput {\n  captcha: String!',
      'A required field captcha on input type CustomerLoginInput was added.',
    ],
    [
      'another default',
      'orderBy: ProductOrder = NEWEST',
      'orderBy: ProductOrder = NAME',
      'Query.products arg orderBy has changed defaultValue from NEWEST to NAME.',
    ],
  ])('%s breaks it', (_, from, to, problem) => {
    expect(promised).toContain(from);
    expect(broken(promised.replace(from, to))).toEqual([problem]);
  });
});
