import { describeOnEngines } from '@eci/kit/testing/engines';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type Depot, line, openDepot, orderWith, type ProblemAnswer } from './test-depot.ts';

describeOnEngines("creating an order's shipments", (engine) => {
  let depot: Depot;
  beforeAll(async () => {
    depot = await openDepot(engine);
  });
  afterAll(() => depot.stop());

  test('makes one per parcel, PENDING, with a tracking number, a carrier, a history and an event', async () => {
    const order = orderWith(['wh_1', 'wh_2']);
    const answer = await depot.ship(order);
    expect(answer.status).toBe(201);
    expect(answer.headers.get('idempotent-replayed')).toBeNull();
    expect(answer.body).toEqual({
      orderId: order.orderId,
      shipments: ['wh_1', 'wh_2'].map((warehouseId) => ({
        id: expect.stringMatching(/^shp_[0-9a-z]{26}$/),
        trackingNumber: expect.stringMatching(/^pcl_[0-9a-z]{26}$/),
        carrier: 'Parcelo',
        status: 'PENDING',
        warehouseId,
      })),
    });
    const [first] = await depot.rowsOf(order.orderId);
    expect(first).toMatchObject({
      orderNumber: 'ECI-1001',
      customerId: 'cus_1',
      email: 'ada@example.com',
      address: order.address,
      lineItems: [line('var_0', 2)],
      version: 1,
    });
    expect(first!.createdAt).toBeInstanceOf(Date);
    expect(Math.abs(first!.createdAt.getTime() - Date.now())).toBeLessThan(60_000);
    const history = await depot.runtime.db
      .selectFrom('shipment_event')
      .selectAll()
      .where('shipmentId', '=', first!.id)
      .execute();
    expect(history).toMatchObject([
      {
        id: expect.stringMatching(/^sev_/),
        sequence: 1,
        status: 'PENDING',
        note: null,
        at: first!.createdAt,
      },
    ]);
    expect(await depot.eventsOf(first!.id)).toMatchObject([
      {
        type: 'eci.shipment.created.v1',
        sequence: 1,
        data: {
          shipmentId: first!.id,
          orderId: order.orderId,
          orderNumber: 'ECI-1001',
          customerId: 'cus_1',
          email: 'ada@example.com',
          trackingNumber: first!.trackingNumber,
          carrier: 'Parcelo',
          warehouseId: first!.warehouseId,
        },
      },
    ]);
  });

  test('answers a repetition with the same bytes, marked as such, and creates nothing', async () => {
    const order = orderWith(['wh_1', 'wh_2']);
    const first = await depot.ship(order);
    const again = await depot.ship(Object.fromEntries(Object.entries(order).reverse()) as typeof order);
    expect([again.status, again.text]).toEqual([first.status, first.text]);
    expect(again.headers.get('idempotent-replayed')).toBe('true');
    expect(await depot.rowsOf(order.orderId)).toHaveLength(2);
  });

  test('happens once for 20 requests at once', async () => {
    const order = orderWith(['wh_1', 'wh_2', 'wh_3']);
    const answers = await Promise.all(Array.from({ length: 20 }, () => depot.ship<object>(order)));
    const created = answers.filter((answer) => answer.status === 201);
    // A twin that waited too long for the first is told to come back; nothing else is an answer.
    for (const { status, body } of answers)
      if (status !== 201)
        expect([status, body]).toEqual([409, expect.objectContaining({ code: 'IDEMPOTENCY_IN_PROGRESS' })]);
    expect(new Set(created.map((answer) => answer.text)).size).toBe(1);
    expect(created.filter((answer) => answer.headers.get('idempotent-replayed') === null)).toHaveLength(1);
    expect(await depot.rowsOf(order.orderId)).toHaveLength(3);
  });

  test('refuses another request under the same key', async () => {
    const order = orderWith();
    await depot.ship(order);
    const other = await depot.ship<ProblemAnswer>({ ...order, email: 'eve@example.com' });
    expect([other.status, other.body.code]).toEqual([422, 'IDEMPOTENCY_KEY_REUSED']);
  });

  test('is for the order context, whatever else the caller may be', async () => {
    const order = orderWith();
    for (const as of [
      { caller: null },
      { caller: 'payment' },
      { caller: 'gateway' },
      { caller: null, ...depot.staff },
    ]) {
      const answer = await depot.ship<ProblemAnswer>(order, as);
      expect([answer.status, answer.body.code]).toEqual([403, 'FORBIDDEN']);
    }
    expect(await depot.rowsOf(order.orderId)).toEqual([]);
  });

  test.each([undefined, 'ship', 'ord_other:ship', 'has space', 'x'.repeat(256)])(
    'takes no other key than the step of the order, such as %p',
    async (key) => {
      const order = orderWith();
      const answer = await depot.ship<ProblemAnswer>(order, { key });
      expect([answer.status, answer.body.code, answer.body.field]).toEqual([
        400,
        'INPUT_INVALID',
        ['Idempotency-Key'],
      ]);
      expect(await depot.rowsOf(order.orderId)).toEqual([]);
    },
  );

  const address = orderWith().address;
  const parcel = { warehouseId: 'wh_1', lines: [line('var_1')] };
  const parcelWith = (changes: object) => ({
    parcels: [{ warehouseId: 'wh_1', lines: [{ ...line('var_1'), ...changes }] }],
  });
  const badOrders: [name: string, changes: object, field: string[]][] = [
    ['an order id that is a number', { orderId: 7 }, ['orderId']],
    ['an empty order id', { orderId: '' }, ['orderId']],
    ['a huge order id', { orderId: 'x'.repeat(65) }, ['orderId']],
    ['an order id with a control character', { orderId: 'ord_\u0000' }, ['orderId']],
    ['no order number', { orderNumber: undefined }, ['orderNumber']],
    ['a customer id left out', { customerId: undefined }, ['customerId']],
    ['an address that is no e-mail address', { email: 'nobody' }, ['email']],
    ['an e-mail address of a thousand letters', { email: `${'x'.repeat(1_000)}@example.com` }, ['email']],
    [
      'a name of a million letters',
      { address: { ...address, name: 'x'.repeat(900_000) } },
      ['address', 'name'],
    ],
    ['a blank street', { address: { ...address, line1: ' ' } }, ['address', 'line1']],
    ['a control character in the city', { address: { ...address, city: 'a\u0000b' } }, ['address', 'city']],
    ['an unknown country', { address: { ...address, country: 'XX' } }, ['address', 'country']],
    ['a country in lower case', { address: { ...address, country: 'de' } }, ['address', 'country']],
    ['an unknown member of the address', { address: { ...address, planet: 'Mars' } }, ['address']],
    ['no parcels', { parcels: [] }, ['parcels']],
    [
      '51 parcels',
      { parcels: Array.from({ length: 51 }, (_, i) => ({ ...parcel, warehouseId: `wh_${i}` })) },
      ['parcels'],
    ],
    ['two parcels of one warehouse', { parcels: [parcel, parcel] }, ['parcels', '1', 'warehouseId']],
    ['a parcel without lines', { parcels: [{ warehouseId: 'wh_1', lines: [] }] }, ['parcels', '0', 'lines']],
    ['a quantity of 0', parcelWith({ quantity: 0 }), ['parcels', '0', 'lines', '0', 'quantity']],
    ['a negative quantity', parcelWith({ quantity: -1 }), ['parcels', '0', 'lines', '0', 'quantity']],
    ['a fractional quantity', parcelWith({ quantity: 1.5 }), ['parcels', '0', 'lines', '0', 'quantity']],
    ['a quantity that is text', parcelWith({ quantity: '1' }), ['parcels', '0', 'lines', '0', 'quantity']],
    ['a huge quantity', parcelWith({ quantity: 1e15 }), ['parcels', '0', 'lines', '0', 'quantity']],
    ['an unknown member', { surprise: true }, ['surprise']],
  ];
  test.each(badOrders)('refuses %s, naming the field, and writes nothing', async (_name, changes, field) => {
    const order = { ...orderWith(), ...changes };
    const count = () =>
      depot.runtime.db
        .selectFrom('shipment')
        .select(({ fn }) => fn.countAll<number>().as('n'))
        .executeTakeFirstOrThrow();
    const before = await count();
    const answer = await depot.ship<ProblemAnswer>(order, { key: 'any:ship' });
    expect([answer.status, answer.body.code]).toEqual([400, 'INPUT_INVALID']);
    expect(answer.body.field?.slice(0, field.length)).toEqual(field);
    expect(await count()).toEqual(before);
  });
});
