import { maySee, type Viewer } from '@eci/kit/auth';
import { ExpectedError, notFound } from '@eci/kit/errors';

/** Rules of accounts, pure. */

/** RFC 5321 allows a path of 256 octets, angle brackets included, and 64 before the @. */
const MAX_EMAIL = 254;
const MAX_LOCAL_PART = 64;
/** What browsers accept in `<input type="email">` (HTML Standard, "valid email address"), with a dot in the domain. */
const EMAIL =
  /^[a-z0-9.!#$%&'*+/=?^_`{|}~-]+@[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?)+$/;

/** An email address as accounts are known by: trimmed and in lower case. Throws EMAIL_INVALID naming `field`. */
export function normaliseEmail(text: string, field: readonly string[]): string {
  const email = text.trim().toLowerCase();
  if (email.length <= MAX_EMAIL && email.indexOf('@') <= MAX_LOCAL_PART && EMAIL.test(email)) return email;
  throw new ExpectedError(
    'EMAIL_INVALID',
    `${field.join('.')}: is not an email address such as ada@example.org.`,
    { status: 400, field },
  );
}

const DEMO_DOMAIN = 'demo.eci.example';

/** Whether an account is one of the demo's, which exist in demo mode only: their passwords are shown to everybody. */
export const isDemoEmail = (email: string): boolean => email.endsWith(`@${DEMO_DOMAIN}`);

/** Throws DEMO_ACCOUNT_REFUSED for a demo account outside demo mode. */
export function refuseDemoAccount(email: string, demoMode: boolean, field: readonly string[]): void {
  if (demoMode || !isDemoEmail(email)) return;
  throw new ExpectedError(
    'DEMO_ACCOUNT_REFUSED',
    `Accounts of ${DEMO_DOMAIN} exist in demo mode only: use another email address.`,
    { status: 403, field },
  );
}

const MIN_PASSWORD = 10;
export const MAX_PASSWORD = 200;

/** Throws PASSWORD_TOO_WEAK unless the password has 10 to 200 characters and is not the email address. */
export function requirePassword(password: string, email: string, field: readonly string[]): void {
  const refuse = (reason: string) =>
    new ExpectedError('PASSWORD_TOO_WEAK', `${field.join('.')}: ${reason}: choose another.`, { field });
  // Characters as people count them: an emoji is one.
  const length = [...password].length;
  if (length < MIN_PASSWORD) throw refuse(`must have at least ${MIN_PASSWORD} characters`);
  if (length > MAX_PASSWORD) throw refuse(`must have at most ${MAX_PASSWORD} characters`);
  if (password.trim().toLowerCase() === email) throw refuse('must not be the email address');
}

/** Whether the viewer may see and change an account: its owner and staff may. */
export const mayAccess = (viewer: Viewer, customerId: string): boolean =>
  viewer.kind === 'user' && maySee(viewer, customerId, customerId);

/** The answer for an unknown account and for somebody else's, so that ids can not be probed. */
export const customerUnknown = (id: string, field: readonly string[] = ['id']) =>
  notFound('CUSTOMER_NOT_FOUND', `No account you may use has the id ${id}.`, field);

/** One code and one message for an unknown address and a wrong password. */
export const credentialsInvalid = (field: readonly string[]) =>
  new ExpectedError('CREDENTIALS_INVALID', 'The email address or the password is wrong.', {
    status: 401,
    field,
  });
