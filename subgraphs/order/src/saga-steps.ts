import { type Remote, type RemoteAnswer, RemoteUnknown } from '@eci/kit/remote';
import type { Trace } from '@eci/kit/trace';
import { z } from 'zod';
import type { OrderLineRow, OrderRow } from './order.entity.ts';
import { type Failure, type OperationName, type Outcome, operationOf, type Saga } from './saga.ts';

/** The siblings whose REST endpoints the saga drives. */
export interface SagaRemotes {
  readonly inventory: Remote;
  readonly payment: Remote;
  readonly shipment: Remote;
}

/** What an operation may need to know. */
export interface SagaInput {
  readonly order: OrderRow;
  readonly lines: readonly OrderLineRow[];
  /** The payment token in clear; null once the charge is final. */
  readonly paymentToken: () => string | null;
}

const allocationsSchema = z.object({
  allocations: z.array(z.object({ warehouseId: z.string(), variantId: z.string(), quantity: z.int() })),
});
const chargeSchema = z.object({ id: z.string(), status: z.string() });
const shipmentsSchema = z.object({
  shipments: z.array(z.object({ id: z.string(), status: z.string(), trackingNumber: z.string() })),
});
export type ShipResult = z.infer<typeof shipmentsSchema>;
const statusSchema = z.object({ status: z.string() });

interface Step {
  readonly remote: keyof SagaRemotes;
  path(input: SagaInput): string;
  body(input: SagaInput, saga: Saga): object;
  /** Reads what a success answered; throwing makes it an unknown outcome. */
  result(body: unknown): unknown;
}

const because = ({ failure }: Saga) => failure?.code ?? 'ORDER_CANCELLED';
const money = (amountMinor: number, currency: string) => ({ amountMinor, currency });

/** Every operation of the saga; each step forward stands beside its undo. */
const OPERATIONS: Readonly<Record<OperationName, Step>> = {
  reserve: {
    remote: 'inventory',
    path: () => '/v1/inventory/reserve',
    body: ({ order, lines }) => ({
      orderId: order.id,
      lines: lines.map(({ variantId, quantity }) => ({ variantId, quantity })),
    }),
    result: (body) => allocationsSchema.parse(body),
  },
  release: {
    remote: 'inventory',
    path: () => '/v1/inventory/release',
    body: ({ order }, saga) => ({ orderId: order.id, reason: because(saga) }),
    result: (body) => statusSchema.parse(body),
  },

  charge: {
    remote: 'payment',
    path: () => '/v1/payments/charge',
    body: ({ order, paymentToken }) => ({
      orderId: order.id,
      customerId: order.customerId,
      email: order.email,
      amount: money(order.totalMinor, order.currency),
      paymentToken: paymentToken(),
    }),
    result: (body) => chargeSchema.parse(body),
  },
  refund: {
    remote: 'payment',
    path: () => '/v1/payments/refund',
    body: ({ order }, saga) => ({ orderId: order.id, reason: because(saga) }),
    result: (body) => statusSchema.parse(body),
  },

  // Undone by release: committed units come back as returned ones.
  commit: {
    remote: 'inventory',
    path: () => '/v1/inventory/commit',
    body: ({ order }) => ({ orderId: order.id }),
    result: (body) => allocationsSchema.parse(body),
  },

  ship: {
    remote: 'shipment',
    path: () => '/v1/shipments',
    body: ({ order, lines }, saga) => ({
      orderId: order.id,
      orderNumber: order.number,
      customerId: order.customerId,
      email: order.email,
      address: order.address,
      parcels: parcelsOf(allocationsSchema.parse(operationOf(saga, 'reserve')!.result).allocations, lines),
    }),
    result: (body) => shipmentsSchema.parse(body),
  },
  'cancel-shipment': {
    remote: 'shipment',
    path: ({ order }) => `/v1/shipments/order/${order.id}/cancel`,
    body: (_input, saga) => ({ reason: because(saga) }),
    result: (body) => statusSchema.parse(body),
  },
};

type Allocation = z.infer<typeof allocationsSchema>['allocations'][number];

/** One parcel per warehouse, with what it sends. */
function parcelsOf(allocations: readonly Allocation[], lines: readonly OrderLineRow[]) {
  const byWarehouse = Map.groupBy(allocations, ({ warehouseId }) => warehouseId);
  return [...byWarehouse].map(([warehouseId, parts]) => ({
    warehouseId,
    lines: parts.map(({ variantId, quantity }) => {
      const { sku, name } = lines.find((line) => line.variantId === variantId)!;
      return { variantId, sku, name, quantity };
    }),
  }));
}

const TIMEOUT_MS = 3_000;
/** How soon to ask again for a charge that the provider is still working on. */
const STILL_RUNNING_RETRY_MS = 250;

/** Calls an operation with its deterministic key `orderId:operation` and says what came of it. Never throws. */
export async function callOperation(
  remotes: SagaRemotes,
  name: OperationName,
  input: SagaInput,
  saga: Saga,
  trace: Trace,
): Promise<Outcome> {
  const step = OPERATIONS[name];
  try {
    const answer = await remotes[step.remote].request({
      method: 'POST',
      path: step.path(input),
      body: step.body(input, saga),
      idempotencyKey: `${input.order.id}:${name}`,
      trace,
      timeoutMs: TIMEOUT_MS,
    });
    return outcomeOf(answer, step);
  } catch (error) {
    return { kind: 'unknown', code: error instanceof RemoteUnknown ? 'UNREACHABLE' : 'ANSWER_UNREADABLE' };
  }
}

const problemSchema = z.object({
  code: z.string(),
  title: z.string(),
  details: z.object({ variantId: z.string().optional(), reason: z.string().optional() }).optional(),
});

/** Business refusals that no repetition can change; every other 4xx is either still running or a fault of ours. */
const DEFINITE: ReadonlySet<string> = new Set([
  'OUT_OF_STOCK',
  'RESERVATION_EXPIRED',
  'PAYMENT_DECLINED',
  'PAYMENT_TOKEN_INVALID',
  'OPERATION_CANCELLED',
  'SHIPMENT_ALREADY_SHIPPED',
]);

function outcomeOf({ status, body }: RemoteAnswer, step: Step): Outcome {
  if (status === 202) return { kind: 'unknown', code: 'STILL_RUNNING', retryAfterMs: STILL_RUNNING_RETRY_MS };
  if (status < 300) return { kind: 'ok', result: step.result(body) };
  const problem = problemSchema.safeParse(body).data;
  const code = problem?.code ?? `HTTP_${status}`;
  if (problem && DEFINITE.has(code)) return { kind: 'fail', failure: failureOf(problem) };
  // 401, 403 and an unexpected 404 are wiring faults that operators mend while the order waits.
  if ([401, 403, 404, 409, 429].includes(status)) {
    const alerting = { 401: 'UNAUTHENTICATED', 403: 'FORBIDDEN', 404: 'NOT_FOUND' }[status];
    return { kind: 'unknown', code: alerting ?? code };
  }
  return { kind: 'bug', code };
}

function failureOf({ code, title, details }: z.infer<typeof problemSchema>): Failure {
  const variantId = details?.variantId ?? null;
  if (code === 'RESERVATION_EXPIRED' || code === 'OPERATION_CANCELLED') {
    return {
      code: 'OUT_OF_STOCK',
      message: 'The reservation ran out before the payment was final: place the order again.',
      variantId,
    };
  }
  return { code, message: title, variantId };
}
