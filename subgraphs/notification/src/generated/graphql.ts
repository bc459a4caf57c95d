// Made by `npm run codegen` from schema.graphql and codegen.yml: change those.
import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type { Money as MoneyValue } from '@eci/kit/money';
import type { NotificationRow, DeliveryAttemptRow } from '../notification.entity.ts';
import type { Connection } from '@eci/kit/connections';
import type { NotificationContext } from '../context.ts';
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

/** A customer; its context is the customer's own. */
export type Customer = {
  __typename?: 'Customer';
  /** Opaque id, cus_... */
  id: Scalars['ID']['output'];
};

/** One attempt to deliver a notification. */
export type DeliveryAttempt = {
  __typename?: 'DeliveryAttempt';
  /** When it ended. */
  at: Scalars['DateTime']['output'];
  /** By what it was carried: smtp, console (the audit log only), or the name of an SMS provider. */
  carrier: Scalars['String']['output'];
  /** The carrier's reply code, or the name of what went wrong; null when there is nothing to add. */
  code?: Maybe<Scalars['String']['output']>;
  /** 1, 2, 3... per notification. */
  number: Scalars['Int']['output'];
  /** How it ended. */
  outcome: DeliveryOutcome;
};

/** How an attempt to deliver ended. */
export type DeliveryOutcome =
  /** The carrier did not take it. */
  | 'FAILED'
  /** The carrier took the message. */
  | 'SENT'
  /** The sending process died meanwhile, so the message may have left; the next one has the same Message-ID. */
  | 'UNKNOWN';

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

/** Messages of the staff's own, all for staff. */
export type Mutation = {
  __typename?: 'Mutation';
  /** Calls back a message that waits to be sent. */
  notificationCancel?: Maybe<NotificationPayload>;
  /** Sends a message to one person, at most once per key. */
  notificationSend?: Maybe<NotificationPayload>;
};


/** Messages of the staff's own, all for staff. */
export type MutationNotificationCancelArgs = {
  id: Scalars['ID']['input'];
};


/** Messages of the staff's own, all for staff. */
export type MutationNotificationSendArgs = {
  idempotencyKey: Scalars['String']['input'];
  input: NotificationSendInput;
};

/** A message to one person. Customers see those to them, guests those about their order, staff all. */
export type Notification = {
  __typename?: 'Notification';
  /** Every attempt to deliver it, oldest first; empty while none has ended. */
  attempts: Array<DeliveryAttempt>;
  /** How it is sent. */
  channel: NotificationChannel;
  /** When it was written. */
  createdAt: Scalars['DateTime']['output'];
  /** The customer it is for; null for a guest, for the staff, and for messages about no customer. */
  customer?: Maybe<Customer>;
  /** The message as HTML; null where the channel has none. */
  html?: Maybe<Scalars['String']['output']>;
  /** Opaque id, ntf_... */
  id: Scalars['ID']['output'];
  /** What it is about: WELCOME, ORDER_CONFIRMATION, ORDER_FAILED, ORDER_CANCELLED, REFUND, SHIPPED, DELIVERED, LOW_STOCK (to the staff) or MESSAGE (of the staff's own). More may come. */
  kind: Scalars['String']['output'];
  /** The order it is about; null when it is about none. */
  order?: Maybe<Order>;
  /** The e-mail address, or the telephone number in E.164 notation. */
  recipient: Scalars['String']['output'];
  /** When its carrier took it; null until then. */
  sentAt?: Maybe<Scalars['DateTime']['output']>;
  /** How far it is. */
  status: NotificationStatus;
  /** Subject line; empty for a text message. */
  subject: Scalars['String']['output'];
  /** The message as plain text. */
  text: Scalars['String']['output'];
};

/** How a notification is sent. */
export type NotificationChannel =
  /** By e-mail. */
  | 'EMAIL'
  /** By text message to a telephone. */
  | 'SMS';

/** A page of notifications. */
export type NotificationConnection = {
  __typename?: 'NotificationConnection';
  /** The page's nodes, each with its cursor. */
  edges: Array<NotificationEdge>;
  /** The page's nodes alone. */
  nodes: Array<Notification>;
  /** Where the page stands. */
  pageInfo: PageInfo;
  /** How many match on all pages; counted only when asked. */
  totalCount: Scalars['Int']['output'];
};

/** A notification on a page. */
export type NotificationEdge = {
  __typename?: 'NotificationEdge';
  /** Where it stands. */
  cursor: Scalars['String']['output'];
  /** The notification. */
  node: Notification;
};

/** Refusals of messages. */
export type NotificationErrorCode =
  /** The first request with this key is still running. */
  | 'IDEMPOTENCY_IN_PROGRESS'
  /** This key was used for another message. */
  | 'IDEMPOTENCY_KEY_REUSED'
  /** An argument is not valid; `field` names it. */
  | 'INPUT_INVALID'
  /** It is in the hands of its carrier at this moment. */
  | 'NOTIFICATION_BEING_SENT'
  /** No notification has this id. */
  | 'NOTIFICATION_NOT_FOUND'
  /** It was sent, given up or cancelled before. */
  | 'NOTIFICATION_STATUS_ILLEGAL';

/** What became of a message. */
export type NotificationPayload = {
  __typename?: 'NotificationPayload';
  /** The notification; null when it was refused. */
  notification?: Maybe<Notification>;
  /** Why it was refused; empty when it was not. */
  userErrors: Array<NotificationUserError>;
};

/** A message of the staff's own. */
export type NotificationSendInput = {
  /** How to send it. */
  channel?: InputMaybe<NotificationChannel>;
  /** The customer it is for, who then sees it. */
  customerId?: InputMaybe<Scalars['ID']['input']>;
  /** The order it is about; whoever may see the order then sees it. */
  orderId?: InputMaybe<Scalars['ID']['input']>;
  /** An e-mail address, or for SMS a telephone number in E.164 notation such as +4940123456. */
  recipient: Scalars['String']['input'];
  /** Subject line of an e-mail, up to 150 characters, needed there; a text message has none. */
  subject?: InputMaybe<Scalars['String']['input']>;
  /** Plain text, up to 10,000 characters (1,530 by SMS); an empty line starts a paragraph. */
  text: Scalars['String']['input'];
};

/** How far a notification is. */
export type NotificationStatus =
  /** Called back before it was sent. */
  | 'CANCELLED'
  /** Given up, after too many attempts or because the recipient does not exist. */
  | 'FAILED'
  /** Waiting for its first attempt, or for the next one. */
  | 'PENDING'
  /** Taken by its carrier; whether it was read nobody knows. Without a mail server: written to the audit log. */
  | 'SENT';

/** Why a message was refused. */
export type NotificationUserError = UserError & {
  __typename?: 'NotificationUserError';
  /** For programs. */
  code: NotificationErrorCode;
  /** Path of the culprit in the mutation's arguments; null when it is not one argument. */
  field?: Maybe<Array<Scalars['String']['output']>>;
  /** A sentence that names the culprit and the next step. */
  message: Scalars['String']['output'];
};

/** What notifications must match; everything given must hold. */
export type NotificationWhere = {
  /** For this customer. */
  customerId?: InputMaybe<Scalars['ID']['input']>;
  /** About this: one of the kinds that Notification.kind names. */
  kind?: InputMaybe<Scalars['String']['input']>;
  /** About this order. */
  orderId?: InputMaybe<Scalars['ID']['input']>;
  /** Of this status. */
  status?: InputMaybe<NotificationStatus>;
};

/** An order; its context is the order's own. */
export type Order = {
  __typename?: 'Order';
  /** Opaque id, ord_... */
  id: Scalars['ID']['output'];
  /** The messages about it that you may see, oldest first. */
  notifications?: Maybe<Array<Notification>>;
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

/** What the shop told people: every message to a customer or to the staff, with each attempt to deliver it. */
export type Query = {
  __typename?: 'Query';
  /** One notification; null when it is unknown or somebody else's. */
  notification?: Maybe<Notification>;
  /** All notifications that match, newest first; staff only. */
  notifications?: Maybe<NotificationConnection>;
};


/** What the shop told people: every message to a customer or to the staff, with each attempt to deliver it. */
export type QueryNotificationArgs = {
  id: Scalars['ID']['input'];
};


/** What the shop told people: every message to a customer or to the staff, with each attempt to deliver it. */
export type QueryNotificationsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  where?: InputMaybe<NotificationWhere>;
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
  Notification: Notification;
  Order: Order;
};

/** Mapping of federation reference types */
export type FederationReferenceTypes = {
  Notification:
    ( { __typename: 'Notification' }
    & GraphQLRecursivePick<FederationTypes['Notification'], {"id":true}> );
  Order:
    ( { __typename: 'Order' }
    & GraphQLRecursivePick<FederationTypes['Order'], {"id":true}> );
};


/** Mapping of interface types */
export type ResolversInterfaceTypes<_RefType extends Record<string, unknown>> = {
  UserError: ( NotificationUserError );
};

/** Mapping between all available schema types and the resolvers types */
export type ResolversTypes = {
  CountryCode: ResolverTypeWrapper<Scalars['CountryCode']['output']>;
  CurrencyCode: ResolverTypeWrapper<Scalars['CurrencyCode']['output']>;
  Customer: ResolverTypeWrapper<Customer>;
  ID: ResolverTypeWrapper<Scalars['ID']['output']>;
  DateTime: ResolverTypeWrapper<Scalars['DateTime']['output']>;
  DeliveryAttempt: ResolverTypeWrapper<DeliveryAttemptRow>;
  String: ResolverTypeWrapper<Scalars['String']['output']>;
  Int: ResolverTypeWrapper<Scalars['Int']['output']>;
  DeliveryOutcome: DeliveryOutcome;
  Money: ResolverTypeWrapper<MoneyValue>;
  MoneyInput: MoneyInput;
  Mutation: ResolverTypeWrapper<Record<PropertyKey, never>>;
  Notification: ResolverTypeWrapper<NotificationRow>;
  NotificationChannel: NotificationChannel;
  NotificationConnection: ResolverTypeWrapper<Connection<NotificationRow>>;
  NotificationEdge: ResolverTypeWrapper<Omit<NotificationEdge, 'node'> & { node: ResolversTypes['Notification'] }>;
  NotificationErrorCode: NotificationErrorCode;
  NotificationPayload: ResolverTypeWrapper<Omit<NotificationPayload, 'notification'> & { notification?: Maybe<ResolversTypes['Notification']> }>;
  NotificationSendInput: NotificationSendInput;
  NotificationStatus: NotificationStatus;
  NotificationUserError: ResolverTypeWrapper<NotificationUserError>;
  NotificationWhere: NotificationWhere;
  Order: ResolverTypeWrapper<Omit<Order, 'notifications'> & { notifications?: Maybe<Array<ResolversTypes['Notification']>> }>;
  PageInfo: ResolverTypeWrapper<PageInfo>;
  Boolean: ResolverTypeWrapper<Scalars['Boolean']['output']>;
  Query: ResolverTypeWrapper<Record<PropertyKey, never>>;
  SafeInt: ResolverTypeWrapper<Scalars['SafeInt']['output']>;
  UserError: ResolverTypeWrapper<ResolversInterfaceTypes<ResolversTypes>['UserError']>;
};

/** Mapping between all available schema types and the resolvers parents */
export type ResolversParentTypes = {
  CountryCode: Scalars['CountryCode']['output'];
  CurrencyCode: Scalars['CurrencyCode']['output'];
  Customer: Customer;
  ID: Scalars['ID']['output'];
  DateTime: Scalars['DateTime']['output'];
  DeliveryAttempt: DeliveryAttemptRow;
  String: Scalars['String']['output'];
  Int: Scalars['Int']['output'];
  Money: MoneyValue;
  MoneyInput: MoneyInput;
  Mutation: Record<PropertyKey, never>;
  Notification: NotificationRow;
  NotificationConnection: Connection<NotificationRow>;
  NotificationEdge: Omit<NotificationEdge, 'node'> & { node: ResolversParentTypes['Notification'] };
  NotificationPayload: Omit<NotificationPayload, 'notification'> & { notification?: Maybe<ResolversParentTypes['Notification']> };
  NotificationSendInput: NotificationSendInput;
  NotificationUserError: NotificationUserError;
  NotificationWhere: NotificationWhere;
  Order: Omit<Order, 'notifications'> & { notifications?: Maybe<Array<ResolversParentTypes['Notification']>> } | FederationReferenceTypes['Order'];
  PageInfo: PageInfo;
  Boolean: Scalars['Boolean']['output'];
  Query: Record<PropertyKey, never>;
  SafeInt: Scalars['SafeInt']['output'];
  UserError: ResolversInterfaceTypes<ResolversParentTypes>['UserError'];
};

export interface CountryCodeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['CountryCode'], any> {
  name: 'CountryCode';
}

export interface CurrencyCodeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['CurrencyCode'], any> {
  name: 'CurrencyCode';
}

export type CustomerResolvers<ContextType = NotificationContext, ParentType extends ResolversParentTypes['Customer'] = ResolversParentTypes['Customer']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export interface DateTimeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['DateTime'], any> {
  name: 'DateTime';
}

export type DeliveryAttemptResolvers<ContextType = NotificationContext, ParentType extends ResolversParentTypes['DeliveryAttempt'] = ResolversParentTypes['DeliveryAttempt']> = {
  at?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  carrier?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  code?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  number?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  outcome?: Resolver<ResolversTypes['DeliveryOutcome'], ParentType, ContextType>;
};

export type MoneyResolvers<ContextType = NotificationContext, ParentType extends ResolversParentTypes['Money'] = ResolversParentTypes['Money']> = {
  amountMinor?: Resolver<ResolversTypes['SafeInt'], ParentType, ContextType>;
  currency?: Resolver<ResolversTypes['CurrencyCode'], ParentType, ContextType>;
  formatted?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type MutationResolvers<ContextType = NotificationContext, ParentType extends ResolversParentTypes['Mutation'] = ResolversParentTypes['Mutation']> = {
  notificationCancel?: Resolver<Maybe<ResolversTypes['NotificationPayload']>, ParentType, ContextType, RequireFields<MutationNotificationCancelArgs, 'id'>>;
  notificationSend?: Resolver<Maybe<ResolversTypes['NotificationPayload']>, ParentType, ContextType, RequireFields<MutationNotificationSendArgs, 'idempotencyKey' | 'input'>>;
};

export type NotificationResolvers<ContextType = NotificationContext, ParentType extends ResolversParentTypes['Notification'] = ResolversParentTypes['Notification'], FederationReferenceType extends FederationReferenceTypes['Notification'] = FederationReferenceTypes['Notification']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Notification']> | FederationReferenceType, FederationReferenceType, ContextType>;
  attempts?: Resolver<Array<ResolversTypes['DeliveryAttempt']>, ParentType, ContextType>;
  channel?: Resolver<ResolversTypes['NotificationChannel'], ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  customer?: Resolver<Maybe<ResolversTypes['Customer']>, ParentType, ContextType>;
  html?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  order?: Resolver<Maybe<ResolversTypes['Order']>, ParentType, ContextType>;
  recipient?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  sentAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  status?: Resolver<ResolversTypes['NotificationStatus'], ParentType, ContextType>;
  subject?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  text?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type NotificationConnectionResolvers<ContextType = NotificationContext, ParentType extends ResolversParentTypes['NotificationConnection'] = ResolversParentTypes['NotificationConnection']> = {
  edges?: Resolver<Array<ResolversTypes['NotificationEdge']>, ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['Notification']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type NotificationEdgeResolvers<ContextType = NotificationContext, ParentType extends ResolversParentTypes['NotificationEdge'] = ResolversParentTypes['NotificationEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Notification'], ParentType, ContextType>;
};

export type NotificationPayloadResolvers<ContextType = NotificationContext, ParentType extends ResolversParentTypes['NotificationPayload'] = ResolversParentTypes['NotificationPayload']> = {
  notification?: Resolver<Maybe<ResolversTypes['Notification']>, ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['NotificationUserError']>, ParentType, ContextType>;
};

export type NotificationUserErrorResolvers<ContextType = NotificationContext, ParentType extends ResolversParentTypes['NotificationUserError'] = ResolversParentTypes['NotificationUserError']> = {
  code?: Resolver<ResolversTypes['NotificationErrorCode'], ParentType, ContextType>;
  field?: Resolver<Maybe<Array<ResolversTypes['String']>>, ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type OrderResolvers<ContextType = NotificationContext, ParentType extends ResolversParentTypes['Order'] = ResolversParentTypes['Order'], FederationReferenceType extends FederationReferenceTypes['Order'] = FederationReferenceTypes['Order']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Order']> | FederationReferenceType, FederationReferenceType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  notifications?: Resolver<Maybe<Array<ResolversTypes['Notification']>>, ParentType, ContextType>;
};

export type PageInfoResolvers<ContextType = NotificationContext, ParentType extends ResolversParentTypes['PageInfo'] = ResolversParentTypes['PageInfo']> = {
  endCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  hasNextPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  hasPreviousPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  startCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type QueryResolvers<ContextType = NotificationContext, ParentType extends ResolversParentTypes['Query'] = ResolversParentTypes['Query']> = {
  notification?: Resolver<Maybe<ResolversTypes['Notification']>, ParentType, ContextType, RequireFields<QueryNotificationArgs, 'id'>>;
  notifications?: Resolver<Maybe<ResolversTypes['NotificationConnection']>, ParentType, ContextType, RequireFields<QueryNotificationsArgs, 'first'>>;
};

export interface SafeIntScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['SafeInt'], any> {
  name: 'SafeInt';
}

export type UserErrorResolvers<ContextType = NotificationContext, ParentType extends ResolversParentTypes['UserError'] = ResolversParentTypes['UserError']> = {
  __resolveType: TypeResolveFn<'NotificationUserError', ParentType, ContextType>;
};

export type Resolvers<ContextType = NotificationContext> = {
  CountryCode?: GraphQLScalarType;
  CurrencyCode?: GraphQLScalarType;
  Customer?: CustomerResolvers<ContextType>;
  DateTime?: GraphQLScalarType;
  DeliveryAttempt?: DeliveryAttemptResolvers<ContextType>;
  Money?: MoneyResolvers<ContextType>;
  Mutation?: MutationResolvers<ContextType>;
  Notification?: NotificationResolvers<ContextType>;
  NotificationConnection?: NotificationConnectionResolvers<ContextType>;
  NotificationEdge?: NotificationEdgeResolvers<ContextType>;
  NotificationPayload?: NotificationPayloadResolvers<ContextType>;
  NotificationUserError?: NotificationUserErrorResolvers<ContextType>;
  Order?: OrderResolvers<ContextType>;
  PageInfo?: PageInfoResolvers<ContextType>;
  Query?: QueryResolvers<ContextType>;
  SafeInt?: GraphQLScalarType;
  UserError?: UserErrorResolvers<ContextType>;
};

