import { describeOnEngines } from '@eci/kit/testing/engines';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import {
  type Depot,
  type OrderShipmentsAnswer,
  openDepot,
  orderWith,
  type ProblemAnswer,
} from './test-depot.ts';

const ROUNDS = 40;
const HEAD_STARTS = 10;

describeOnEngines("cancelling an order's shipments", (engine) => {
  let depot: Depot;
  beforeAll(async () => {
    depot = await openDepot(engine);
  });
  afterAll(() => depot.stop());

  const statusesOf = async (orderId: string) => (await depot.rowsOf(orderId)).map((row) => row.status);

  test('cancels all of them, tells why in the history and not the reason, and answers a repetition with the same bytes', async () => {
    const order = orderWith(['wh_1', 'wh_2']);
    const shipments = await depot.shipped(order);
    await depot.setStatus(shipments[1]!.id, 'PICKED');
    const answer = await depot.cancelOrder(order.orderId);
    expect(answer.status).toBe(200);
    expect(answer.body).toMatchObject({
      orderId: order.orderId,
      status: 'CANCELLED',
      shipments: [{ status: 'CANCELLED' }, { status: 'CANCELLED' }],
    });
    const again = await depot.cancelOrder(order.orderId, { body: { reason: 'worded otherwise' } });
    expect([again.status, again.text, again.headers.get('idempotent-replayed')]).toEqual([
      200,
      answer.text,
      'true',
    ]);
    const history = await depot.rest<{ events: object[] }>(
      'GET',
      `/v1/shipments/${shipments[0]!.id}`,
      depot.staff,
    );
    expect(history.body.events).toMatchObject([
      { status: 'PENDING' },
      { status: 'CANCELLED', note: 'The order was cancelled.' },
    ]);
    expect(await depot.eventsOf(shipments[1]!.id)).toMatchObject([
      { sequence: 1, type: 'eci.shipment.created.v1' },
      { sequence: 2, data: { from: 'PENDING', to: 'PICKED' } },
      {
        sequence: 3,
        type: 'eci.shipment.status-changed.v1',
        data: { orderId: order.orderId, from: 'PICKED', to: 'CANCELLED' },
      },
    ]);
  });

  test('cancels none when one has left, and says so again when asked again', async () => {
    const order = orderWith(['wh_1', 'wh_2', 'wh_3']);
    const shipments = await depot.shipped(order);
    const last = shipments.at(-1)!;
    await depot.setStatus(last.id, 'PICKED');
    await depot.setStatus(last.id, 'SHIPPED');
    const answer = await depot.cancelOrder<ProblemAnswer>(order.orderId);
    expect([answer.status, answer.body.code, answer.body.details]).toEqual([
      409,
      'SHIPMENT_ALREADY_SHIPPED',
      { shipmentId: last.id },
    ]);
    expect(await statusesOf(order.orderId)).toEqual(['PENDING', 'PENDING', 'SHIPPED']);
    expect(await depot.eventsOf(shipments[0]!.id)).toHaveLength(1);
    const again = await depot.cancelOrder<ProblemAnswer>(order.orderId);
    expect([again.status, again.body.code, again.headers.get('idempotent-replayed')]).toEqual([
      409,
      'SHIPMENT_ALREADY_SHIPPED',
      'true',
    ]);
  });

  test('that never arrived answers NONE and refuses the late original', async () => {
    const order = orderWith();
    expect((await depot.cancelOrder(order.orderId)).body).toEqual({
      orderId: order.orderId,
      status: 'NONE',
      shipments: [],
    });
    for (let i = 0; i < 2; i++) {
      const late = await depot.ship<ProblemAnswer>(order);
      expect([late.status, late.body.code]).toEqual([409, 'OPERATION_CANCELLED']);
    }
    expect(await depot.rowsOf(order.orderId)).toEqual([]);
    expect((await depot.cancelOrder(order.orderId)).body.status).toBe('NONE');
  });

  test('takes one that was cancelled before as done', async () => {
    const order = orderWith(['wh_1', 'wh_2']);
    const [first] = await depot.shipped(order);
    expect((await depot.cancelOne(first!.id)).status).toBe(200);
    expect((await depot.cancelOrder(order.orderId)).body).toMatchObject({
      status: 'CANCELLED',
      shipments: [{ status: 'CANCELLED' }, { status: 'CANCELLED' }],
    });
    expect(await depot.eventsOf(first!.id)).toHaveLength(2);
  });

  test('races with creating them: either they were created and are cancelled, or they never are', async () => {
    const ended = { CANCELLED: 0, NONE: 0 };
    for (let round = 0; round < ROUNDS; round++) {
      const order = orderWith(['wh_1', 'wh_2']);
      const insist = async (ask: () => Promise<{ status: number; body: { code?: string } }>) => {
        for (;;) {
          const answer = await ask();
          if (answer.body.code !== 'IDEMPOTENCY_IN_PROGRESS') return answer;
        }
      };
      const [shipped, cancelled] = await Promise.all([
        insist(() => depot.ship<object>(order)),
        insist(() => depot.cancelOrder<object>(order.orderId)),
      ]);
      const { status } = cancelled.body as OrderShipmentsAnswer & { status: 'CANCELLED' | 'NONE' };
      expect(cancelled.status).toBe(200);
      expect(shipped.status).toBe(status === 'NONE' ? 409 : 201);
      expect(await statusesOf(order.orderId)).toEqual(status === 'NONE' ? [] : ['CANCELLED', 'CANCELLED']);
      ended[status]++;
    }
    expect(ended.CANCELLED + ended.NONE).toBe(ROUNDS);
  });

  test('races with the carrier: exactly one wins, the loser is told, and the history tells the winner', async () => {
    const won = { cancel: 0, ship: 0 };
    for (let round = 0; round < ROUNDS; round++) {
      const order = orderWith(['wh_1', 'wh_2']);
      const shipments = await depot.shipped(order);
      const contested = shipments[round % 2]!;
      await depot.setStatus(contested.id, 'PICKED');
      const ship = () => depot.setStatus<{ status: string; code?: string }>(contested.id, 'SHIPPED');
      const cancel = () => depot.cancelOrder<{ status: string; code?: string }>(order.orderId);
      // The cancellation, which has more statements, gets a head start that grows by a statement from round to round:
      // each wins some rounds then, unless the machine is very busy.
      const late = async () => {
        for (let i = 0; i < round % HEAD_STARTS; i++) await depot.runtime.database.isUp();
        return ship();
      };
      const [shipped, cancelled] = await Promise.all([late(), cancel()]);
      const rows = await depot.rowsOf(order.orderId);
      const final = rows.find((row) => row.id === contested.id)!.status;
      if (cancelled.status === 200) {
        won.cancel++;
        expect([shipped.status, shipped.body.code]).toEqual([409, 'SHIPMENT_STATUS_ILLEGAL']);
        expect(rows.map((row) => row.status)).toEqual(['CANCELLED', 'CANCELLED']);
      } else {
        won.ship++;
        expect([cancelled.status, cancelled.body.code, shipped.status]).toEqual([
          409,
          'SHIPMENT_ALREADY_SHIPPED',
          200,
        ]);
        expect([final, rows.find((row) => row.id !== contested.id)!.status]).toEqual(['SHIPPED', 'PENDING']);
      }
      const events = await depot.eventsOf(contested.id);
      expect(events.map((event) => event.sequence)).toEqual([1, 2, 3]);
      expect(events.at(-1)!.data).toMatchObject({ from: 'PICKED', to: final });
    }
    expect(won.cancel + won.ship).toBe(ROUNDS);
  });

  test('races with the cancellation of one of them: it is cancelled either way', async () => {
    for (let round = 0; round < ROUNDS; round++) {
      const order = orderWith(['wh_1', 'wh_2']);
      const shipments = await depot.shipped(order);
      const [, cancelled] = await Promise.all([
        depot.cancelOne(shipments[round % 2]!.id),
        depot.cancelOrder(order.orderId),
      ]);
      expect([cancelled.status, cancelled.body.status]).toEqual([200, 'CANCELLED']);
      expect(await statusesOf(order.orderId)).toEqual(['CANCELLED', 'CANCELLED']);
    }
  });

  test('is for the order context, with the key of the step', async () => {
    const order = orderWith();
    await depot.shipped(order);
    for (const as of [{ caller: null }, { caller: 'payment' }, { caller: null, ...depot.staff }]) {
      expect((await depot.cancelOrder(order.orderId, as)).status).toBe(403);
    }
    for (const key of [undefined, `${order.orderId}:ship`, 'cancel-shipment']) {
      const answer = await depot.cancelOrder<ProblemAnswer>(order.orderId, { key });
      expect([answer.status, answer.body.field]).toEqual([400, ['Idempotency-Key']]);
    }
    const reason = await depot.cancelOrder<ProblemAnswer>(order.orderId, {
      body: { reason: 'x'.repeat(501) },
    });
    expect([reason.status, reason.body.field]).toEqual([400, ['reason']]);
    expect(await statusesOf(order.orderId)).toEqual(['PENDING']);
  });
});

describeOnEngines('cancelling one shipment', (engine) => {
  let depot: Depot;
  beforeAll(async () => {
    depot = await openDepot(engine);
  });
  afterAll(() => depot.stop());

  const cancel = (id: string, options: object = {}) =>
    depot.cancelOne<{ status: string; events: { status: string; note: string | null }[] } & ProblemAnswer>(
      id,
      options,
    );

  test('is done once, tells why in the history and not the reason, and leaves the others alone', async () => {
    const order = orderWith(['wh_1', 'wh_2']);
    const [first, second] = await depot.shipped(order);
    const answer = await cancel(first!.id);
    expect([answer.status, answer.body.status]).toEqual([200, 'CANCELLED']);
    expect(answer.body.events.at(-1)).toMatchObject({
      status: 'CANCELLED',
      note: 'The order was cancelled.',
    });
    const again = await cancel(first!.id);
    expect([again.text, again.headers.get('idempotent-replayed')]).toEqual([answer.text, 'true']);
    const anew = await cancel(first!.id, { key: 'another' });
    expect([anew.status, anew.body.code]).toEqual([409, 'SHIPMENT_STATUS_ILLEGAL']);
    expect((await depot.rowsOf(order.orderId)).find((row) => row.id === second!.id)!.status).toBe('PENDING');
  });

  test('is refused once it has left, and when it is unknown', async () => {
    const [first] = await depot.shipped(orderWith());
    await depot.setStatus(first!.id, 'PICKED');
    await depot.setStatus(first!.id, 'SHIPPED');
    const left = await cancel(first!.id);
    expect([left.status, left.body.code]).toEqual([409, 'SHIPMENT_ALREADY_SHIPPED']);
    const unknown = await cancel('shp_unknown');
    expect([unknown.status, unknown.body.code, unknown.body.field]).toEqual([
      404,
      'SHIPMENT_NOT_FOUND',
      ['id'],
    ]);
  });

  test('is for the order context, and needs a key and a valid reason', async () => {
    const [first] = await depot.shipped(orderWith());
    const customer = await depot.identities.user('cus_1');
    for (const as of [{}, { token: customer }, { caller: 'payment' }, depot.staff]) {
      const answer = await cancel(first!.id, { caller: null, ...as });
      expect([answer.status, answer.body.code]).toEqual([403, 'FORBIDDEN']);
      expect(answer.body.title).toContain('cancel the order instead');
    }
    expect((await cancel(first!.id, { key: undefined })).body.field).toEqual(['Idempotency-Key']);
    expect((await cancel(first!.id, { body: { reason: 7 } })).body.field).toEqual(['reason']);
    expect((await cancel(first!.id, { body: { why: 'x' } })).body.field).toEqual(['why']);
    expect((await depot.rowsOf(first!.orderId))[0]!.status).toBe('PENDING');
  });
});
