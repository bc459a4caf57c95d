import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { newId } from '@eci/kit/ids';
import { openSubgraph } from '@eci/kit/server';
import { eventually } from '@eci/kit/testing/eventually';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import type { PaymentView } from './payment.ts';
import {
  expectBooksToBalance,
  expectNoTokenStored,
  FAST,
  type Payments,
  type ProblemBody,
  startPayments,
} from './payment-under-test.ts';

const SERVER = fileURLToPath(new URL('./server.ts', import.meta.url));

let shop: Payments;
/** Everything the child processes have written. */
let logs = '';

beforeAll(async () => {
  shop = await startPayments();
});
afterEach(() => expectBooksToBalance(shop.db));
afterAll(async () => {
  try {
    await expectNoTokenStored(shop.db);
    expect(logs).not.toContain('tok_');
  } finally {
    await shop.stop();
  }
});

const sendCharge = async (url: string, orderId: string, token: string) => {
  const answer = await fetch(`${url}/v1/payments/charge`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'idempotency-key': `${orderId}:charge`,
      'x-service-credential': `order.${shop.identities.credentialOf('order')}`,
    },
    body: JSON.stringify(shop.chargeBody(orderId, token)),
  });
  return { status: answer.status, body: (await answer.json()) as PaymentView & ProblemBody };
};

/** A real process on the same database. */
async function startProcess(): Promise<{ child: ChildProcess; url: string; kill: () => Promise<void> }> {
  const child = fork(SERVER, {
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    execArgv: [],
    env: {
      PATH: process.env.PATH,
      PORT: '0',
      LOG_LEVEL: 'trace',
      DATABASE_URL: shop.runtime.config.DATABASE_URL,
      SERVICE_CREDENTIAL: shop.identities.credentialOf('payment'),
      TRUSTED_CALLERS: shop.identities.trustedCallers,
      JWT_ISSUERS: shop.identities.issuers,
      ...FAST,
    },
  });
  for (const stream of [child.stdout!, child.stderr!])
    stream.on('data', (chunk: Buffer) => (logs += chunk.toString()));
  const [ready] = (await once(child, 'message')) as [{ url: string }];
  return {
    child,
    url: ready.url,
    kill: async () => {
      const exited = once(child, 'exit');
      child.kill('SIGKILL');
      await exited;
    },
  };
}

const untilCaptured = (orderId: string) =>
  eventually(
    `the charge of ${orderId} is captured`,
    async () => (await shop.payments(orderId))[0]?.status === 'CAPTURED',
  );

const takeOvers = async (): Promise<number> => {
  const text = await (await fetch(`${shop.url}/metrics`)).text();
  return Number(/^payment_take_overs_total\{kind="charge"\} (\d+)$/m.exec(text)?.[1] ?? 0);
};

describe('a process that is killed', () => {
  test('while the provider works leaves a charge that the resolver of another one finishes, once', async () => {
    const orderId = newId('ord');
    const before = await takeOvers();
    const killed = await startProcess();
    const request = sendCharge(killed.url, orderId, 'tok_slow').catch(() => 'no answer');
    await eventually(
      'the charge is at the provider',
      async () => (await shop.atProvider(orderId)).length > 0,
    );
    await killed.kill();
    expect(await request).toBe('no answer');
    expect((await shop.payments(orderId))[0]!.status).toBe('PENDING');
    await untilCaptured(orderId);
    expect(await shop.atProvider(orderId)).toMatchObject([{ attempts: 1, state: 'CHARGED' }]);
    expect(await takeOvers()).toBeGreaterThan(before);
    expect((await shop.charge(orderId, 'tok_slow')).status).toBe(201);
  });

  test('while the provider works leaves a charge that a repeated request finishes, once', async () => {
    const orderId = newId('ord');
    const killed = await startProcess();
    sendCharge(killed.url, orderId, 'tok_slow').catch(() => {});
    await eventually(
      'the charge is at the provider',
      async () => (await shop.atProvider(orderId)).length > 0,
    );
    await killed.kill();
    const answer = await eventually('the charge is decided', async () => {
      const { status, body } = await shop.charge(orderId, 'tok_slow');
      return status === 201 && body;
    });
    expect(answer.status).toBe('CAPTURED');
    expect(await shop.atProvider(orderId)).toMatchObject([{ attempts: 1 }]);
  });

  describe('after its claim, before the provider hears of it,', () => {
    /** Locks the provider's books, so that the call hangs there, kills the process, and lets the call get lost. */
    async function loseCall(orderId: string): Promise<void> {
      const killed = await startProcess();
      await shop.db.transaction().execute(async (tx) => {
        await sql`lock table simulated_charge in exclusive mode`.execute(tx);
        sendCharge(killed.url, orderId, 'tok_ok').catch(() => {});
        await eventually('the call waits at the provider', async () => {
          const { rows } =
            await sql`select 1 from pg_locks where not granted and relation = 'simulated_charge'::regclass`.execute(
              shop.db,
            );
          return rows.length > 0;
        });
        await killed.kill();
        await sql`select pg_terminate_backend(pid) from pg_locks where not granted and relation = 'simulated_charge'::regclass`.execute(
          shop.db,
        );
      });
      expect(await shop.atProvider(orderId)).toEqual([]);
    }

    test('leaves a charge that waits for its token and is made by the next request', async () => {
      const orderId = newId('ord');
      await loseCall(orderId);
      // The resolver has no token: it asks, and asks again later.
      await eventually('the resolver has looked', async () => (await shop.payments(orderId))[0]!.lookups > 0);
      expect((await shop.payments(orderId))[0]!.status).toBe('PENDING');
      const metrics = await (await fetch(`${shop.url}/metrics`)).text();
      expect(metrics).toContain('payments_undecided{kind="charge"} 1');
      const answer = await eventually('the charge is decided', async () => {
        const { status, body } = await shop.charge(orderId);
        return status === 201 && body;
      });
      expect(answer.status).toBe('CAPTURED');
      expect(await shop.atProvider(orderId)).toMatchObject([{ attempts: 1, state: 'CHARGED' }]);
    });

    test('leaves a charge that its undo stops for good', async () => {
      const orderId = newId('ord');
      await loseCall(orderId);
      const answer = await eventually('the undo is decided', async () => {
        const { status, body } = await shop.refundOrder(orderId);
        return status === 200 && body;
      });
      expect(answer).toEqual({ orderId, status: 'NONE', amount: null });
      const late = await shop.charge(orderId);
      expect([late.status, late.body.code]).toEqual([409, 'OPERATION_CANCELLED']);
      expect(await shop.payments(orderId)).toMatchObject([{ status: 'FAILED', failureReason: 'cancelled' }]);
      expect(await shop.atProvider(orderId)).toMatchObject([{ state: 'CANCELLED' }]);
    });
  });
});

describe('a second process', () => {
  test('that stops charging before the call of a slow first one arrives keeps the money where it is', async () => {
    const orderId = newId('ord');
    const arrival = Promise.withResolvers<void>();
    const arrived = Promise.withResolvers<string>();
    const slow = await startPayments({}, (provider) => ({
      ...provider,
      charge: async (request, signal) => {
        await arrival.promise;
        const charge = await provider.charge(request, signal);
        arrived.resolve(charge.state);
        return charge;
      },
      find: () => arrival.promise.then(() => provider.find('nothing', AbortSignal.timeout(1_000))),
    }));
    const second = await openSubgraph(shop.definition, { ...slow.runtime.config, PORT: 0 });
    expect((await slow.charge(orderId)).status).toBe(202);
    const refund = async () => {
      const answer = await fetch(`${second.url}/v1/payments/refund`, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          'idempotency-key': `${orderId}:refund`,
          'x-service-credential': `order.${slow.identities.credentialOf('order')}`,
        },
        body: JSON.stringify({ orderId, reason: 'DEADLINE' }),
      });
      return answer.status === 200 && ((await answer.json()) as object);
    };
    expect(await eventually('the undo is decided', refund)).toEqual({
      orderId,
      status: 'NONE',
      amount: null,
    });
    arrival.resolve();
    expect(await arrived.promise).toBe('CANCELLED');
    expect(await slow.atProvider(orderId)).toMatchObject([{ state: 'CANCELLED', amountMinor: 0 }]);
    expect(await slow.payments(orderId)).toMatchObject([{ status: 'FAILED', version: 1 }]);
    await second.stop();
    await expectBooksToBalance(slow.db);
    await slow.stop();
  });

  test('charges once with a first one that is cut off from the provider, and both answer alike', async () => {
    const orderId = newId('ord');
    const away = () => Promise.reject(new Error('no route to the provider'));
    const cutOff = await startPayments({}, (provider) => ({ ...provider, charge: away, find: away }));
    const first = await cutOff.charge(orderId);
    expect([first.status, first.body.status]).toEqual([202, 'PENDING']);
    const second = await openSubgraph(shop.definition, { ...cutOff.runtime.config, PORT: 0 });
    const answer = await eventually('the charge is decided', async () => {
      const sent = await fetch(`${second.url}/v1/payments/charge`, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          'idempotency-key': `${orderId}:charge`,
          'x-service-credential': `order.${cutOff.identities.credentialOf('order')}`,
        },
        body: JSON.stringify(cutOff.chargeBody(orderId, 'tok_ok')),
      });
      return sent.status === 201 && (await sent.text());
    });
    expect((await cutOff.charge(orderId)).text).toBe(answer);
    expect(await cutOff.atProvider(orderId)).toMatchObject([{ attempts: 1 }]);
    await second.stop();
    await expectBooksToBalance(cutOff.db);
    await cutOff.stop();
  });

  test('asks the provider before it charges again what a first one has charged without knowing', async () => {
    const orderId = newId('ord');
    const deaf = await startPayments({}, (provider) => ({
      ...provider,
      charge: async (request, signal) => {
        await provider.charge(request, signal);
        throw new Error('connection reset');
      },
      find: () => Promise.reject(new Error('connection reset')),
    }));
    expect((await deaf.charge(orderId)).status).toBe(202);
    // Without a resolver, so that it is the repeated request that takes over.
    const second = await openSubgraph(
      { ...shop.definition, workers: () => [] },
      { ...deaf.runtime.config, PORT: 0 },
    );
    const answer = await eventually('the charge is decided', async () => {
      const { status, body } = await sendCharge(second.url, orderId, 'tok_ok');
      return status === 201 && body;
    });
    expect(answer.status).toBe('CAPTURED');
    expect(await deaf.atProvider(orderId)).toMatchObject([{ attempts: 1 }]);
    await second.stop();
    await expectBooksToBalance(deaf.db);
    await deaf.stop();
  });
});

test('a process that is told to stop finishes the charges that are under way', async () => {
  const orderId = newId('ord');
  const stopping = await startProcess();
  expect((await sendCharge(stopping.url, orderId, 'tok_slow')).status).toBe(202);
  const exited = once(stopping.child, 'exit');
  stopping.child.kill('SIGTERM');
  expect(await exited).toEqual([0, null]);
  const [operation] = await shop.db
    .selectFrom('idempotent_operation')
    .select('leaseUntil')
    .where('scope', '=', orderId)
    .execute();
  expect(operation!.leaseUntil === null || operation!.leaseUntil <= new Date()).toBe(true);
  await untilCaptured(orderId);
  expect(logs).toContain('request');
});
