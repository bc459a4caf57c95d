import { describeOnEngines } from '@eci/kit/testing/engines';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { SHIPMENT_STATUSES, type ShipmentStatus, shipmentLifeCycle } from './shipment.ts';
import { type Depot, openDepot, orderWith, type ProblemAnswer } from './test-depot.ts';

/** How a shipment gets to each status. */
const PATHS: Readonly<Record<ShipmentStatus, readonly ShipmentStatus[]>> = {
  PENDING: [],
  PICKED: ['PICKED'],
  SHIPPED: ['PICKED', 'SHIPPED'],
  IN_TRANSIT: ['PICKED', 'SHIPPED', 'IN_TRANSIT'],
  DELIVERED: ['PICKED', 'SHIPPED', 'DELIVERED'],
  CANCELLED: ['CANCELLED'],
};
const UPDATE = `mutation ($id: ID!, $status: ShipmentStatus!, $note: String) { shipmentStatusUpdate(shipmentId: $id, status: $status, note: $note) {
  shipment { id status events { status note } } userErrors { code message field } } }`;

interface Update {
  shipmentStatusUpdate: {
    shipment: { status: string; events: { status: string; note: string | null }[] } | null;
    userErrors: { code: string; message: string; field: string[] }[];
  };
}

describeOnEngines("changing a shipment's status", (engine) => {
  let depot: Depot;
  beforeAll(async () => {
    depot = await openDepot(engine);
  });
  afterAll(() => depot.stop());

  const update = (id: string, status: string, note: string | null = null, as: object = depot.staff) =>
    depot.graphql<Update>(UPDATE, { id, status, note }, as);

  test.each(SHIPMENT_STATUSES)('from %s follows the life cycle over REST and GraphQL alike', async (from) => {
    for (const to of SHIPMENT_STATUSES) {
      const rows = await depot.shipped(orderWith(['wh_1', 'wh_2']));
      for (const { id } of rows)
        for (const step of PATHS[from])
          expect(
            (await (step === 'CANCELLED' ? depot.cancelOne(id) : depot.setStatus(id, step))).status,
          ).toBe(200);
      const rest = await depot.setStatus<{ status: string } & ProblemAnswer>(rows[0]!.id, to);
      const { shipmentStatusUpdate: graphql } = (await update(rows[1]!.id, to)).data;
      if (to !== 'CANCELLED' && shipmentLifeCycle.allows(from, to)) {
        expect([rest.status, rest.body.status, graphql.shipment?.status]).toEqual([200, to, to]);
        expect(graphql.shipment?.events.map((event) => event.status)).toEqual([
          'PENDING',
          ...PATHS[from],
          to,
        ]);
      } else {
        expect([rest.status, rest.body.code, rest.body.field]).toEqual([
          409,
          'SHIPMENT_STATUS_ILLEGAL',
          ['status'],
        ]);
        expect(graphql).toMatchObject({
          shipment: null,
          userErrors: [
            {
              code: 'SHIPMENT_STATUS_ILLEGAL',
              field: ['status'],
              message: expect.stringContaining(
                to === 'CANCELLED' ? 'cancel the order instead' : `The shipment is ${from}`,
              ),
            },
          ],
        });
        expect((await depot.rowsOf(rows[0]!.orderId)).map((row) => row.status)).toEqual([from, from]);
        if (to === 'CANCELLED') expect(rest.body.title).toContain('cancel the order instead');
      }
    }
  });

  test('is told in order, with notes for the history and none in the events', async () => {
    const [row] = await depot.shipped(orderWith());
    for (const status of ['PICKED', 'SHIPPED', 'IN_TRANSIT', 'DELIVERED'])
      await update(row!.id, status, `now ${status}`);
    const events = await depot.eventsOf(row!.id);
    expect(events.map((event) => event.sequence)).toEqual([1, 2, 3, 4, 5]);
    expect(events.slice(1).map((event) => event.data)).toEqual(
      [
        ['PENDING', 'PICKED'],
        ['PICKED', 'SHIPPED'],
        ['SHIPPED', 'IN_TRANSIT'],
        ['IN_TRANSIT', 'DELIVERED'],
      ].map(([from, to]) => ({
        shipmentId: row!.id,
        orderId: row!.orderId,
        orderNumber: 'ECI-1001',
        customerId: 'cus_1',
        email: 'ada@example.com',
        trackingNumber: row!.trackingNumber,
        carrier: 'Parcelo',
        from,
        to,
      })),
    );
    const { body } = await depot.rest<{ events: object[] }>('GET', `/v1/shipments/${row!.id}`, depot.staff);
    expect(body.events.at(-1)).toMatchObject({ status: 'DELIVERED', note: 'now DELIVERED' });
  });

  test('happens once when many ask for the same at once', async () => {
    const [row] = await depot.shipped(orderWith());
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => depot.setStatus<ProblemAnswer>(row!.id, 'PICKED')),
    );
    expect(answers.filter((answer) => answer.status === 200)).toHaveLength(1);
    expect(answers.filter((answer) => answer.body.code === 'SHIPMENT_STATUS_ILLEGAL')).toHaveLength(9);
    expect(await depot.eventsOf(row!.id)).toHaveLength(2);
  });

  test('is for staff', async () => {
    const [row] = await depot.shipped(orderWith());
    const owner = { token: await depot.identities.user('cus_1') };
    const guest = { token: await depot.identities.guest(row!.orderId) };
    for (const [as, status, code] of [
      [{}, 401, 'UNAUTHENTICATED'],
      [owner, 403, 'FORBIDDEN'],
      [guest, 403, 'FORBIDDEN'],
      [{ caller: 'order' }, 401, 'UNAUTHENTICATED'],
    ] as const) {
      const rest = await depot.rest<ProblemAnswer>('PUT', `/v1/shipments/${row!.id}/status`, {
        ...as,
        body: { status: 'PICKED' },
      });
      expect([rest.status, rest.body.code]).toEqual([status, code]);
    }
    for (const [as, code] of [
      [{}, 'UNAUTHENTICATED'],
      [owner, 'FORBIDDEN'],
      [guest, 'FORBIDDEN'],
    ] as const) {
      const { data, errors } = await update(row!.id, 'PICKED', null, as);
      expect([data.shipmentStatusUpdate, errors?.[0]?.extensions.code]).toEqual([null, code]);
    }
    expect((await depot.rowsOf(row!.orderId))[0]!.status).toBe('PENDING');
  });

  test.each(['shp_unknown', '', 'x'.repeat(300), 'shp_\u0000', `shp_${'0'.repeat(26)}`])(
    'of the unknown id %j is SHIPMENT_NOT_FOUND',
    async (id) => {
      const { data } = await update(id, 'PICKED');
      expect(data.shipmentStatusUpdate).toMatchObject({
        shipment: null,
        userErrors: [{ code: 'SHIPMENT_NOT_FOUND', field: ['shipmentId'] }],
      });
      // A router refuses an empty or an overlong segment before this endpoint is found.
      if (id === '' || id.length > 256) return;
      const rest = await depot.setStatus<ProblemAnswer>(encodeURIComponent(id), 'PICKED');
      expect([rest.status, rest.body.code, rest.body.field]).toEqual([404, 'SHIPMENT_NOT_FOUND', ['id']]);
    },
  );

  test.each([
    ['a note of 501 characters', { status: 'PICKED', note: 'x'.repeat(501) }, ['note']],
    ['a note with a control character', { status: 'PICKED', note: 'a\u0000b' }, ['note']],
  ])('with %s is refused over both faces and changes nothing', async (_name, body, field) => {
    const [row] = await depot.shipped(orderWith());
    const { data } = await update(row!.id, body.status, body.note);
    expect(data.shipmentStatusUpdate).toMatchObject({
      shipment: null,
      userErrors: [{ code: 'INPUT_INVALID', field }],
    });
    const rest = await depot.setStatus<ProblemAnswer>(row!.id, body.status, body.note);
    expect([rest.status, rest.body.code, rest.body.field]).toEqual([400, 'INPUT_INVALID', field]);
    expect((await depot.rowsOf(row!.orderId))[0]).toMatchObject({ status: 'PENDING', version: 1 });
  });

  test.each([
    [{}, ['status']],
    [{ status: 'LOST' }, ['status']],
    [{ status: 7 }, ['status']],
    [{ status: 'PICKED', note: 7 }, ['note']],
    [{ status: 'PICKED', carrier: 'mine' }, ['carrier']],
  ])('refuses the body %j, naming the field', async (body, field) => {
    const [row] = await depot.shipped(orderWith());
    const rest = await depot.rest<ProblemAnswer>('PUT', `/v1/shipments/${row!.id}/status`, {
      ...depot.staff,
      body,
    });
    expect([rest.status, rest.body.code, rest.body.field]).toEqual([400, 'INPUT_INVALID', field]);
  });

  test('refuses a status that does not exist before anything runs', async () => {
    const { errors } = await update('shp_any', 'LOST');
    expect(errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');
  });
});
