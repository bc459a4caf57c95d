import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { openDatabase } from '@eci/kit/database';
import { createTestDatabase } from '@eci/kit/testing/database';
import { eventually } from '@eci/kit/testing/eventually';
import { createIdentities } from '@eci/kit/testing/identities';
import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { migrations } from '../migrations/index.ts';
import { entities } from './database.ts';
import { sampleEvent } from './test-events.ts';
import { startTestMailServer, type TestMailServer } from './test-mail-server.ts';

/** Real processes on one database, which a test can kill. */
const SERVER = new URL('./server.ts', import.meta.url);
const LEASE_MS = 1_000;

let identities: Awaited<ReturnType<typeof createIdentities>>;
let database: Awaited<ReturnType<typeof createTestDatabase>>;
let mailServer: TestMailServer;
let opened: Awaited<ReturnType<typeof openDatabase<typeof entities>>>;
const children: ChildProcess[] = [];

beforeAll(async () => {
  identities = await createIdentities();
  database = await createTestDatabase(entities, migrations);
  opened = await openDatabase({ url: database.url, entities, migrations, pool: 2 });
  mailServer = await startTestMailServer();
});
afterEach(async () => {
  for (const child of children.splice(0)) {
    if (child.exitCode !== null || child.signalCode !== null) continue;
    child.kill('SIGKILL');
    await once(child, 'exit');
  }
});
afterAll(async () => {
  await opened.close();
  await mailServer.stop();
  await database.drop();
  await identities.close();
});

interface Running {
  readonly child: ChildProcess;
  readonly url: string;
  /** All lines of its log so far. */
  readonly log: () => string;
}

async function startProcess(env: Record<string, string> = {}): Promise<Running> {
  const child = fork(SERVER, {
    silent: true,
    execArgv: [],
    env: {
      PATH: process.env.PATH,
      PORT: '0',
      DATABASE_URL: database.url,
      SERVICE_CREDENTIAL: identities.credentialOf('notification'),
      TRUSTED_CALLERS: identities.trustedCallers,
      JWT_ISSUERS: identities.issuers,
      ...env,
    },
  });
  children.push(child);
  let output = '';
  for (const stream of [child.stdout!, child.stderr!])
    stream.on('data', (chunk: Buffer) => (output += chunk));
  const ready = await Promise.race([once(child, 'message'), once(child, 'exit')]);
  const [{ url }] = ready as [{ url: string }];
  if (!url) throw new Error(`The process ended at its start: ${output}`);
  return { child, url, log: () => output };
}

const smtp = () => ({
  SMTP_URL: mailServer.url,
  MAIL_FROM: 'shop@eci.example',
  STAFF_EMAIL: 'staff@eci.example',
  SEND_LEASE_MS: String(LEASE_MS),
});

async function tell(url: string, event: object): Promise<void> {
  const answer = await fetch(`${url}/v1/events`, {
    method: 'POST',
    headers: {
      'content-type': 'application/cloudevents+json',
      'x-service-credential': `order.${identities.credentialOf('order')}`,
    },
    body: JSON.stringify(event),
  });
  expect(answer.status).toBe(204);
}

const newest = () =>
  opened.db.selectFrom('notification').selectAll().orderBy('id', 'desc').limit(1).executeTakeFirstOrThrow();

test('a mail whose process is killed after the server took it is sent again with the same Message-ID, and both attempts are on record', async () => {
  mailServer.answers.data = null;
  const first = await startProcess(smtp());
  await tell(first.url, sampleEvent('order.confirmed'));
  await eventually('the mail is with the server', async () => mailServer.mails.length === 1);
  first.child.kill('SIGKILL');
  await once(first.child, 'exit');
  const { id, status, attempts } = await newest();
  expect([status, attempts]).toEqual(['PENDING', 1]);

  mailServer.answers.data = '250 OK';
  await startProcess(smtp());
  await eventually('the mail is sent again', async () => (await newest()).status === 'SENT');
  expect(mailServer.mails.map(({ headers }) => headers.get('message-id'))).toEqual([
    `<${id}@eci.example>`,
    `<${id}@eci.example>`,
  ]);
  const recorded = await opened.db
    .selectFrom('delivery_attempt')
    .selectAll()
    .where('notificationId', '=', id)
    .orderBy('number')
    .execute();
  expect(recorded).toMatchObject([
    { number: 1, outcome: 'UNKNOWN', code: 'PROCESS_LOST' },
    { number: 2, outcome: 'SENT', code: '250' },
  ]);
});

test('a mail that takes its process with it every time is given up', async () => {
  const begun = mailServer.mails.length;
  const first = await startProcess({ ...smtp(), MAX_ATTEMPTS: '1' });
  mailServer.answers.data = null;
  await tell(first.url, sampleEvent('order.confirmed'));
  await eventually('the mail is with the server', async () => mailServer.mails.length === begun + 1);
  first.child.kill('SIGKILL');
  await once(first.child, 'exit');
  await startProcess({ ...smtp(), MAX_ATTEMPTS: '1' });
  await eventually('the mail is given up', async () => (await newest()).status === 'FAILED');
  expect(mailServer.mails).toHaveLength(begun + 1);
});

test('two processes share the work and send nothing twice', async () => {
  mailServer.answers.data = '250 OK';
  const begun = mailServer.mails.length;
  const [one] = await Promise.all([startProcess(smtp()), startProcess(smtp())]);
  await Promise.all(Array.from({ length: 40 }, () => tell(one!.url, sampleEvent('order.confirmed'))));
  await eventually(
    'all are sent',
    async () =>
      (await opened.db.selectFrom('notification').select('id').where('status', '=', 'PENDING').execute())
        .length === 0,
  );
  const ids = mailServer.mails.slice(begun).map(({ headers }) => headers.get('message-id'));
  expect(new Set(ids).size).toBe(40);
  expect(ids).toHaveLength(40);
});

test('a process that is told to stop finishes the mail in its hands', async () => {
  mailServer.answers.data = '250 OK';
  const { child, url } = await startProcess(smtp());
  await tell(url, sampleEvent('order.confirmed'));
  child.kill('SIGTERM');
  const [code] = await once(child, 'exit');
  expect(code).toBe(0);
  expect((await newest()).leaseUntil).toBeNull();
});

test('no log line has an address, a name or a word of a message, with and without a mail server', async () => {
  mailServer.answers.rcpt = '550 5.1.1 <zoe.private@example.com> no such user';
  const event = () =>
    sampleEvent('order.confirmed', {
      email: 'zoe.private@example.com',
      number: 'NUMBER-77',
      lines: [
        {
          sku: 'SECRET-SKU',
          name: 'Secret wish',
          quantity: 1,
          lineTotal: { amountMinor: 100, currency: 'EUR' },
        },
      ],
    });
  const refused = await startProcess({ ...smtp(), LOG_LEVEL: 'trace' });
  await tell(refused.url, event());
  await eventually('the mail is given up', async () => (await newest()).status === 'FAILED');
  await eventually('it says so', async () => refused.log().includes('notification given up'));
  refused.child.kill('SIGTERM');
  await once(refused.child, 'exit');

  const local = await startProcess({ LOG_LEVEL: 'trace' });
  await tell(local.url, event());
  const { id } = await newest();
  const line = await eventually('it is noted', async () =>
    local
      .log()
      .split('\n')
      .find((text) => text.includes(id)),
  );
  expect(JSON.parse(line)).toMatchObject({
    level: 'warn',
    id,
    kind: 'ORDER_CONFIRMATION',
    recipient: expect.stringMatching(/^#[0-9a-f]{12}$/),
    msg: 'no SMTP server configured: e-mail written to the audit log only',
  });
  for (const text of [refused.log(), local.log()])
    expect(text).not.toMatch(/zoe|private@|example\.com|NUMBER-77|SECRET-SKU|Secret wish|Thank you/);
});

test('a mail server without a sender is refused at the start, in one sentence', async () => {
  const started = startProcess({ SMTP_URL: 'smtp://127.0.0.1:25' });
  await expect(started).rejects.toThrow(
    'notification can not start: SMTP_URL is set, so MAIL_FROM and STAFF_EMAIL must be too.',
  );
});
