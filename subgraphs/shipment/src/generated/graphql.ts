// Made by `npm run codegen` from schema.graphql and codegen.yml: change those.
import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type { Money as MoneyValue } from '@eci/kit/money';
import type { ShipmentRow, ShipmentEventRow } from '../shipment.entity.ts';
import type { ShipmentLine as LineValue } from '../shipment.ts';
import type { Connection } from '@eci/kit/connections';
import type { ShipmentContext } from '../context.ts';
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

/** Changes to shipments, for staff. */
export type Mutation = {
  __typename?: 'Mutation';
  /** Moves a shipment along its life cycle. CANCELLED is refused: cancel the order instead, which cancels its shipments and refunds it. */
  shipmentStatusUpdate?: Maybe<ShipmentPayload>;
};


/** Changes to shipments, for staff. */
export type MutationShipmentStatusUpdateArgs = {
  note?: InputMaybe<Scalars['String']['input']>;
  shipmentId: Scalars['ID']['input'];
  status: ShipmentStatus;
};

/** An order; this subgraph adds its parcels. */
export type Order = {
  __typename?: 'Order';
  /** Opaque id, ord_... */
  id: Scalars['ID']['output'];
  /** Its parcels, one per warehouse; none before it is confirmed, and none for who may not see the order. */
  shipments?: Maybe<Array<Shipment>>;
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

/** Parcels on their way: what was packed where, who carries it and how far it has come. */
export type Query = {
  __typename?: 'Query';
  /** The shipment with this tracking number, for anyone who knows it; null when unknown. It shows status, carrier and events; what else there is, is null or leads nowhere for a stranger. */
  shipmentTrack?: Maybe<Shipment>;
  /** Shipments that match, newest first; staff only. Customers find theirs with their orders. */
  shipments?: Maybe<ShipmentConnection>;
};


/** Parcels on their way: what was packed where, who carries it and how far it has come. */
export type QueryShipmentTrackArgs = {
  trackingNumber: Scalars['String']['input'];
};


/** Parcels on their way: what was packed where, who carries it and how far it has come. */
export type QueryShipmentsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  where?: InputMaybe<ShipmentWhere>;
};

/** What one warehouse sends for one order: a parcel. */
export type Shipment = {
  __typename?: 'Shipment';
  /** Name of the carrier. */
  carrier: Scalars['String']['output'];
  /** When it was created, which is when its order was confirmed. */
  createdAt: Scalars['DateTime']['output'];
  /** Every status it took, oldest first. */
  events: Array<ShipmentEvent>;
  /** Opaque id, shp_... It grants nothing: looking a shipment up by it is for its customer and staff. */
  id: Scalars['ID']['output'];
  /** What is in it; null for who only tracks it. */
  lines?: Maybe<Array<ShipmentLine>>;
  /** The order it belongs to; null for who only tracks it. */
  order?: Maybe<Order>;
  /** How far it has come. */
  status: ShipmentStatus;
  /** The carrier's number. Who knows it may follow the parcel, so treat it like a secret link. */
  trackingNumber: Scalars['String']['output'];
};

/** A page of shipments. */
export type ShipmentConnection = {
  __typename?: 'ShipmentConnection';
  /** The page's nodes, each with its cursor. */
  edges: Array<ShipmentEdge>;
  /** The page's nodes alone. */
  nodes: Array<Shipment>;
  /** Where the page stands. */
  pageInfo: PageInfo;
  /** How many match on all pages; counted only when asked. */
  totalCount: Scalars['Int']['output'];
};

/** A shipment on a page. */
export type ShipmentEdge = {
  __typename?: 'ShipmentEdge';
  /** Where it stands. */
  cursor: Scalars['String']['output'];
  /** The shipment. */
  node: Shipment;
};

/** Refusals of changes to a shipment. */
export type ShipmentErrorCode =
  /** An argument is not valid; `field` names it. */
  | 'INPUT_INVALID'
  /** No shipment has this id. */
  | 'SHIPMENT_NOT_FOUND'
  /** The life cycle does not allow this change of status, or it is CANCELLED, which only the order's cancellation brings about. */
  | 'SHIPMENT_STATUS_ILLEGAL';

/** A status that a shipment took. */
export type ShipmentEvent = {
  __typename?: 'ShipmentEvent';
  /** When. */
  at: Scalars['DateTime']['output'];
  /** What staff or the carrier said about it; null when nothing. */
  note?: Maybe<Scalars['String']['output']>;
  /** The status it took. */
  status: ShipmentStatus;
};

/** What a shipment holds of a variant: a snapshot of its order's line, or of a part of it when the order comes in several parcels. */
export type ShipmentLine = {
  __typename?: 'ShipmentLine';
  /** Name for people. */
  name: Scalars['String']['output'];
  /** How many are in this parcel. */
  quantity: Scalars['Int']['output'];
  /** Stock keeping unit. */
  sku: Scalars['String']['output'];
};

/** What became of a change to a shipment. */
export type ShipmentPayload = {
  __typename?: 'ShipmentPayload';
  /** The shipment after the change; null when it was refused. */
  shipment?: Maybe<Shipment>;
  /** Why it was refused; empty when it was not. */
  userErrors: Array<ShipmentUserError>;
};

/** How far a shipment has come. */
export type ShipmentStatus =
  /** Will not be sent, since its order was cancelled; final. */
  | 'CANCELLED'
  /** With the customer; final. */
  | 'DELIVERED'
  /** Between the carrier's depots. */
  | 'IN_TRANSIT'
  /** To be packed. */
  | 'PENDING'
  /** Packed, waiting for the carrier. */
  | 'PICKED'
  /** With the carrier; it can not be cancelled any more. */
  | 'SHIPPED';

/** Why a change to a shipment was refused. */
export type ShipmentUserError = UserError & {
  __typename?: 'ShipmentUserError';
  /** For programs. */
  code: ShipmentErrorCode;
  /** Path of the culprit in the mutation's arguments; null when it is not one argument. */
  field?: Maybe<Array<Scalars['String']['output']>>;
  /** A sentence that names the culprit and the next step. */
  message: Scalars['String']['output'];
};

/** What shipments must match; everything given must hold. */
export type ShipmentWhere = {
  /** Shipments of this customer's orders. */
  customerId?: InputMaybe<Scalars['ID']['input']>;
  /** Shipments of this order. */
  orderId?: InputMaybe<Scalars['ID']['input']>;
  /** Shipments of this status. */
  status?: InputMaybe<ShipmentStatus>;
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
  Order: Order;
  Shipment: Shipment;
};

/** Mapping of federation reference types */
export type FederationReferenceTypes = {
  Order:
    ( { __typename: 'Order' }
    & GraphQLRecursivePick<FederationTypes['Order'], {"id":true}> );
  Shipment:
    ( { __typename: 'Shipment' }
    & GraphQLRecursivePick<FederationTypes['Shipment'], {"id":true}> );
};


/** Mapping of interface types */
export type ResolversInterfaceTypes<_RefType extends Record<string, unknown>> = {
  UserError: ( ShipmentUserError );
};

/** Mapping between all available schema types and the resolvers types */
export type ResolversTypes = {
  CountryCode: ResolverTypeWrapper<Scalars['CountryCode']['output']>;
  CurrencyCode: ResolverTypeWrapper<Scalars['CurrencyCode']['output']>;
  DateTime: ResolverTypeWrapper<Scalars['DateTime']['output']>;
  Money: ResolverTypeWrapper<MoneyValue>;
  String: ResolverTypeWrapper<Scalars['String']['output']>;
  MoneyInput: MoneyInput;
  Mutation: ResolverTypeWrapper<Record<PropertyKey, never>>;
  ID: ResolverTypeWrapper<Scalars['ID']['output']>;
  Order: ResolverTypeWrapper<{ id: string }>;
  PageInfo: ResolverTypeWrapper<PageInfo>;
  Boolean: ResolverTypeWrapper<Scalars['Boolean']['output']>;
  Query: ResolverTypeWrapper<Record<PropertyKey, never>>;
  Int: ResolverTypeWrapper<Scalars['Int']['output']>;
  SafeInt: ResolverTypeWrapper<Scalars['SafeInt']['output']>;
  Shipment: ResolverTypeWrapper<ShipmentRow>;
  ShipmentConnection: ResolverTypeWrapper<Connection<ShipmentRow>>;
  ShipmentEdge: ResolverTypeWrapper<Omit<ShipmentEdge, 'node'> & { node: ResolversTypes['Shipment'] }>;
  ShipmentErrorCode: ShipmentErrorCode;
  ShipmentEvent: ResolverTypeWrapper<ShipmentEventRow>;
  ShipmentLine: ResolverTypeWrapper<LineValue>;
  ShipmentPayload: ResolverTypeWrapper<Omit<ShipmentPayload, 'shipment'> & { shipment?: Maybe<ResolversTypes['Shipment']> }>;
  ShipmentStatus: ShipmentStatus;
  ShipmentUserError: ResolverTypeWrapper<ShipmentUserError>;
  ShipmentWhere: ShipmentWhere;
  UserError: ResolverTypeWrapper<ResolversInterfaceTypes<ResolversTypes>['UserError']>;
};

/** Mapping between all available schema types and the resolvers parents */
export type ResolversParentTypes = {
  CountryCode: Scalars['CountryCode']['output'];
  CurrencyCode: Scalars['CurrencyCode']['output'];
  DateTime: Scalars['DateTime']['output'];
  Money: MoneyValue;
  String: Scalars['String']['output'];
  MoneyInput: MoneyInput;
  Mutation: Record<PropertyKey, never>;
  ID: Scalars['ID']['output'];
  Order: { id: string };
  PageInfo: PageInfo;
  Boolean: Scalars['Boolean']['output'];
  Query: Record<PropertyKey, never>;
  Int: Scalars['Int']['output'];
  SafeInt: Scalars['SafeInt']['output'];
  Shipment: ShipmentRow;
  ShipmentConnection: Connection<ShipmentRow>;
  ShipmentEdge: Omit<ShipmentEdge, 'node'> & { node: ResolversParentTypes['Shipment'] };
  ShipmentEvent: ShipmentEventRow;
  ShipmentLine: LineValue;
  ShipmentPayload: Omit<ShipmentPayload, 'shipment'> & { shipment?: Maybe<ResolversParentTypes['Shipment']> };
  ShipmentUserError: ShipmentUserError;
  ShipmentWhere: ShipmentWhere;
  UserError: ResolversInterfaceTypes<ResolversParentTypes>['UserError'];
};

export interface CountryCodeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['CountryCode'], any> {
  name: 'CountryCode';
}

export interface CurrencyCodeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['CurrencyCode'], any> {
  name: 'CurrencyCode';
}

export interface DateTimeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['DateTime'], any> {
  name: 'DateTime';
}

export type MoneyResolvers<ContextType = ShipmentContext, ParentType extends ResolversParentTypes['Money'] = ResolversParentTypes['Money']> = {
  amountMinor?: Resolver<ResolversTypes['SafeInt'], ParentType, ContextType>;
  currency?: Resolver<ResolversTypes['CurrencyCode'], ParentType, ContextType>;
  formatted?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type MutationResolvers<ContextType = ShipmentContext, ParentType extends ResolversParentTypes['Mutation'] = ResolversParentTypes['Mutation']> = {
  shipmentStatusUpdate?: Resolver<Maybe<ResolversTypes['ShipmentPayload']>, ParentType, ContextType, RequireFields<MutationShipmentStatusUpdateArgs, 'shipmentId' | 'status'>>;
};

export type OrderResolvers<ContextType = ShipmentContext, ParentType extends ResolversParentTypes['Order'] = ResolversParentTypes['Order'], FederationReferenceType extends FederationReferenceTypes['Order'] = FederationReferenceTypes['Order']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Order']> | FederationReferenceType, FederationReferenceType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  shipments?: Resolver<Maybe<Array<ResolversTypes['Shipment']>>, ParentType, ContextType>;
};

export type PageInfoResolvers<ContextType = ShipmentContext, ParentType extends ResolversParentTypes['PageInfo'] = ResolversParentTypes['PageInfo']> = {
  endCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  hasNextPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  hasPreviousPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  startCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type QueryResolvers<ContextType = ShipmentContext, ParentType extends ResolversParentTypes['Query'] = ResolversParentTypes['Query']> = {
  shipmentTrack?: Resolver<Maybe<ResolversTypes['Shipment']>, ParentType, ContextType, RequireFields<QueryShipmentTrackArgs, 'trackingNumber'>>;
  shipments?: Resolver<Maybe<ResolversTypes['ShipmentConnection']>, ParentType, ContextType, RequireFields<QueryShipmentsArgs, 'first'>>;
};

export interface SafeIntScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['SafeInt'], any> {
  name: 'SafeInt';
}

export type ShipmentResolvers<ContextType = ShipmentContext, ParentType extends ResolversParentTypes['Shipment'] = ResolversParentTypes['Shipment'], FederationReferenceType extends FederationReferenceTypes['Shipment'] = FederationReferenceTypes['Shipment']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Shipment']> | FederationReferenceType, FederationReferenceType, ContextType>;
  carrier?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  events?: Resolver<Array<ResolversTypes['ShipmentEvent']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  lines?: Resolver<Maybe<Array<ResolversTypes['ShipmentLine']>>, ParentType, ContextType>;
  order?: Resolver<Maybe<ResolversTypes['Order']>, ParentType, ContextType>;
  status?: Resolver<ResolversTypes['ShipmentStatus'], ParentType, ContextType>;
  trackingNumber?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type ShipmentConnectionResolvers<ContextType = ShipmentContext, ParentType extends ResolversParentTypes['ShipmentConnection'] = ResolversParentTypes['ShipmentConnection']> = {
  edges?: Resolver<Array<ResolversTypes['ShipmentEdge']>, ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['Shipment']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type ShipmentEdgeResolvers<ContextType = ShipmentContext, ParentType extends ResolversParentTypes['ShipmentEdge'] = ResolversParentTypes['ShipmentEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Shipment'], ParentType, ContextType>;
};

export type ShipmentEventResolvers<ContextType = ShipmentContext, ParentType extends ResolversParentTypes['ShipmentEvent'] = ResolversParentTypes['ShipmentEvent']> = {
  at?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  note?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  status?: Resolver<ResolversTypes['ShipmentStatus'], ParentType, ContextType>;
};

export type ShipmentLineResolvers<ContextType = ShipmentContext, ParentType extends ResolversParentTypes['ShipmentLine'] = ResolversParentTypes['ShipmentLine']> = {
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  quantity?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  sku?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type ShipmentPayloadResolvers<ContextType = ShipmentContext, ParentType extends ResolversParentTypes['ShipmentPayload'] = ResolversParentTypes['ShipmentPayload']> = {
  shipment?: Resolver<Maybe<ResolversTypes['Shipment']>, ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['ShipmentUserError']>, ParentType, ContextType>;
};

export type ShipmentUserErrorResolvers<ContextType = ShipmentContext, ParentType extends ResolversParentTypes['ShipmentUserError'] = ResolversParentTypes['ShipmentUserError']> = {
  code?: Resolver<ResolversTypes['ShipmentErrorCode'], ParentType, ContextType>;
  field?: Resolver<Maybe<Array<ResolversTypes['String']>>, ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type UserErrorResolvers<ContextType = ShipmentContext, ParentType extends ResolversParentTypes['UserError'] = ResolversParentTypes['UserError']> = {
  __resolveType: TypeResolveFn<'ShipmentUserError', ParentType, ContextType>;
};

export type Resolvers<ContextType = ShipmentContext> = {
  CountryCode?: GraphQLScalarType;
  CurrencyCode?: GraphQLScalarType;
  DateTime?: GraphQLScalarType;
  Money?: MoneyResolvers<ContextType>;
  Mutation?: MutationResolvers<ContextType>;
  Order?: OrderResolvers<ContextType>;
  PageInfo?: PageInfoResolvers<ContextType>;
  Query?: QueryResolvers<ContextType>;
  SafeInt?: GraphQLScalarType;
  Shipment?: ShipmentResolvers<ContextType>;
  ShipmentConnection?: ShipmentConnectionResolvers<ContextType>;
  ShipmentEdge?: ShipmentEdgeResolvers<ContextType>;
  ShipmentEvent?: ShipmentEventResolvers<ContextType>;
  ShipmentLine?: ShipmentLineResolvers<ContextType>;
  ShipmentPayload?: ShipmentPayloadResolvers<ContextType>;
  ShipmentUserError?: ShipmentUserErrorResolvers<ContextType>;
  UserError?: UserErrorResolvers<ContextType>;
};

