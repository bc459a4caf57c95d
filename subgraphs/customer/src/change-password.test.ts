import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { PASSWORD, SESSION_FIELDS, type SessionPayload, type Shop, startShop } from './test-accounts.ts';

let shop: Shop;
beforeAll(async () => {
  shop = await startShop();
});
afterAll(() => shop.stop());

const changePassword = (currentPassword: string, newPassword: string, token: string) =>
  shop.mutate<SessionPayload>(
    'customerPasswordChange',
    '$input: CustomerPasswordChangeInput!',
    SESSION_FIELDS,
    { input: { currentPassword, newPassword } },
    token,
  );

describe('a new password', () => {
  const NEXT = 'a brand new password';

  test('ends every session, opens one for the caller, and is the only one that works', async () => {
    const account = await shop.newAccount();
    const elsewhere = (await shop.login(account.email)).session!.refreshToken;
    const { session, customer, userErrors } = await changePassword(PASSWORD, NEXT, account.token);
    expect([customer?.id, userErrors]).toEqual([account.id, []]);
    for (const token of [elsewhere, account.refreshToken])
      expect((await shop.refresh(token)).userErrors).toMatchObject([{ code: 'SESSION_INVALID' }]);
    expect((await shop.refresh(session!.refreshToken)).userErrors).toEqual([]);
    expect((await shop.login(account.email, PASSWORD)).userErrors).toMatchObject([
      { code: 'CREDENTIALS_INVALID' },
    ]);
    expect((await shop.login(account.email, NEXT)).userErrors).toEqual([]);
  });

  test('needs the old one; guesses are throttled as sign-ins are', async () => {
    const account = await shop.newAccount();
    const guess = async () =>
      (await changePassword('a wrong password', NEXT, account.token)).userErrors[0]?.code;
    for (let i = 0; i < 10; i++) expect(await guess()).toBe('CREDENTIALS_INVALID');
    expect(await guess()).toBe('TOO_MANY_ATTEMPTS');
    expect((await shop.refresh(account.refreshToken)).userErrors).toEqual([]);
  });

  test('is one of two when both come at once', async () => {
    const { token } = await shop.newAccount();
    const answers = await Promise.all([
      changePassword(PASSWORD, `${NEXT} 1`, token),
      changePassword(PASSWORD, `${NEXT} 2`, token),
    ]);
    expect(answers.filter(({ session }) => session)).toHaveLength(1);
  });

  test('leaves no session to a sign-in with the old one that ran at the same time', async () => {
    const account = await shop.newAccount();
    const [changed, ...logins] = await Promise.all([
      changePassword(PASSWORD, NEXT, account.token),
      ...Array.from({ length: 6 }, () => shop.login(account.email)),
    ]);
    expect(changed.session).not.toBeNull();
    for (const { session } of logins)
      if (session) expect((await shop.refresh(session.refreshToken)).session).toBeNull();
  });

  test('needs somebody who is signed in', async () => {
    const answer = await shop.graphql(
      `mutation { customerPasswordChange(input: { currentPassword: "${PASSWORD}", newPassword: "${NEXT}" }) { customer { id } } }`,
    );
    expect(answer.errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED');
  });
});
