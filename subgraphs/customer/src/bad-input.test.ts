import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { PASSWORD, type Shop, startShop, type UserErrorAnswer } from './test-accounts.ts';

let shop: Shop;
let account: Awaited<ReturnType<Shop['newAccount']>>;
beforeAll(async () => {
  shop = await startShop();
  account = await shop.newAccount();
});
afterAll(() => shop.stop());

/** All that a request could write, so that a refusal can be shown to have written nothing. */
const everything = async () => {
  const { db } = shop.runtime;
  return [
    await db.selectFrom('customer').selectAll().orderBy('id').execute(),
    await db.selectFrom('address').selectAll().orderBy('id').execute(),
    await db.selectFrom('session').selectAll().orderBy('id').execute(),
    await db.selectFrom('outbox_event').selectAll().orderBy('id').execute(),
  ];
};

type Operation = [
  mutation: string,
  inputType: string,
  rest: () => [method: string, path: string],
  good: Record<string, unknown>,
];
const operations: Record<string, Operation> = {
  register: [
    'customerRegister',
    'CustomerRegisterInput',
    () => ['POST', '/v1/users/register'],
    { email: 'bad-input@example.org', password: PASSWORD, name: 'Bad Input' },
  ],
  login: [
    'customerLogin',
    'CustomerLoginInput',
    () => ['POST', '/v1/users/login'],
    { email: 'bad-input@example.org', password: PASSWORD },
  ],
  update: ['customerUpdate', 'CustomerUpdateInput', () => ['PUT', `/v1/users/${account.id}`], {}],
  address: [
    'addressAdd',
    'AddressInput',
    () => ['POST', `/v1/users/${account.id}/addresses`],
    { name: 'Ada', line1: '1 Street', city: 'Town', postalCode: '123', country: 'DE' },
  ],
};

const HUGE = 'x'.repeat(900_000);
const NUL = 'a\u0000b';
const table: [
  operation: keyof typeof operations,
  what: string,
  change: object,
  field: string,
  code: string,
][] = [
  ['register', 'no address', { email: '' }, 'email', 'INPUT_INVALID'],
  ['register', 'an address without @', { email: 'ada' }, 'email', 'EMAIL_INVALID'],
  [
    'register',
    'an address without a dot in its domain',
    { email: 'ada@localhost' },
    'email',
    'EMAIL_INVALID',
  ],
  ['register', 'two addresses', { email: 'a@example.org,b@example.org' }, 'email', 'EMAIL_INVALID'],
  [
    'register',
    'a header in the address',
    { email: 'a@example.org\r\nBcc: b@example.org' },
    'email',
    'EMAIL_INVALID',
  ],
  [
    'register',
    'a control character in the address',
    { email: `${NUL}@example.org` },
    'email',
    'EMAIL_INVALID',
  ],
  ['register', 'an address of other letters', { email: 'ädä@example.org' }, 'email', 'EMAIL_INVALID'],
  [
    'register',
    'an over-long address',
    {
      email: `a@${'b'.repeat(60)}.${'c'.repeat(60)}.${'d'.repeat(60)}.${'e'.repeat(60)}.${'f'.repeat(60)}.org`,
    },
    'email',
    'EMAIL_INVALID',
  ],
  [
    'register',
    'an over-long local part',
    { email: `${'a'.repeat(65)}@example.org` },
    'email',
    'EMAIL_INVALID',
  ],
  ['register', 'a huge address', { email: HUGE }, 'email', 'INPUT_INVALID'],
  ['register', 'no password', { password: '' }, 'password', 'PASSWORD_TOO_WEAK'],
  ['register', 'a password of nine characters', { password: '123456789' }, 'password', 'PASSWORD_TOO_WEAK'],
  [
    'register',
    'a password of nine characters that are many units',
    { password: '🙂'.repeat(9) },
    'password',
    'PASSWORD_TOO_WEAK',
  ],
  [
    'register',
    'a password of 201 characters',
    { password: 'x'.repeat(201) },
    'password',
    'PASSWORD_TOO_WEAK',
  ],
  ['register', 'a huge password', { password: HUGE }, 'password', 'PASSWORD_TOO_WEAK'],
  [
    'register',
    'the address as password',
    { password: 'Bad-Input@example.org' },
    'password',
    'PASSWORD_TOO_WEAK',
  ],
  [
    'register',
    'a control character in the password',
    { password: `${PASSWORD}\u0000` },
    'password',
    'INPUT_INVALID',
  ],
  [
    'register',
    'half a character in the password',
    { password: `${PASSWORD}\ud800` },
    'password',
    'INPUT_INVALID',
  ],
  ['register', 'an empty name', { name: ' ' }, 'name', 'INPUT_INVALID'],
  ['register', 'a control character in the name', { name: NUL }, 'name', 'INPUT_INVALID'],
  ['register', 'a huge name', { name: HUGE }, 'name', 'INPUT_INVALID'],
  ['login', 'no address', { email: '' }, 'email', 'INPUT_INVALID'],
  ['login', 'something else than an address', { email: 'ada' }, 'email', 'EMAIL_INVALID'],
  ['login', 'no password', { password: '' }, 'password', 'INPUT_INVALID'],
  ['login', 'a huge password', { password: HUGE }, 'password', 'INPUT_INVALID'],
  ['login', 'a control character in the password', { password: NUL }, 'password', 'INPUT_INVALID'],
  ['update', 'an empty name', { name: '' }, 'name', 'INPUT_INVALID'],
  ['update', 'a null name', { name: null }, 'name', 'INPUT_INVALID'],
  ['update', 'a malformed address', { email: 'ada' }, 'email', 'EMAIL_INVALID'],
  [
    'update',
    'a new address without the password',
    { email: 'new@example.org' },
    'currentPassword',
    'INPUT_INVALID',
  ],
  [
    'update',
    'a new address with a huge password',
    { email: 'new@example.org', currentPassword: HUGE },
    'currentPassword',
    'INPUT_INVALID',
  ],
  ['address', 'an empty name', { name: '' }, 'name', 'INPUT_INVALID'],
  ['address', 'two lines in one', { line1: '1 Street\nFloor 2' }, 'line1', 'INPUT_INVALID'],
  ['address', 'an empty second line', { line2: '' }, 'line2', 'INPUT_INVALID'],
  ['address', 'a huge city', { city: HUGE }, 'city', 'INPUT_INVALID'],
  ['address', 'a control character in the region', { region: NUL }, 'region', 'INPUT_INVALID'],
  ['address', 'an over-long postal code', { postalCode: '1'.repeat(21) }, 'postalCode', 'INPUT_INVALID'],
];

test.each(table)(
  '%s with %s is refused over GraphQL and REST, naming the field, and writes nothing',
  async (name, _what, change, field, code) => {
    const [mutation, type, rest, good] = operations[name]!;
    const input = { ...good, ...change };
    const before = await everything();
    const payload = await shop.mutate<{ userErrors: UserErrorAnswer[] }>(
      mutation,
      `$input: ${type}!`,
      'userErrors { code message field }',
      { input },
      account.token,
    );
    expect(payload.userErrors).toMatchObject([{ code, field: ['input', field] }]);
    expect(payload.userErrors[0]!.message.length).toBeLessThan(200);
    const [method, path] = rest();
    const answer = await shop.rest<{ code: string; field: string[]; title: string }>(method, path, {
      token: account.token,
      body: input,
    });
    expect([answer.body.code, answer.body.field.at(-1)]).toEqual([code, field]);
    expect(answer.status).toBeGreaterThanOrEqual(400);
    expect(answer.status).toBeLessThan(500);
    expect(answer.text).not.toContain('xxxxxxxx');
    expect(await everything()).toEqual(before);
  },
);

const wrongTypes: [operation: keyof typeof operations, change: object, field: string][] = [
  ['register', { email: 1 }, 'email'],
  ['register', { password: 12_345_678_901 }, 'password'],
  ['register', { name: ['Ada'] }, 'name'],
  ['register', { email: null }, 'email'],
  ['login', { password: null }, 'password'],
  ['login', { remember: true }, 'remember'],
  ['update', { role: 'ADMIN' }, 'role'],
  ['update', { id: 'cus_other' }, 'id'],
  ['address', { country: 'XX' }, 'country'],
  ['address', { country: 'de' }, 'country'],
  ['address', { country: null }, 'country'],
  ['address', { planet: 'Earth' }, 'planet'],
];
test.each(wrongTypes)(
  '%s with %j is refused by the schema of both faces and writes nothing',
  async (name, change, field) => {
    const [mutation, type, rest, good] = operations[name]!;
    const input = { ...good, ...change };
    const before = await everything();
    const query = `mutation ($input: ${type}!) { ${mutation}(input: $input) { userErrors { code } } }`;
    expect((await shop.graphql(query, { input }, account)).errors?.[0]?.extensions.code).toBe(
      'BAD_USER_INPUT',
    );
    const [method, path] = rest();
    const answer = await shop.rest<{ code: string; field: string[] }>(method, path, {
      token: account.token,
      body: input,
    });
    expect([answer.status, answer.body.code, answer.body.field]).toEqual([400, 'INPUT_INVALID', [field]]);
    expect(await everything()).toEqual(before);
  },
);

test.each([['/v1/users/register'], ['/v1/users/login'], ['/v1/users/refresh'], ['/v1/users/logout']])(
  'POST %s refuses bodies that are no object',
  async (path) => {
    for (const body of ['', '{', '[]', 'null', '"text"', '7']) {
      const answer = await shop.rest<{ code: string }>('POST', path, {
        body,
        headers: { 'content-type': 'application/json' },
      });
      expect([body, answer.status, answer.body.code]).toEqual([body, 400, 'INPUT_INVALID']);
    }
  },
);

test('a password of exactly 10 and of exactly 200 characters is taken, in any script', async () => {
  for (const [i, password] of ['1234567890', 'ж'.repeat(200), '🙂'.repeat(200)].entries()) {
    const email = `edge-${i}@example.org`;
    expect((await shop.register({ email, password, name: 'Edge' })).userErrors).toEqual([]);
    expect((await shop.login(email, password)).userErrors).toEqual([]);
  }
});
