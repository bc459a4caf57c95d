import { requireUser } from '@eci/kit/auth';
import { payload } from '@eci/kit/graphql';
import { changePassword } from './change-password.ts';
import { addAddress, removeAddress, updateAddress } from './edit-addresses.ts';
import { findCustomer, findViewer, listCustomers } from './find-customers.ts';
import type { AddressErrorCode, CustomerErrorCode, Resolvers } from './generated/graphql.ts';
import { loginCustomer } from './login-customer.ts';
import { refreshSession } from './refresh-session.ts';
import { registerCustomer } from './register-customer.ts';
import { revokeSession } from './revoke-session.ts';
import { setRole } from './set-role.ts';
import { updateCustomer } from './update-customer.ts';

const customerErrors: Record<CustomerErrorCode, true> = {
  INPUT_INVALID: true,
  EMAIL_TAKEN: true,
  EMAIL_INVALID: true,
  PASSWORD_TOO_WEAK: true,
  CREDENTIALS_INVALID: true,
  TOO_MANY_ATTEMPTS: true,
  SESSION_INVALID: true,
  DEMO_ACCOUNT_REFUSED: true,
  CUSTOMER_NOT_FOUND: true,
  LAST_ADMIN: true,
};

const addressErrors: Record<AddressErrorCode, true> = {
  INPUT_INVALID: true,
  ADDRESS_NOT_FOUND: true,
  CUSTOMER_NOT_FOUND: true,
  ADDRESS_BOOK_FULL: true,
};

export const resolvers: Resolvers = {
  Query: {
    me: (_, _args, ctx) => findViewer(ctx),
    customers: (_, args, ctx) => listCustomers(ctx, args),
  },
  Mutation: {
    customerRegister: (_, { input }, ctx) => payload(customerErrors, () => registerCustomer(ctx, input)),
    customerLogin: (_, { input }, ctx) => payload(customerErrors, () => loginCustomer(ctx, input)),
    sessionRefresh: (_, { refreshToken }, ctx) =>
      payload(customerErrors, () => refreshSession(ctx, { refreshToken })),
    sessionRevoke: (_, { refreshToken }, ctx) => revokeSession(ctx, refreshToken),
    customerUpdate: (_, { id, input }, ctx) =>
      payload(customerErrors, async () => ({
        customer: await updateCustomer(ctx, id ?? requireUser(ctx.viewer).id, input),
      })),
    customerPasswordChange: (_, { input }, ctx) => payload(customerErrors, () => changePassword(ctx, input)),
    customerRoleSet: (_, { customerId, role }, ctx) =>
      payload(customerErrors, async () => ({ customer: await setRole(ctx, customerId, role) })),
    addressAdd: (_, { input }, ctx) =>
      payload(addressErrors, async () => ({
        address: await addAddress(ctx, requireUser(ctx.viewer).id, input),
      })),
    addressUpdate: (_, { id, input }, ctx) =>
      payload(addressErrors, async () => ({
        address: await updateAddress(ctx, requireUser(ctx.viewer).id, id, input),
      })),
    addressRemove: (_, { id }, ctx) =>
      payload(addressErrors, async () => ({
        address: await removeAddress(ctx, requireUser(ctx.viewer).id, id),
      })),
  },
  Customer: {
    __resolveReference: ({ id }, ctx) => findCustomer(ctx, id),
    addresses: ({ id }, _, { loaders }) => loaders.addressesOfCustomer.load(id),
  },
  CustomerConnection: {
    totalCount: ({ totalCount }) => totalCount(),
  },
};
