import { databaseNowPlus } from '@eci/kit/clock';
import { sha256 } from '@eci/kit/ids';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { MAX_FAILURES } from './login-throttle.ts';
import { sweepSessions } from './sweep-sessions.ts';
import { PASSWORD, type Shop, startShop } from './test-accounts.ts';

let shop: Shop;
beforeAll(async () => {
  shop = await startShop();
});
afterAll(() => shop.stop());

const codes = async (email: string, password: string) =>
  (await shop.login(email, password)).userErrors.map(({ code }) => code);
const failTimes = async (email: string, times: number) => {
  for (let i = 0; i < times; i++)
    expect(await codes(email, 'a wrong password')).toEqual(['CREDENTIALS_INVALID']);
};
const failuresOf = (email: string) =>
  shop.runtime.db
    .selectFrom('login_failure')
    .selectAll()
    .where('emailDigest', '=', sha256(email))
    .executeTakeFirst();

test('the right password opens a session of its own, whatever the case of the address', async () => {
  const account = await shop.newAccount();
  const { session, customer, userErrors } = await shop.login(account.email.toUpperCase());
  expect(userErrors).toEqual([]);
  expect(customer).toMatchObject({ id: account.id, email: account.email, addresses: [] });
  expect(session?.refreshToken).not.toBe(account.refreshToken);
  for (const token of [session!.refreshToken, account.refreshToken])
    expect((await shop.refresh(token)).userErrors).toEqual([]);
});

test('an unknown address and a wrong password get the very same answer', async () => {
  const { email } = await shop.newAccount();
  const wrong = await shop.login(email, 'a wrong password');
  const unknown = await shop.login('nobody@example.org', 'a wrong password');
  expect(wrong).toEqual({
    session: null,
    customer: null,
    userErrors: [
      {
        code: 'CREDENTIALS_INVALID',
        message: 'The email address or the password is wrong.',
        field: ['input', 'password'],
      },
    ],
  });
  expect(unknown).toEqual(wrong);
});

test('an unknown address costs a hash as a known one does', async () => {
  const { email } = await shop.newAccount();
  const timeOf = async (address: string) => {
    const start = performance.now();
    await shop.login(address, 'a wrong password');
    return performance.now() - start;
  };
  const times: { known: number; unknown: number }[] = [];
  for (let i = 0; i < 7; i++)
    times.push({ known: await timeOf(email), unknown: await timeOf('nobody-at-all@example.org') });
  const median = (of: 'known' | 'unknown') => times.map((pair) => pair[of]).sort((a, b) => a - b)[3]!;
  // Without the hash of nobody it would be less than a quarter.
  expect(median('unknown')).toBeGreaterThan(median('known') / 2);
});

test('over REST says 401, and 429 with Retry-After once throttled', async () => {
  const body = { email: 'rest-throttled@example.org', password: 'a wrong password' };
  const first = await shop.rest<{ code: string }>('POST', '/v1/users/login', { body });
  expect([first.status, first.body.code]).toEqual([401, 'CREDENTIALS_INVALID']);
  await failTimes(body.email, MAX_FAILURES - 1);
  const last = await shop.rest<{ code: string; details: { retryAfterSeconds: number } }>(
    'POST',
    '/v1/users/login',
    { body },
  );
  expect([last.status, last.body.code]).toEqual([429, 'TOO_MANY_ATTEMPTS']);
  expect(Number(last.headers.get('retry-after'))).toBe(last.body.details.retryAfterSeconds);
  expect(last.body.details.retryAfterSeconds).toBeGreaterThan(890);
  expect(last.body.details.retryAfterSeconds).toBeLessThanOrEqual(900);
});

describe('too many failures', () => {
  test('make one address wait, even with the right password, and neither others nor its own sessions', async () => {
    const [attacked, bystander] = [await shop.newAccount(), await shop.newAccount()];
    await failTimes(attacked.email, MAX_FAILURES);
    expect(await codes(attacked.email, PASSWORD)).toEqual(['TOO_MANY_ATTEMPTS']);
    expect(await codes(bystander.email, PASSWORD)).toEqual([]);
    expect((await shop.refresh(attacked.refreshToken)).userErrors).toEqual([]);
  });

  test('are counted for an address without an account too, so that the limit tells nothing', async () => {
    await failTimes('ghost@example.org', MAX_FAILURES);
    expect(await codes('ghost@example.org', PASSWORD)).toEqual(['TOO_MANY_ATTEMPTS']);
  });

  test('end with their window, which refused attempts do not prolong', async () => {
    const { email } = await shop.newAccount();
    await failTimes(email, MAX_FAILURES);
    const before = await failuresOf(email);
    expect(await codes(email, PASSWORD)).toEqual(['TOO_MANY_ATTEMPTS']);
    expect(await failuresOf(email)).toEqual(before);
    await shop.runtime.db
      .updateTable('login_failure')
      .set({ windowStartedAt: databaseNowPlus('postgresql', -15 * 60_000) })
      .where('emailDigest', '=', sha256(email))
      .execute();
    await failTimes(email, 1);
    expect((await failuresOf(email))?.failures).toBe(1);
    expect(await codes(email, PASSWORD)).toEqual([]);
  });

  test('are forgiven by the right password', async () => {
    const { email } = await shop.newAccount();
    await failTimes(email, MAX_FAILURES - 1);
    expect(await codes(email, PASSWORD)).toEqual([]);
    expect(await failuresOf(email)).toBeUndefined();
  });

  test('stop guesses sent in parallel too', async () => {
    const answers = await Promise.all(
      Array.from({ length: 4 * MAX_FAILURES }, () => codes('parallel@example.org', 'a wrong password')),
    );
    const tried = answers.filter(([code]) => code === 'CREDENTIALS_INVALID').length;
    // Those that hash at the same moment see the same count: at most one more per further slot.
    expect(tried).toBeGreaterThanOrEqual(MAX_FAILURES);
    expect(tried).toBeLessThanOrEqual(MAX_FAILURES + 1);
  });

  test('are swept away once their window is over', async () => {
    await failTimes('swept@example.org', 1);
    await sweepSessions(shop.runtime.db);
    expect(await failuresOf('swept@example.org')).toBeDefined();
    await shop.runtime.db
      .updateTable('login_failure')
      .set({ windowStartedAt: databaseNowPlus('postgresql', -15 * 60_000) })
      .execute();
    await sweepSessions(shop.runtime.db);
    expect(await failuresOf('swept@example.org')).toBeUndefined();
  });
});
