import { randomBytes } from 'node:crypto';
import { expect, test } from '@jest/globals';
import { openToken, sealToken } from './payment-token.ts';

const key = randomBytes(32);

test('a sealed token opens with its key and order, and shows nothing of the token', () => {
  const sealed = sealToken(key, 'ord_1', 'tok_secret');
  expect(openToken(key, 'ord_1', sealed)).toBe('tok_secret');
  expect(Buffer.from(sealed, 'base64').toString('latin1')).not.toContain('tok_');
  expect(sealToken(key, 'ord_1', 'tok_secret')).not.toBe(sealed);
});

test('a sealed token does not open for another order, with another key, or changed', () => {
  const sealed = sealToken(key, 'ord_1', 'tok_secret');
  expect(() => openToken(key, 'ord_2', sealed)).toThrow();
  expect(() => openToken(randomBytes(32), 'ord_1', sealed)).toThrow();
  const bytes = Buffer.from(sealed, 'base64');
  bytes[bytes.length - 1]! ^= 1;
  expect(() => openToken(key, 'ord_1', bytes.toString('base64'))).toThrow();
});
