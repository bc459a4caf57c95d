// Made by `npm run codegen` from schema.graphql and codegen.yml: change those.
import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type { Money as MoneyValue } from '@eci/kit/money';
import type { CustomerRow } from '../customer.entity.ts';
import type { AddressRow } from '../address.entity.ts';
import type { Connection } from '@eci/kit/connections';
import type { CustomerContext } from '../context.ts';
export type Maybe<T> = T | null;
export type InputMaybe<T> = Maybe<T>;
export type Omit<T, K extends keyof T> = Pick<T, Exclude<keyof T, K>>;
export type RequireFields<T, K extends keyof T> = Omit<T, K> & { [P in K]-?: NonNullable<T[P]> };
/** All built-in and custom scalars, mapped to their actual values */
export type Scalars = {
  ID: { input: string; output: string; }
  String: { input: string; output: string; }
  Boolean: { input: boolean; output: boolean; }
  Int: { input: number; output: number; }
  Float: { input: number; output: number; }
  /** An ISO 3166-1 alpha-2 country code in upper case, such as DE. */
  CountryCode: { input: string; output: string; }
  /** An ISO 4217 currency code in upper case, such as EUR. */
  CurrencyCode: { input: string; output: string; }
  /** An instant in ISO 8601 with an offset, always answered in UTC: 2026-01-31T12:00:00.000Z. */
  DateTime: { input: Date; output: Date | string; }
  /** A whole number within plus or minus 2^53 - 1, which every JSON reader keeps exactly. */
  SafeInt: { input: number; output: number; }
  _FieldSet: { input: string; output: string; }
};

/** A postal address. */
export type Address = {
  __typename?: 'Address';
  /** Town or city. */
  city: Scalars['String']['output'];
  /** Country. */
  country: Scalars['CountryCode']['output'];
  /** Id within the customer's address book; null on an order. */
  id?: Maybe<Scalars['ID']['output']>;
  /** Street and house number. */
  line1: Scalars['String']['output'];
  /** Floor, company and the like. */
  line2?: Maybe<Scalars['String']['output']>;
  /** Who receives it. */
  name: Scalars['String']['output'];
  /** Postal code. */
  postalCode: Scalars['String']['output'];
  /** State, province or county, where addresses have one. */
  region?: Maybe<Scalars['String']['output']>;
};

/** Refusals of changes to an address book. */
export type AddressErrorCode =
  /** The address book is full. */
  | 'ADDRESS_BOOK_FULL'
  /** The viewer's address book has no address with this id. */
  | 'ADDRESS_NOT_FOUND'
  /** No account that the viewer may change has this id. */
  | 'CUSTOMER_NOT_FOUND'
  /** An argument is not valid; `field` names it. */
  | 'INPUT_INVALID';

/** A postal address as input. */
export type AddressInput = {
  /** Town or city, up to 100 characters. */
  city: Scalars['String']['input'];
  /** Country. */
  country: Scalars['CountryCode']['input'];
  /** Street and house number, up to 200 characters. */
  line1: Scalars['String']['input'];
  /** Floor, company and the like, up to 200 characters. */
  line2?: InputMaybe<Scalars['String']['input']>;
  /** Who receives it, up to 100 characters. */
  name: Scalars['String']['input'];
  /** Postal code, up to 20 characters. */
  postalCode: Scalars['String']['input'];
  /** State, province or county, up to 100 characters. */
  region?: InputMaybe<Scalars['String']['input']>;
};

/** What became of a change to an address book. */
export type AddressPayload = {
  __typename?: 'AddressPayload';
  /** The address after the change, or as it was before it was removed; null when the change was refused. */
  address?: Maybe<Address>;
  /** Why it was refused; empty when it was not. */
  userErrors: Array<AddressUserError>;
};

/** Why a change to an address book was refused. */
export type AddressUserError = UserError & {
  __typename?: 'AddressUserError';
  /** For programs. */
  code: AddressErrorCode;
  /** Path of the culprit in the mutation's arguments; null when it is not one argument. */
  field?: Maybe<Array<Scalars['String']['output']>>;
  /** A sentence that names the culprit and the next step. */
  message: Scalars['String']['output'];
};

/** A person with an account. Visible to that person and to staff; null for others. */
export type Customer = {
  __typename?: 'Customer';
  /** Their address book, oldest first; at most 50. */
  addresses: Array<Address>;
  /** When the account was made. */
  createdAt: Scalars['DateTime']['output'];
  /** The address they sign in with, in lower case, unique. */
  email: Scalars['String']['output'];
  /** Opaque id, cus_... */
  id: Scalars['ID']['output'];
  /** Name for people. */
  name: Scalars['String']['output'];
  /** What they may do. */
  role: Role;
};

/** A page of customers. */
export type CustomerConnection = {
  __typename?: 'CustomerConnection';
  /** The page's nodes, each with its cursor. */
  edges: Array<CustomerEdge>;
  /** The page's nodes alone. */
  nodes: Array<Customer>;
  /** Where the page stands. */
  pageInfo: PageInfo;
  /** How many match on all pages; counted only when asked. */
  totalCount: Scalars['Int']['output'];
};

/** A customer on a page. */
export type CustomerEdge = {
  __typename?: 'CustomerEdge';
  /** Where it stands. */
  cursor: Scalars['String']['output'];
  /** The customer. */
  node: Customer;
};

/** Refusals of sign-in and of changes to accounts. */
export type CustomerErrorCode =
  /** The email address or the password is wrong; which of them is not told. */
  | 'CREDENTIALS_INVALID'
  /** No account that the viewer may change has this id. */
  | 'CUSTOMER_NOT_FOUND'
  /** Accounts of the demo exist in demo mode only. */
  | 'DEMO_ACCOUNT_REFUSED'
  /** This is not an email address. */
  | 'EMAIL_INVALID'
  /** Another account has this email address. */
  | 'EMAIL_TAKEN'
  /** An argument is not valid; `field` names it. */
  | 'INPUT_INVALID'
  /** Somebody must stay ADMIN. */
  | 'LAST_ADMIN'
  /** The password is too short, too long or the email address itself. */
  | 'PASSWORD_TOO_WEAK'
  /** The refresh token is unknown, used, revoked or expired: sign in again. */
  | 'SESSION_INVALID'
  /** Too many failures for this email address: wait. */
  | 'TOO_MANY_ATTEMPTS';

/** Credentials of an account. */
export type CustomerLoginInput = {
  /** The account's email address, in any case. */
  email: Scalars['String']['input'];
  /** Its password. */
  password: Scalars['String']['input'];
};

/** A change of password. */
export type CustomerPasswordChangeInput = {
  /** The password until now. */
  currentPassword: Scalars['String']['input'];
  /** 10 to 200 characters, and not the email address. */
  newPassword: Scalars['String']['input'];
};

/** What became of a change to an account. */
export type CustomerPayload = {
  __typename?: 'CustomerPayload';
  /** The account after the change; null when it was refused. */
  customer?: Maybe<Customer>;
  /** Why it was refused; empty when it was not. */
  userErrors: Array<CustomerUserError>;
};

/** A new account. */
export type CustomerRegisterInput = {
  /** The address to sign in with; kept in lower case. */
  email: Scalars['String']['input'];
  /** Name for people, up to 100 characters. */
  name: Scalars['String']['input'];
  /** 10 to 200 characters, and not the email address. */
  password: Scalars['String']['input'];
};

/** What became of an attempt to get a session. */
export type CustomerSessionPayload = {
  __typename?: 'CustomerSessionPayload';
  /** Whose session; null when it was refused. */
  customer?: Maybe<Customer>;
  /** The session; null when it was refused. */
  session?: Maybe<Session>;
  /** Why it was refused; empty when it was not. */
  userErrors: Array<CustomerUserError>;
};

/** Changes to an account; what is left out stays. */
export type CustomerUpdateInput = {
  /** The account's password, needed to change the email address. */
  currentPassword?: InputMaybe<Scalars['String']['input']>;
  /** The new address to sign in with; needs currentPassword. */
  email?: InputMaybe<Scalars['String']['input']>;
  /** Name for people, up to 100 characters. */
  name?: InputMaybe<Scalars['String']['input']>;
};

/** Why a change to an account or a session was refused. */
export type CustomerUserError = UserError & {
  __typename?: 'CustomerUserError';
  /** For programs. */
  code: CustomerErrorCode;
  /** Path of the culprit in the mutation's arguments; null when it is not one argument. */
  field?: Maybe<Array<Scalars['String']['output']>>;
  /** A sentence that names the culprit and the next step. */
  message: Scalars['String']['output'];
};

/** What customers must match; everything given must hold. */
export type CustomerWhere = {
  /** The whole email address, in any case. */
  email?: InputMaybe<Scalars['String']['input']>;
  /** The role. */
  role?: InputMaybe<Role>;
};

/** An amount of money, exact. */
export type Money = {
  __typename?: 'Money';
  /** Whole minor units of the currency: cents of EUR, yen of JPY, thousandths of KWD. */
  amountMinor: Scalars['SafeInt']['output'];
  /** The currency of the amount. */
  currency: Scalars['CurrencyCode']['output'];
  /** The amount for people, in English notation: €12.34. */
  formatted: Scalars['String']['output'];
};

/** An amount of money as input. */
export type MoneyInput = {
  /** Whole minor units of the currency: cents of EUR, yen of JPY, thousandths of KWD. */
  amountMinor: Scalars['SafeInt']['input'];
  /** The currency of the amount. */
  currency: Scalars['CurrencyCode']['input'];
};

/** Sign-in, and changes to an account and its address book. */
export type Mutation = {
  __typename?: 'Mutation';
  /** Adds an address to the viewer's address book, which holds at most 50. */
  addressAdd?: Maybe<AddressPayload>;
  /** Removes an address from the viewer's address book; orders keep their own copy. */
  addressRemove?: Maybe<AddressPayload>;
  /** Replaces an address of the viewer's address book. */
  addressUpdate?: Maybe<AddressPayload>;
  /** Signs in. After 10 failures within 15 minutes an email address has to wait; sessions that exist go on. */
  customerLogin?: Maybe<CustomerSessionPayload>;
  /** Changes the viewer's password. Ends every session of the account and opens a new one, which the payload holds. */
  customerPasswordChange?: Maybe<CustomerSessionPayload>;
  /** Creates an account with the role CUSTOMER and signs it in. */
  customerRegister?: Maybe<CustomerSessionPayload>;
  /** Sets what an account may do. For the role ADMIN only; the last ADMIN can not be demoted. It takes effect when the account's access token is refreshed, at the latest after 15 minutes. */
  customerRoleSet?: Maybe<CustomerPayload>;
  /** Changes what is given of an account; what is left out stays. */
  customerUpdate?: Maybe<CustomerPayload>;
  /** Trades a refresh token for a new one and a new access token. A token that was traded in before ends the whole session, since one of its two holders is a thief; for 10 seconds it gets the same successor again, so that a lost answer or a second tab does no harm. */
  sessionRefresh?: Maybe<CustomerSessionPayload>;
  /** Signs out: ends the session. Access tokens stay valid until they expire. */
  sessionRevoke?: Maybe<SessionRevokePayload>;
};


/** Sign-in, and changes to an account and its address book. */
export type MutationAddressAddArgs = {
  input: AddressInput;
};


/** Sign-in, and changes to an account and its address book. */
export type MutationAddressRemoveArgs = {
  id: Scalars['ID']['input'];
};


/** Sign-in, and changes to an account and its address book. */
export type MutationAddressUpdateArgs = {
  id: Scalars['ID']['input'];
  input: AddressInput;
};


/** Sign-in, and changes to an account and its address book. */
export type MutationCustomerLoginArgs = {
  input: CustomerLoginInput;
};


/** Sign-in, and changes to an account and its address book. */
export type MutationCustomerPasswordChangeArgs = {
  input: CustomerPasswordChangeInput;
};


/** Sign-in, and changes to an account and its address book. */
export type MutationCustomerRegisterArgs = {
  input: CustomerRegisterInput;
};


/** Sign-in, and changes to an account and its address book. */
export type MutationCustomerRoleSetArgs = {
  customerId: Scalars['ID']['input'];
  role: Role;
};


/** Sign-in, and changes to an account and its address book. */
export type MutationCustomerUpdateArgs = {
  id?: InputMaybe<Scalars['ID']['input']>;
  input: CustomerUpdateInput;
};


/** Sign-in, and changes to an account and its address book. */
export type MutationSessionRefreshArgs = {
  refreshToken: Scalars['String']['input'];
};


/** Sign-in, and changes to an account and its address book. */
export type MutationSessionRevokeArgs = {
  refreshToken: Scalars['String']['input'];
};

/** Where a page of a connection stands in its list. */
export type PageInfo = {
  __typename?: 'PageInfo';
  /** Cursor of the last node, to be passed as `after` for the next page; null when the page is empty. */
  endCursor?: Maybe<Scalars['String']['output']>;
  /** Whether more nodes follow this page. */
  hasNextPage: Scalars['Boolean']['output'];
  /** Whether this page was reached by a cursor, so that nodes precede it. */
  hasPreviousPage: Scalars['Boolean']['output'];
  /** Cursor of the first node; null when the page is empty. */
  startCursor?: Maybe<Scalars['String']['output']>;
};

/** Customers, their address books and their sessions. */
export type Query = {
  __typename?: 'Query';
  /** Customers that match, newest first. Staff only. */
  customers?: Maybe<CustomerConnection>;
  /** The signed-in customer; null when nobody is signed in. */
  me?: Maybe<Customer>;
};


/** Customers, their address books and their sessions. */
export type QueryCustomersArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  where?: InputMaybe<CustomerWhere>;
};

/** What an account may do. */
export type Role =
  /** Staff that may also set roles. */
  | 'ADMIN'
  /** Buys. */
  | 'CUSTOMER'
  /** Runs the shop: sees all customers and orders, changes products and stock. */
  | 'STAFF';

/** A signed-in device, as it is handed over once. Keep both tokens secret. */
export type Session = {
  __typename?: 'Session';
  /** Sent as `Authorization: Bearer ...` with every request. */
  accessToken: Scalars['String']['output'];
  /** When the access token expires; refresh before. */
  expiresAt: Scalars['DateTime']['output'];
  /** Traded for the next one by sessionRefresh; good for 30 days from sign-in, once. */
  refreshToken: Scalars['String']['output'];
};

/** What became of signing out. */
export type SessionRevokePayload = {
  __typename?: 'SessionRevokePayload';
  /** Whether the token was of a session, which is over now; false for an unknown token. */
  revoked: Scalars['Boolean']['output'];
};

/** A refusal a person can act on. It comes in a mutation's payload; top-level errors are for bugs, access and limits. */
export type UserError = {
  /** Path of the culprit in the mutation's arguments; null when it is not one argument. */
  field?: Maybe<Array<Scalars['String']['output']>>;
  /** A sentence that names the culprit and the next step. */
  message: Scalars['String']['output'];
};



export type ResolverTypeWrapper<T> = Promise<T> | T;

export type ReferenceResolver<TResult, TReference, TContext> = (
      reference: TReference,
      context: TContext,
      info: GraphQLResolveInfo
    ) => Promise<TResult> | TResult;

      type ScalarCheck<T, S> = S extends true ? T : NullableCheck<T, S>;
      type NullableCheck<T, S> = Maybe<T> extends T ? Maybe<ListCheck<NonNullable<T>, S>> : ListCheck<T, S>;
      type ListCheck<T, S> = T extends (infer U)[] ? NullableCheck<U, S>[] : GraphQLRecursivePick<T, S>;
      export type GraphQLRecursivePick<T, S> = { [K in keyof T & keyof S]: ScalarCheck<T[K], S[K]> };
    

export type ResolverWithResolve<TResult, TParent, TContext, TArgs> = {
  resolve: ResolverFn<TResult, TParent, TContext, TArgs>;
};
export type Resolver<TResult, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> = ResolverFn<TResult, TParent, TContext, TArgs> | ResolverWithResolve<TResult, TParent, TContext, TArgs>;

export type ResolverFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => Promise<TResult> | TResult;

export type SubscriptionSubscribeFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => AsyncIterable<TResult> | Promise<AsyncIterable<TResult>>;

export type SubscriptionResolveFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => TResult | Promise<TResult>;

export interface SubscriptionSubscriberObject<TResult, TKey extends string, TParent, TContext, TArgs> {
  subscribe: SubscriptionSubscribeFn<{ [key in TKey]: TResult }, TParent, TContext, TArgs>;
  resolve?: SubscriptionResolveFn<TResult, { [key in TKey]: TResult }, TContext, TArgs>;
}

export interface SubscriptionResolverObject<TResult, TParent, TContext, TArgs> {
  subscribe: SubscriptionSubscribeFn<any, TParent, TContext, TArgs>;
  resolve: SubscriptionResolveFn<TResult, any, TContext, TArgs>;
}

export type SubscriptionObject<TResult, TKey extends string, TParent, TContext, TArgs> =
  | SubscriptionSubscriberObject<TResult, TKey, TParent, TContext, TArgs>
  | SubscriptionResolverObject<TResult, TParent, TContext, TArgs>;

export type SubscriptionResolver<TResult, TKey extends string, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> =
  | ((...args: any[]) => SubscriptionObject<TResult, TKey, TParent, TContext, TArgs>)
  | SubscriptionObject<TResult, TKey, TParent, TContext, TArgs>;

export type TypeResolveFn<TTypes, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>> = (
  parent: TParent,
  context: TContext,
  info: GraphQLResolveInfo
) => Maybe<TTypes> | Promise<Maybe<TTypes>>;

export type IsTypeOfResolverFn<T = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>> = (obj: T, context: TContext, info: GraphQLResolveInfo) => boolean | Promise<boolean>;

export type NextResolverFn<T> = () => Promise<T>;

export type DirectiveResolverFn<TResult = Record<PropertyKey, never>, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> = (
  next: NextResolverFn<TResult>,
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => TResult | Promise<TResult>;

/** Mapping of federation types */
export type FederationTypes = {
  Customer: Customer;
};

/** Mapping of federation reference types */
export type FederationReferenceTypes = {
  Customer:
    ( { __typename: 'Customer' }
    & GraphQLRecursivePick<FederationTypes['Customer'], {"id":true}> );
};


/** Mapping of interface types */
export type ResolversInterfaceTypes<_RefType extends Record<string, unknown>> = {
  UserError:
    | ( AddressUserError )
    | ( CustomerUserError )
  ;
};

/** Mapping between all available schema types and the resolvers types */
export type ResolversTypes = {
  Address: ResolverTypeWrapper<AddressRow>;
  String: ResolverTypeWrapper<Scalars['String']['output']>;
  ID: ResolverTypeWrapper<Scalars['ID']['output']>;
  AddressErrorCode: AddressErrorCode;
  AddressInput: AddressInput;
  AddressPayload: ResolverTypeWrapper<Omit<AddressPayload, 'address'> & { address?: Maybe<ResolversTypes['Address']> }>;
  AddressUserError: ResolverTypeWrapper<AddressUserError>;
  CountryCode: ResolverTypeWrapper<Scalars['CountryCode']['output']>;
  CurrencyCode: ResolverTypeWrapper<Scalars['CurrencyCode']['output']>;
  Customer: ResolverTypeWrapper<CustomerRow>;
  CustomerConnection: ResolverTypeWrapper<Connection<CustomerRow>>;
  Int: ResolverTypeWrapper<Scalars['Int']['output']>;
  CustomerEdge: ResolverTypeWrapper<Omit<CustomerEdge, 'node'> & { node: ResolversTypes['Customer'] }>;
  CustomerErrorCode: CustomerErrorCode;
  CustomerLoginInput: CustomerLoginInput;
  CustomerPasswordChangeInput: CustomerPasswordChangeInput;
  CustomerPayload: ResolverTypeWrapper<Omit<CustomerPayload, 'customer'> & { customer?: Maybe<ResolversTypes['Customer']> }>;
  CustomerRegisterInput: CustomerRegisterInput;
  CustomerSessionPayload: ResolverTypeWrapper<Omit<CustomerSessionPayload, 'customer'> & { customer?: Maybe<ResolversTypes['Customer']> }>;
  CustomerUpdateInput: CustomerUpdateInput;
  CustomerUserError: ResolverTypeWrapper<CustomerUserError>;
  CustomerWhere: CustomerWhere;
  DateTime: ResolverTypeWrapper<Scalars['DateTime']['output']>;
  Money: ResolverTypeWrapper<MoneyValue>;
  MoneyInput: MoneyInput;
  Mutation: ResolverTypeWrapper<Record<PropertyKey, never>>;
  PageInfo: ResolverTypeWrapper<PageInfo>;
  Boolean: ResolverTypeWrapper<Scalars['Boolean']['output']>;
  Query: ResolverTypeWrapper<Record<PropertyKey, never>>;
  Role: Role;
  SafeInt: ResolverTypeWrapper<Scalars['SafeInt']['output']>;
  Session: ResolverTypeWrapper<Session>;
  SessionRevokePayload: ResolverTypeWrapper<SessionRevokePayload>;
  UserError: ResolverTypeWrapper<ResolversInterfaceTypes<ResolversTypes>['UserError']>;
};

/** Mapping between all available schema types and the resolvers parents */
export type ResolversParentTypes = {
  Address: AddressRow;
  String: Scalars['String']['output'];
  ID: Scalars['ID']['output'];
  AddressInput: AddressInput;
  AddressPayload: Omit<AddressPayload, 'address'> & { address?: Maybe<ResolversParentTypes['Address']> };
  AddressUserError: AddressUserError;
  CountryCode: Scalars['CountryCode']['output'];
  CurrencyCode: Scalars['CurrencyCode']['output'];
  Customer: CustomerRow;
  CustomerConnection: Connection<CustomerRow>;
  Int: Scalars['Int']['output'];
  CustomerEdge: Omit<CustomerEdge, 'node'> & { node: ResolversParentTypes['Customer'] };
  CustomerLoginInput: CustomerLoginInput;
  CustomerPasswordChangeInput: CustomerPasswordChangeInput;
  CustomerPayload: Omit<CustomerPayload, 'customer'> & { customer?: Maybe<ResolversParentTypes['Customer']> };
  CustomerRegisterInput: CustomerRegisterInput;
  CustomerSessionPayload: Omit<CustomerSessionPayload, 'customer'> & { customer?: Maybe<ResolversParentTypes['Customer']> };
  CustomerUpdateInput: CustomerUpdateInput;
  CustomerUserError: CustomerUserError;
  CustomerWhere: CustomerWhere;
  DateTime: Scalars['DateTime']['output'];
  Money: MoneyValue;
  MoneyInput: MoneyInput;
  Mutation: Record<PropertyKey, never>;
  PageInfo: PageInfo;
  Boolean: Scalars['Boolean']['output'];
  Query: Record<PropertyKey, never>;
  SafeInt: Scalars['SafeInt']['output'];
  Session: Session;
  SessionRevokePayload: SessionRevokePayload;
  UserError: ResolversInterfaceTypes<ResolversParentTypes>['UserError'];
};

export type AddressResolvers<ContextType = CustomerContext, ParentType extends ResolversParentTypes['Address'] = ResolversParentTypes['Address']> = {
  city?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  country?: Resolver<ResolversTypes['CountryCode'], ParentType, ContextType>;
  id?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  line1?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  line2?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  postalCode?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  region?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type AddressPayloadResolvers<ContextType = CustomerContext, ParentType extends ResolversParentTypes['AddressPayload'] = ResolversParentTypes['AddressPayload']> = {
  address?: Resolver<Maybe<ResolversTypes['Address']>, ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['AddressUserError']>, ParentType, ContextType>;
};

export type AddressUserErrorResolvers<ContextType = CustomerContext, ParentType extends ResolversParentTypes['AddressUserError'] = ResolversParentTypes['AddressUserError']> = {
  code?: Resolver<ResolversTypes['AddressErrorCode'], ParentType, ContextType>;
  field?: Resolver<Maybe<Array<ResolversTypes['String']>>, ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export interface CountryCodeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['CountryCode'], any> {
  name: 'CountryCode';
}

export interface CurrencyCodeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['CurrencyCode'], any> {
  name: 'CurrencyCode';
}

export type CustomerResolvers<ContextType = CustomerContext, ParentType extends ResolversParentTypes['Customer'] = ResolversParentTypes['Customer'], FederationReferenceType extends FederationReferenceTypes['Customer'] = FederationReferenceTypes['Customer']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Customer']> | FederationReferenceType, FederationReferenceType, ContextType>;
  addresses?: Resolver<Array<ResolversTypes['Address']>, ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  email?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  role?: Resolver<ResolversTypes['Role'], ParentType, ContextType>;
};

export type CustomerConnectionResolvers<ContextType = CustomerContext, ParentType extends ResolversParentTypes['CustomerConnection'] = ResolversParentTypes['CustomerConnection']> = {
  edges?: Resolver<Array<ResolversTypes['CustomerEdge']>, ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['Customer']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type CustomerEdgeResolvers<ContextType = CustomerContext, ParentType extends ResolversParentTypes['CustomerEdge'] = ResolversParentTypes['CustomerEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Customer'], ParentType, ContextType>;
};

export type CustomerPayloadResolvers<ContextType = CustomerContext, ParentType extends ResolversParentTypes['CustomerPayload'] = ResolversParentTypes['CustomerPayload']> = {
  customer?: Resolver<Maybe<ResolversTypes['Customer']>, ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['CustomerUserError']>, ParentType, ContextType>;
};

export type CustomerSessionPayloadResolvers<ContextType = CustomerContext, ParentType extends ResolversParentTypes['CustomerSessionPayload'] = ResolversParentTypes['CustomerSessionPayload']> = {
  customer?: Resolver<Maybe<ResolversTypes['Customer']>, ParentType, ContextType>;
  session?: Resolver<Maybe<ResolversTypes['Session']>, ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['CustomerUserError']>, ParentType, ContextType>;
};

export type CustomerUserErrorResolvers<ContextType = CustomerContext, ParentType extends ResolversParentTypes['CustomerUserError'] = ResolversParentTypes['CustomerUserError']> = {
  code?: Resolver<ResolversTypes['CustomerErrorCode'], ParentType, ContextType>;
  field?: Resolver<Maybe<Array<ResolversTypes['String']>>, ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export interface DateTimeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['DateTime'], any> {
  name: 'DateTime';
}

export type MoneyResolvers<ContextType = CustomerContext, ParentType extends ResolversParentTypes['Money'] = ResolversParentTypes['Money']> = {
  amountMinor?: Resolver<ResolversTypes['SafeInt'], ParentType, ContextType>;
  currency?: Resolver<ResolversTypes['CurrencyCode'], ParentType, ContextType>;
  formatted?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type MutationResolvers<ContextType = CustomerContext, ParentType extends ResolversParentTypes['Mutation'] = ResolversParentTypes['Mutation']> = {
  addressAdd?: Resolver<Maybe<ResolversTypes['AddressPayload']>, ParentType, ContextType, RequireFields<MutationAddressAddArgs, 'input'>>;
  addressRemove?: Resolver<Maybe<ResolversTypes['AddressPayload']>, ParentType, ContextType, RequireFields<MutationAddressRemoveArgs, 'id'>>;
  addressUpdate?: Resolver<Maybe<ResolversTypes['AddressPayload']>, ParentType, ContextType, RequireFields<MutationAddressUpdateArgs, 'id' | 'input'>>;
  customerLogin?: Resolver<Maybe<ResolversTypes['CustomerSessionPayload']>, ParentType, ContextType, RequireFields<MutationCustomerLoginArgs, 'input'>>;
  customerPasswordChange?: Resolver<Maybe<ResolversTypes['CustomerSessionPayload']>, ParentType, ContextType, RequireFields<MutationCustomerPasswordChangeArgs, 'input'>>;
  customerRegister?: Resolver<Maybe<ResolversTypes['CustomerSessionPayload']>, ParentType, ContextType, RequireFields<MutationCustomerRegisterArgs, 'input'>>;
  customerRoleSet?: Resolver<Maybe<ResolversTypes['CustomerPayload']>, ParentType, ContextType, RequireFields<MutationCustomerRoleSetArgs, 'customerId' | 'role'>>;
  customerUpdate?: Resolver<Maybe<ResolversTypes['CustomerPayload']>, ParentType, ContextType, RequireFields<MutationCustomerUpdateArgs, 'input'>>;
  sessionRefresh?: Resolver<Maybe<ResolversTypes['CustomerSessionPayload']>, ParentType, ContextType, RequireFields<MutationSessionRefreshArgs, 'refreshToken'>>;
  sessionRevoke?: Resolver<Maybe<ResolversTypes['SessionRevokePayload']>, ParentType, ContextType, RequireFields<MutationSessionRevokeArgs, 'refreshToken'>>;
};

export type PageInfoResolvers<ContextType = CustomerContext, ParentType extends ResolversParentTypes['PageInfo'] = ResolversParentTypes['PageInfo']> = {
  endCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  hasNextPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  hasPreviousPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  startCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type QueryResolvers<ContextType = CustomerContext, ParentType extends ResolversParentTypes['Query'] = ResolversParentTypes['Query']> = {
  customers?: Resolver<Maybe<ResolversTypes['CustomerConnection']>, ParentType, ContextType, RequireFields<QueryCustomersArgs, 'first'>>;
  me?: Resolver<Maybe<ResolversTypes['Customer']>, ParentType, ContextType>;
};

export interface SafeIntScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['SafeInt'], any> {
  name: 'SafeInt';
}

export type SessionResolvers<ContextType = CustomerContext, ParentType extends ResolversParentTypes['Session'] = ResolversParentTypes['Session']> = {
  accessToken?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  expiresAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  refreshToken?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type SessionRevokePayloadResolvers<ContextType = CustomerContext, ParentType extends ResolversParentTypes['SessionRevokePayload'] = ResolversParentTypes['SessionRevokePayload']> = {
  revoked?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
};

export type UserErrorResolvers<ContextType = CustomerContext, ParentType extends ResolversParentTypes['UserError'] = ResolversParentTypes['UserError']> = {
  __resolveType: TypeResolveFn<'AddressUserError' | 'CustomerUserError', ParentType, ContextType>;
};

export type Resolvers<ContextType = CustomerContext> = {
  Address?: AddressResolvers<ContextType>;
  AddressPayload?: AddressPayloadResolvers<ContextType>;
  AddressUserError?: AddressUserErrorResolvers<ContextType>;
  CountryCode?: GraphQLScalarType;
  CurrencyCode?: GraphQLScalarType;
  Customer?: CustomerResolvers<ContextType>;
  CustomerConnection?: CustomerConnectionResolvers<ContextType>;
  CustomerEdge?: CustomerEdgeResolvers<ContextType>;
  CustomerPayload?: CustomerPayloadResolvers<ContextType>;
  CustomerSessionPayload?: CustomerSessionPayloadResolvers<ContextType>;
  CustomerUserError?: CustomerUserErrorResolvers<ContextType>;
  DateTime?: GraphQLScalarType;
  Money?: MoneyResolvers<ContextType>;
  Mutation?: MutationResolvers<ContextType>;
  PageInfo?: PageInfoResolvers<ContextType>;
  Query?: QueryResolvers<ContextType>;
  SafeInt?: GraphQLScalarType;
  Session?: SessionResolvers<ContextType>;
  SessionRevokePayload?: SessionRevokePayloadResolvers<ContextType>;
  UserError?: UserErrorResolvers<ContextType>;
};

