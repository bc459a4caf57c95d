import { ExpectedError, forbidden, parseInput, unavailable } from '@eci/kit/errors';
import { type Done, findOperation, type OperationId, replay } from '@eci/kit/idempotency';
import { requestHash } from '@eci/kit/idempotency-key';
import type { RequestContext } from '@eci/kit/subgraph';
import { within } from '@eci/kit/within';
import type { Cashier } from './cashier.ts';
import { awaitCharge, claimCharge } from './claim-charge.ts';
import type { PaymentContext } from './context.ts';
import { driveCharge } from './drive-charge.ts';
import type { PaymentRow } from './payment.entity.ts';
import { type PaymentView, paymentView } from './payment.ts';
import { chargeInput, paymentToken } from './payment-input.ts';
import { answerWithin } from './provider.ts';
import { isTooRisky } from './risk.ts';
import { CHARGE, type SettledCharge } from './settle-charge.ts';

/** A charge that is not decided by then is answered PENDING: the caller has a second. */
const ANSWER_WITHIN_MS = 800;

/** Throws FORBIDDEN unless the order context calls: only its saga charges. */
export function requireOrder({ caller }: Pick<RequestContext, 'caller'>): void {
  if (caller !== 'order') throw forbidden('Only the order service may do this.');
}

/** Whether the provider would take the token, without an effect. Throws SERVICE_UNAVAILABLE when it does not answer. */
export async function checkToken(ctx: PaymentContext, raw: unknown): Promise<boolean> {
  requireOrder(ctx);
  return isValidToken(ctx.cashier, parseInput(paymentToken, raw, ['paymentToken']));
}

async function isValidToken({ provider, providerTimeoutMs, log }: Cashier, token: string): Promise<boolean> {
  try {
    return await answerWithin(Math.min(providerTimeoutMs, ANSWER_WITHIN_MS), (signal) =>
      provider.check(token, signal),
    );
  } catch (error) {
    log.warn({ err: error, call: 'check' }, 'the provider gave no answer');
    throw unavailable('The payment provider can not be reached: try again in a moment.');
  }
}

/**
 * Charges an order, once for ever: repetitions get the first outcome. The payment is PENDING when the provider needs
 * longer than a second; ask again then. Money is safe whenever a process dies: the claim is committed before the
 * provider is called, and whoever takes over first asks the provider what happened.
 * Throws PAYMENT_DECLINED (402; details.reason is the provider's code or `risk`), PAYMENT_TOKEN_INVALID when no
 * charge of the order was asked for before, OPERATION_CANCELLED when the refund came first, IDEMPOTENCY_KEY_REUSED, INPUT_INVALID, FORBIDDEN.
 */
export async function chargeOrder(ctx: PaymentContext, raw: unknown): Promise<Done<PaymentView>> {
  requireOrder(ctx);
  const input = parseInput(chargeInput, raw);
  const { cashier, db, trace } = ctx;
  const answerAt = performance.now() + ANSWER_WITHIN_MS;
  const id: OperationId = { scope: input.orderId, key: CHARGE, request: input, kept: 'saga' };
  await requireToken(cashier, id, input.paymentToken);
  const claim = await claimCharge(cashier, id, input);
  if (claim.state === 'done') return claim.done;
  if (claim.state === 'running') return awaitCharge(db, id, answerAt);
  const { payment } = claim;
  const work = driveCharge(cashier, payment, input.paymentToken, trace, {
    isResumed: claim.state === 'resumed',
    isTooRisky: isTooRisky(input.amount, claim.failedLately, cashier.risk),
  });
  keepUnderWay(cashier, payment, work);
  const settled = await within(work, Math.max(answerAt - performance.now(), 1));
  return settled ? answer(settled, id) : { value: paymentView(payment), replayed: false };
}

/**
 * Refuses a token that can not be charged, before anything is written, and never a charge that was asked for before:
 * the token may be spent because that charge spent it, decided or not. The charge is claimed before the provider sees
 * the token, so the operation is looked for after the provider was asked, and only when the token is not good.
 */
async function requireToken(cashier: Cashier, { scope, key }: OperationId, token: string): Promise<void> {
  const refusal = await isValidToken(cashier, token).then(
    (isValid) => (isValid ? null : tokenInvalid()),
    (error: unknown) => error,
  );
  if (refusal !== null && !(await findOperation(cashier.db, scope, key))) throw refusal;
}

function tokenInvalid(): ExpectedError {
  const message = 'The payment token is not valid: enter the card again.';
  return new ExpectedError('PAYMENT_TOKEN_INVALID', message, { status: 422, field: ['paymentToken'] });
}

/** The answer to the request that did the work, or was overtaken at it by another one. */
function answer({ outcome, wasSettled }: SettledCharge, id: OperationId): Done<PaymentView> {
  if (wasSettled) return replay({ requestHash: requestHash(id.request), outcome }, id);
  if ('ok' in outcome) return { value: outcome.ok, replayed: false };
  const { code, message, status, field, details } = outcome.error;
  throw new ExpectedError(code, message, { status, ...(field && { field }), details });
}

/** Whoever stops the process waits for the charge; nobody awaits its failure, which the resolver makes good. */
function keepUnderWay({ underWay, log }: Cashier, { id }: PaymentRow, work: Promise<unknown>): void {
  const watched: Promise<unknown> = work
    .catch((error: unknown) =>
      log.error({ err: error, payment: id }, 'a charge was interrupted and is left to the resolver'),
    )
    .finally(() => underWay.delete(watched));
  underWay.add(watched);
}
