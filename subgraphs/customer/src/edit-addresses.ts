import { ExpectedError, notFound, parseInput } from '@eci/kit/errors';
import { isId, newId } from '@eci/kit/ids';
import { transact } from '@eci/kit/transaction';
import type { AddressRow } from './address.entity.ts';
import type { CustomerContext } from './context.ts';
import { customerUnknown } from './customer.ts';
import { type AddressFields, addressInput } from './customer-input.ts';
import { requireCustomer } from './find-customers.ts';

/**
 * Changes to the address book of `customerId`: one's own, or as staff another's. They throw UNAUTHENTICATED,
 * CUSTOMER_NOT_FOUND, and INPUT_INVALID naming the field.
 */

const MAX_ADDRESSES = 50;

const addressUnknown = (id: string) =>
  notFound('ADDRESS_NOT_FOUND', `The address book has no address with the id ${id}.`, ['id']);
const columnsOf = ({ line2, region, ...required }: AddressFields) => ({
  ...required,
  line2: line2 ?? null,
  region: region ?? null,
});

/** The address book, oldest first. */
export async function listAddresses(ctx: CustomerContext, customerId: string): Promise<AddressRow[]> {
  await requireCustomer(ctx, customerId);
  return ctx.loaders.addressesOfCustomer.load(customerId);
}

/** Adds an address. Throws ADDRESS_BOOK_FULL. */
export async function addAddress(
  ctx: CustomerContext,
  customerId: string,
  raw: unknown,
): Promise<AddressRow> {
  const address = { id: newId('adr'), customerId, ...columnsOf(parseInput(addressInput, raw, ['input'])) };
  await requireCustomer(ctx, customerId);
  await transact(ctx.db, async (tx) => {
    // The lock keeps two additions from both being the fiftieth.
    const customer = await tx
      .selectFrom('customer')
      .select('id')
      .where('id', '=', customerId)
      .forUpdate()
      .executeTakeFirst();
    if (!customer) throw customerUnknown(customerId);
    const { count } = await tx
      .selectFrom('address')
      .select(({ fn }) => fn.countAll<number>().as('count'))
      .where('customerId', '=', customerId)
      .executeTakeFirstOrThrow();
    if (Number(count) >= MAX_ADDRESSES) {
      throw new ExpectedError(
        'ADDRESS_BOOK_FULL',
        `An address book holds at most ${MAX_ADDRESSES} addresses: remove one first.`,
        { status: 409 },
      );
    }
    await tx.insertInto('address').values(address).execute();
  });
  ctx.loaders.addressesOfCustomer.clear(customerId);
  return address;
}

/** Replaces an address. Throws ADDRESS_NOT_FOUND. */
export async function updateAddress(
  ctx: CustomerContext,
  customerId: string,
  id: string,
  raw: unknown,
): Promise<AddressRow> {
  const columns = columnsOf(parseInput(addressInput, raw, ['input']));
  await requireCustomer(ctx, customerId);
  if (!isId('adr', id)) throw addressUnknown(id);
  const address = await ctx.db
    .updateTable('address')
    .set(columns)
    .where('id', '=', id)
    .where('customerId', '=', customerId)
    .returningAll()
    .executeTakeFirst();
  if (!address) throw addressUnknown(id);
  ctx.loaders.addressesOfCustomer.clear(customerId);
  return address;
}

/** Removes an address and returns it as it was. Throws ADDRESS_NOT_FOUND. */
export async function removeAddress(
  ctx: CustomerContext,
  customerId: string,
  id: string,
): Promise<AddressRow> {
  await requireCustomer(ctx, customerId);
  if (!isId('adr', id)) throw addressUnknown(id);
  const address = await ctx.db
    .deleteFrom('address')
    .where('id', '=', id)
    .where('customerId', '=', customerId)
    .returningAll()
    .executeTakeFirst();
  if (!address) throw addressUnknown(id);
  ctx.loaders.addressesOfCustomer.clear(customerId);
  return address;
}
