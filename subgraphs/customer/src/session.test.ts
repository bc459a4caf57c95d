import { databaseNowPlus } from '@eci/kit/clock';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { CustomerTx } from './database.ts';
import {
  createSuccession,
  decideRefresh,
  digestOf,
  GRACE_MS,
  newRefreshToken,
  type PresentedToken,
  SESSION_MS,
} from './session.ts';
import { sweepSessions } from './sweep-sessions.ts';
import { meetAt, type SessionPayload, type Shop, startShop } from './test-accounts.ts';

const now = new Date('2026-03-01T12:00:00Z');
const ago = (ms: number) => new Date(now.getTime() - ms);

describe('a presented refresh token', () => {
  const live = { revokedAt: null, expiresAt: ago(-1) };
  const table: [name: string, token: PresentedToken, verdict: ReturnType<typeof decideRefresh>][] = [
    ['that is current is rotated', { rotatedAt: null, successorIsCurrent: false, session: live }, 'ROTATE'],
    [
      'that was just rotated gets its successor again',
      { rotatedAt: ago(GRACE_MS), successorIsCurrent: true, session: live },
      'REPEAT',
    ],
    [
      'that was rotated longer ago ends the session',
      { rotatedAt: ago(GRACE_MS + 1), successorIsCurrent: true, session: live },
      'REUSED',
    ],
    [
      'whose successor was rotated too ends the session',
      { rotatedAt: ago(1), successorIsCurrent: false, session: live },
      'REUSED',
    ],
    [
      'of a session that expires now is refused',
      { rotatedAt: null, successorIsCurrent: false, session: { ...live, expiresAt: now } },
      'ENDED',
    ],
    [
      'of a revoked session is refused',
      { rotatedAt: null, successorIsCurrent: false, session: { ...live, revokedAt: ago(1) } },
      'ENDED',
    ],
    [
      'of a revoked session gets no successor again',
      { rotatedAt: ago(1), successorIsCurrent: true, session: { ...live, revokedAt: ago(1) } },
      'ENDED',
    ],
  ];
  test.each(table)('%s', (_name, token, verdict) => expect(decideRefresh(token, now)).toBe(verdict));

  test('has one successor, which only the holder of the key can tell', () => {
    const token = newRefreshToken();
    const successorOf = createSuccession('the key of this context');
    expect(successorOf(token)).toBe(successorOf(token));
    expect(successorOf(token)).toMatch(/^eciref_[\w-]{43}$/);
    expect(
      new Set([
        token,
        successorOf(token),
        successorOf(successorOf(token)),
        createSuccession('another key')(token),
      ]).size,
    ).toBe(4);
  });
});

describe('a session', () => {
  let shop: Shop;
  beforeAll(async () => {
    shop = await startShop();
  });
  afterAll(() => shop.stop());

  const refused = {
    session: null,
    customer: null,
    userErrors: [
      {
        code: 'SESSION_INVALID',
        message: 'This refresh token is not valid any more: sign in again.',
        field: ['refreshToken'],
      },
    ],
  };
  const refreshed = async (token: string) => {
    const { session, userErrors } = await shop.refresh(token);
    if (!session) throw new Error(JSON.stringify(userErrors));
    return session.refreshToken;
  };
  const sessionOf = (token: string) =>
    shop.runtime.db
      .selectFrom('refresh_token')
      .innerJoin('session', 'session.id', 'sessionId')
      .selectAll('session')
      .where('digest', '=', digestOf(token))
      .executeTakeFirstOrThrow();
  const revoke = (refreshToken: string) =>
    shop.mutate<{ revoked: boolean }>('sessionRevoke', '$refreshToken: String!', 'revoked', { refreshToken });
  /** Lets the grace of a rotated token pass. */
  const graceIsOver = (token: string) =>
    shop.runtime.db
      .updateTable('refresh_token')
      .set({ rotatedAt: databaseNowPlus('postgresql', -GRACE_MS - 1) })
      .where('digest', '=', digestOf(token))
      .execute();

  test('goes on from token to token, with the role of now in each access token', async () => {
    const account = await shop.newAccount();
    const first = await shop.refresh(account.refreshToken);
    expect(first).toMatchObject({ customer: { id: account.id, role: 'CUSTOMER' }, userErrors: [] });
    await shop.runtime.db
      .updateTable('customer')
      .set({ role: 'STAFF' })
      .where('id', '=', account.id)
      .execute();
    const second = await shop.refresh(first.session!.refreshToken);
    expect(second.customer?.role).toBe('STAFF');
    const claims = JSON.parse(
      Buffer.from(second.session!.accessToken.split('.')[1]!, 'base64url').toString(),
    );
    expect(claims).toMatchObject({ sub: account.id, role: 'STAFF', iss: 'eci-customer', aud: 'eci' });
    expect((await sessionOf(second.session!.refreshToken)).id).toBe(
      (await sessionOf(account.refreshToken)).id,
    );
  });

  test('stores no token, only digests', async () => {
    const { refreshToken } = await shop.newAccount();
    const next = await refreshed(refreshToken);
    const stored = JSON.stringify(await shop.runtime.db.selectFrom('refresh_token').selectAll().execute());
    for (const token of [refreshToken, next]) {
      expect(stored).toContain(digestOf(token));
      expect(stored).not.toContain(token);
    }
  });

  test('ends for both holders when a stolen token is used after the owner refreshed', async () => {
    const { refreshToken: stolen } = await shop.newAccount();
    const owners = await refreshed(stolen);
    await graceIsOver(stolen);
    expect(await shop.refresh(stolen)).toEqual(refused);
    expect(await shop.refresh(owners)).toEqual(refused);
    expect(await sessionOf(owners)).toMatchObject({ revokeReason: 'REUSED' });
  });

  test('ends for both holders when the owner refreshes after a thief did', async () => {
    const { refreshToken } = await shop.newAccount();
    const thiefs = await refreshed(await refreshed(refreshToken));
    // The owner is still within the grace, but two tokens behind: a lost answer can not explain that.
    expect(await shop.refresh(refreshToken)).toEqual(refused);
    expect(await shop.refresh(thiefs)).toEqual(refused);
  });

  test('that is stolen leaves the other sessions of the account alone', async () => {
    const account = await shop.newAccount();
    const elsewhere = (await shop.login(account.email)).session!.refreshToken;
    await refreshed(account.refreshToken);
    await graceIsOver(account.refreshToken);
    expect(await shop.refresh(account.refreshToken)).toEqual(refused);
    expect((await shop.refresh(elsewhere)).userErrors).toEqual([]);
  });

  test('refreshed in parallel, or again after a lost answer, goes on with one token and never forks', async () => {
    const { refreshToken } = await shop.newAccount();
    const lock = (tx: CustomerTx) =>
      tx
        .selectFrom('refresh_token')
        .selectAll()
        .where('digest', '=', digestOf(refreshToken))
        .forUpdate()
        .execute();
    const answers = await meetAt(
      shop,
      lock,
      Array.from({ length: 6 }, () => () => shop.refresh(refreshToken)),
    );
    answers.push(await shop.refresh(refreshToken));
    const tokens = new Set(answers.map((answer: SessionPayload) => answer.session?.refreshToken));
    expect([...tokens]).toEqual([expect.stringMatching(/^eciref_/)]);
    const session = await sessionOf(refreshToken);
    const stored = await shop.runtime.db
      .selectFrom('refresh_token')
      .selectAll()
      .where('sessionId', '=', session.id)
      .execute();
    expect(stored.filter((token) => token.rotatedAt === null)).toHaveLength(1);
    expect(stored).toHaveLength(2);
    await refreshed([...tokens][0]!);
  });

  test('ends by any of its tokens, and only it', async () => {
    const account = await shop.newAccount();
    const elsewhere = (await shop.login(account.email)).session!.refreshToken;
    const next = await refreshed(account.refreshToken);
    expect(await revoke(account.refreshToken)).toEqual({ revoked: true });
    expect(await shop.refresh(next)).toEqual(refused);
    expect(await revoke(next)).toEqual({ revoked: true });
    expect(await sessionOf(next)).toMatchObject({ revokeReason: 'SIGNED_OUT' });
    expect((await shop.refresh(elsewhere)).userErrors).toEqual([]);
  });

  test.each(['', 'eciref_unknown', 'a'.repeat(900_000), '\u0000'])(
    'is not found by the token %#',
    async (token) => {
      expect(await revoke(token)).toEqual({ revoked: false });
      expect((await shop.refresh(token)).session).toBeNull();
    },
  );

  test('lasts 30 days from sign-in, however often it is refreshed, and is swept away then', async () => {
    const { refreshToken } = await shop.newAccount();
    const next = await refreshed(refreshToken);
    const session = await sessionOf(next);
    expect(session.expiresAt.getTime() - session.createdAt.getTime()).toBeCloseTo(SESSION_MS, -2);
    await shop.runtime.db
      .updateTable('session')
      .set({ expiresAt: databaseNowPlus('postgresql', 0) })
      .where('id', '=', session.id)
      .execute();
    expect(await shop.refresh(next)).toEqual(refused);
    await sweepSessions(shop.runtime.db);
    const left = await shop.runtime.db
      .selectFrom('refresh_token')
      .selectAll()
      .where('sessionId', '=', session.id)
      .execute();
    expect(left).toEqual([]);
  });

  test('is refreshed and ended over REST as over the graph', async () => {
    const { refreshToken } = await shop.newAccount();
    const answer = await shop.rest<{ session: { refreshToken: string } }>('POST', '/v1/users/refresh', {
      body: { refreshToken },
    });
    expect([answer.status, answer.headers.get('cache-control')]).toEqual([200, 'no-store']);
    const body = { refreshToken: answer.body.session.refreshToken };
    expect((await shop.rest<object>('POST', '/v1/users/logout', { body })).body).toEqual({ revoked: true });
    const after = await shop.rest<{ code: string }>('POST', '/v1/users/refresh', { body });
    expect([after.status, after.body.code]).toEqual([401, 'SESSION_INVALID']);
  });
});
