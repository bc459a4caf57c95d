import { describeOnEngines } from '@eci/kit/testing/engines';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type Depot, openDepot, orderWith, type ProblemAnswer } from './test-depot.ts';

describeOnEngines('tracking', (engine) => {
  let depot: Depot;
  beforeAll(async () => {
    depot = await openDepot(engine);
  });
  afterAll(() => depot.stop());

  const TRACK =
    'query ($number: String!) { shipmentTrack(trackingNumber: $number) { id trackingNumber carrier status createdAt events { status note at } lines { sku } order { id } } }';
  const track = (number: string, as: object = {}) =>
    depot.graphql<{
      shipmentTrack: { id: string; status: string; lines: object[] | null; order: object | null } | null;
    }>(TRACK, { number }, as);

  test('shows anyone who has the number its carrier, status and events, and nothing else over REST', async () => {
    const [row] = await depot.shipped(orderWith());
    await depot.setStatus(row!.id, 'PICKED', 'Ready for the van');
    const { status, body } = await depot.rest('GET', `/v1/shipments/track/${row!.trackingNumber}`);
    expect(status).toBe(200);
    expect(body).toEqual({
      trackingNumber: row!.trackingNumber,
      carrier: 'Parcelo',
      status: 'PICKED',
      events: [
        { status: 'PENDING', note: null, at: expect.stringMatching(/Z$/) },
        { status: 'PICKED', note: 'Ready for the van', at: expect.stringMatching(/Z$/) },
      ],
    });
  });

  test('leaks no address, e-mail address, order or customer over GraphQL, and the id it shows opens nothing', async () => {
    const [row] = await depot.shipped(orderWith());
    const stranger = { token: await depot.identities.user('cus_2') };
    for (const as of [{}, stranger, { token: await depot.identities.guest('ord_other') }]) {
      const { data, errors } = await track(row!.trackingNumber, as);
      expect(errors).toBeUndefined();
      expect(data.shipmentTrack).toMatchObject({ status: 'PENDING', lines: null, order: null });
      const text = JSON.stringify(data);
      for (const secret of [
        row!.orderId,
        'cus_1',
        'ada@example.com',
        'Lovelace',
        'Secretstreet',
        '10115',
        'Berlin',
        'ECI-1001',
        'wh_1',
      ])
        expect(text).not.toContain(secret);
      const { id } = data.shipmentTrack!;
      const { data: referenced } = await depot.entities(
        [{ __typename: 'Shipment', id }],
        '... on Shipment { status trackingNumber }',
        as,
      );
      expect(referenced._entities).toEqual([null]);
      expect((await depot.rest('GET', `/v1/shipments/${id}`, as)).status).toBe(404);
    }
  });

  test('shows the owner, their guest token and staff what is in it and whose it is', async () => {
    const [row] = await depot.shipped(orderWith());
    for (const as of [
      { token: await depot.identities.user('cus_1') },
      { token: await depot.identities.guest(row!.orderId) },
      depot.staff,
    ]) {
      const { data } = await track(row!.trackingNumber, as);
      expect(data.shipmentTrack).toMatchObject({
        id: row!.id,
        lines: [{ sku: 'SKU-var_0' }],
        order: { id: row!.orderId },
      });
    }
  });

  test.each(['pcl_unknown', 'x'.repeat(1_000), 'a\u0000b', 'ü', '%', "' or 1=1 --"])(
    'of the unknown number %j answers null and 404, without repeating it',
    async (number) => {
      expect((await track(number)).data).toEqual({ shipmentTrack: null });
      if (number.length > 256) return;
      const { status, body, text } = await depot.rest<ProblemAnswer>(
        'GET',
        `/v1/shipments/track/${encodeURIComponent(number)}`,
      );
      expect([status, body.code, body.field]).toEqual([404, 'SHIPMENT_NOT_FOUND', ['trackingNumber']]);
      expect(text).not.toContain('pcl_unknown');
    },
  );

  test('tells upper from lower case', async () => {
    const [row] = await depot.shipped(orderWith());
    expect((await track(row!.trackingNumber.toUpperCase())).data).toEqual({ shipmentTrack: null });
  });
});
