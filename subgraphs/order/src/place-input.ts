import type { Viewer } from '@eci/kit/auth';
import { ExpectedError, parseInput } from '@eci/kit/errors';
import type { Money } from '@eci/kit/money';
import { moneyInput } from '@eci/kit/money-input';
import { idText } from '@eci/kit/text';
import { z } from 'zod';
import { type Address, parseAddress } from './address.ts';

const placeInput = z.strictObject({
  cartId: idText(),
  email: z.string('must be a text').nullish(),
  shippingAddress: z.unknown(),
  paymentToken: z.unknown(),
  expectedTotal: moneyInput().nullish(),
});

const emailText = z.email().max(254);
const PAYMENT_TOKEN = /^[\x21-\x7e]{1,255}$/;

/** What a client asks for, checked. */
export interface PlaceInput {
  readonly cartId: string;
  /** Null for a signed-in customer who left it out: the account's own counts. */
  readonly email: string | null;
  readonly shippingAddress: Address;
  readonly paymentToken: string;
  readonly expectedTotal: Money | null;
}

export const paymentTokenInvalid = () =>
  new ExpectedError(
    'PAYMENT_TOKEN_INVALID',
    'The payment provider does not know this payment token: get a new one.',
    { status: 422, field: ['input', 'paymentToken'] },
  );

/** Reads the input of orderPlace; throws INPUT_INVALID, EMAIL_REQUIRED, ADDRESS_INVALID or PAYMENT_TOKEN_INVALID naming the field. */
export function readPlaceInput(viewer: Viewer, raw: unknown): PlaceInput {
  const input = parseInput(placeInput, raw, ['input']);
  const email = input.email ?? null;
  if (email === null ? viewer.kind !== 'user' : !emailText.safeParse(email).success) {
    const message =
      email === null
        ? 'input.email: a guest needs an e-mail address.'
        : 'input.email: this is not an e-mail address.';
    throw new ExpectedError('EMAIL_REQUIRED', message, { status: 400, field: ['input', 'email'] });
  }
  const shippingAddress = parseAddress(input.shippingAddress, ['input', 'shippingAddress']);
  const { paymentToken } = input;
  if (typeof paymentToken !== 'string' || !PAYMENT_TOKEN.test(paymentToken)) throw paymentTokenInvalid();
  return {
    cartId: input.cartId,
    email,
    shippingAddress,
    paymentToken,
    expectedTotal: input.expectedTotal ?? null,
  };
}
