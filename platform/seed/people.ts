import { createHash } from 'node:crypto';
import type { DemoAccount } from '../demo-secrets.ts';
import { OperatorProblem } from '../operator-problem.ts';
import { type ShopClient, shopClient } from './shop-client.ts';
import { type AccountName, registered } from './story.ts';

interface Session {
  session: { accessToken: string } | null;
}
const LOGIN = {
  name: 'customerLogin',
  args: { input: 'CustomerLoginInput!' },
  selection: 'session { accessToken }',
};
const REGISTER = {
  name: 'customerRegister',
  args: { input: 'CustomerRegisterInput!' },
  selection: 'session { accessToken }',
};

/** Signs the first demo account of a role in. Throws an OperatorProblem when there is none. */
export async function signIn(
  url: string,
  accounts: readonly DemoAccount[],
  role: DemoAccount['role'],
): Promise<ShopClient> {
  const account = accounts.find((candidate) => candidate.role === role);
  if (!account)
    throw new OperatorProblem(
      `The demo shop can not be filled: there is no demo account of the role ${role}. npm run reset starts anew.`,
    );
  const { email, password } = account;
  const [result] = await shopClient(url).mutate<Session>(LOGIN, [{ input: { email, password } }]);
  return shopClient(url, result!.session!.accessToken);
}

/** Registers the story's people, or signs them in when they have registered before. */
export async function registerPeople(
  url: string,
  accounts: readonly DemoAccount[],
): Promise<Record<AccountName, ShopClient>> {
  const join = (name: Exclude<AccountName, 'demo'>) =>
    registerOrSignIn(url, { ...registered[name], password: passwordOf(registered[name].email, accounts) });
  const [demo, mila, jonas, ines] = await Promise.all([
    signIn(url, accounts, 'CUSTOMER'),
    join('mila'),
    join('jonas'),
    join('ines'),
  ]);
  return { demo, mila, jonas, ines };
}

async function registerOrSignIn(
  url: string,
  input: { email: string; name: string; password: string },
): Promise<ShopClient> {
  const nobody = shopClient(url);
  const [made] = await nobody.mutate<Session>(REGISTER, [{ input }], ['EMAIL_TAKEN']);
  const { email, password } = input;
  const session =
    made!.session ?? (await nobody.mutate<Session>(LOGIN, [{ input: { email, password } }]))[0]!.session;
  return shopClient(url, session!.accessToken);
}

/** The same at every run over one data folder, and as hard to guess as the generated passwords it is made from. */
const passwordOf = (email: string, accounts: readonly DemoAccount[]): string =>
  createHash('sha256')
    .update(JSON.stringify([email, accounts.map(({ password }) => password)]))
    .digest('base64url');
