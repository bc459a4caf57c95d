import { newId } from '@eci/kit/ids';

/** Events of siblings as they send them, for tests; `data` replaces members. */
export interface TestEvent {
  specversion: '1.0';
  id: string;
  source: string;
  type: string;
  subject: string;
  time: string;
  datacontenttype: 'application/json';
  data: Record<string, unknown>;
}

const eur = (amountMinor: number) => ({ amountMinor, currency: 'EUR' });

const order = () => ({
  orderId: newId('ord'),
  number: '10-0042',
  customerId: 'cus_ada',
  email: 'ada@example.com',
  total: eur(3_882),
});
const shipment = (to: string) => ({
  shipmentId: newId('shp'),
  orderId: newId('ord'),
  orderNumber: '10-0042',
  customerId: 'cus_ada',
  email: 'ada@example.com',
  trackingNumber: 'trk_0123456789',
  carrier: 'Northern Post',
  from: 'PICKED',
  to,
});

/** By type, without `eci.` and `.v1`: who sends it, and the data it has. */
const SAMPLES = {
  'customer.registered': [
    'customer',
    () => ({ customerId: newId('cus'), email: 'ada@example.com', name: 'Ada' }),
  ],
  'order.confirmed': [
    'order',
    () => ({
      ...order(),
      subtotal: eur(2_850),
      shippingTotal: eur(490),
      taxTotal: eur(542),
      lines: [
        {
          variantId: 'var_1',
          sku: 'MUG-1',
          name: 'Stoneware mug',
          quantity: 2,
          unitPrice: eur(1_425),
          lineTotal: eur(2_850),
        },
      ],
      placedAt: '2026-03-09T12:00:00.000Z',
    }),
  ],
  'order.failed': ['order', () => ({ ...order(), reason: 'PAYMENT_DECLINED' })],
  'order.cancelled': ['order', () => ({ ...order(), reason: 'changed my mind' })],
  'payment.refunded': [
    'payment',
    () => ({
      paymentId: newId('pay'),
      orderId: newId('ord'),
      customerId: null,
      email: 'guest@example.com',
      amount: eur(500),
      captured: eur(3_882),
      refunded: eur(500),
      reason: null,
    }),
  ],
  'shipment.status-changed': ['shipment', () => shipment('SHIPPED')],
  'stock.low': [
    'inventory',
    () => ({
      variantId: newId('var'),
      warehouseId: 'wrh_1',
      warehouseName: 'Hamburg',
      available: 3,
      threshold: 5,
    }),
  ],
} as const;

export type SampleType = keyof typeof SAMPLES;

/** A valid event of `type` with a new id, about a new thing unless `data` names one. */
export function sampleEvent(type: SampleType, data: Record<string, unknown> = {}): TestEvent {
  const [service, make] = SAMPLES[type];
  return {
    specversion: '1.0',
    id: newId('evt'),
    source: `/eci/${service}`,
    type: `eci.${type}.v1`,
    subject: newId('sub'),
    time: '2026-03-09T12:00:00.000Z',
    datacontenttype: 'application/json',
    data: { ...make(), ...data },
  };
}

/** Who sends an event: the last part of its source. */
export const senderOf = ({ source }: TestEvent): string => source.split('/').at(-1)!;
