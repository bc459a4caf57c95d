// Made by `npm run codegen` from schema.graphql and codegen.yml: change those.
import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type { Money as MoneyValue } from '@eci/kit/money';
import type { WarehouseRow } from '../warehouse.entity.ts';
import type { StockLevelRow, StockMovementRow } from '../stock.entity.ts';
import type { Connection } from '@eci/kit/connections';
import type { InventoryContext } from '../context.ts';
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

/** How much of a variant can be bought. */
export type Availability = {
  __typename?: 'Availability';
  /** Units that are on hand and not held for an order, over all warehouses. */
  available: Scalars['Int']['output'];
  /** Whether at least one unit is available. */
  inStock: Scalars['Boolean']['output'];
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

/** Changes to warehouses and stock, all for staff. */
export type Mutation = {
  __typename?: 'Mutation';
  /** Puts units of a variant into a warehouse or takes them out. With `expectedOnHand` it is a compare-and-set. */
  stockAdjust?: Maybe<StockAdjustPayload>;
  /** Sets below how many available units a stock level counts as low. */
  stockThresholdSet?: Maybe<StockThresholdSetPayload>;
  /** Opens a warehouse. */
  warehouseCreate?: Maybe<WarehousePayload>;
};


/** Changes to warehouses and stock, all for staff. */
export type MutationStockAdjustArgs = {
  idempotencyKey: Scalars['String']['input'];
  input: StockAdjustInput;
};


/** Changes to warehouses and stock, all for staff. */
export type MutationStockThresholdSetArgs = {
  input: StockThresholdSetInput;
};


/** Changes to warehouses and stock, all for staff. */
export type MutationWarehouseCreateArgs = {
  input: WarehouseCreateInput;
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

/** What is bought; here, how much of it there is. */
export type ProductVariant = {
  __typename?: 'ProductVariant';
  /** How much of it can be bought now; 0 for a variant that was never in stock. */
  availability?: Maybe<Availability>;
  /** Opaque id, var_... */
  id: Scalars['ID']['output'];
  /** Its stock per warehouse, the warehouse that is asked first at the top. Staff only. */
  stockLevels?: Maybe<Array<StockLevel>>;
};

/** Where stock lies, how much there is, and what became of it: for staff. */
export type Query = {
  __typename?: 'Query';
  /** Stock levels that match, by variant and warehouse. Staff only. */
  stockLevels?: Maybe<StockLevelConnection>;
  /** The ledger of stock, newest entry first. Staff only. */
  stockMovements?: Maybe<StockMovementConnection>;
  /** All warehouses, the one that is asked first at the top. Staff only. */
  warehouses?: Maybe<Array<Warehouse>>;
};


/** Where stock lies, how much there is, and what became of it: for staff. */
export type QueryStockLevelsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  where?: InputMaybe<StockLevelWhere>;
};


/** Where stock lies, how much there is, and what became of it: for staff. */
export type QueryStockMovementsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  where?: InputMaybe<StockMovementWhere>;
};

/** Causes that staff may give for a change. */
export type StockAdjustCause =
  /** A count was corrected, or units were taken out. */
  | 'ADJUSTED'
  /** Goods came in; only with a positive delta. */
  | 'RECEIVED';

/** A change to the stock on hand. */
export type StockAdjustInput = {
  /** RECEIVED when goods came in. */
  cause?: InputMaybe<StockAdjustCause>;
  /** Units to put in, or to take out when negative; not 0, at most 1,000,000. What orders hold can not be taken out. */
  delta: Scalars['Int']['input'];
  /** What must be on hand before the change, else it is refused with STOCK_CHANGED; anything when left out. */
  expectedOnHand?: InputMaybe<Scalars['Int']['input']>;
  /** Why, up to 200 characters; it stands in the ledger. */
  reason: Scalars['String']['input'];
  /** The variant; the catalog must have it. */
  variantId: Scalars['ID']['input'];
  /** The warehouse. */
  warehouseId: Scalars['ID']['input'];
};

/** What became of a change to stock. */
export type StockAdjustPayload = {
  __typename?: 'StockAdjustPayload';
  /** The level as it is now; null when the change was refused. */
  stockLevel?: Maybe<StockLevel>;
  /** Why it was refused; empty when it was not. */
  userErrors: Array<StockUserError>;
};

/** Refusals of changes to stock. */
export type StockErrorCode =
  /** The first request with this key is still running: repeat it in a second. */
  | 'IDEMPOTENCY_IN_PROGRESS'
  /** The key was used for another change. */
  | 'IDEMPOTENCY_KEY_REUSED'
  /** An argument is not valid; `field` names it. */
  | 'INPUT_INVALID'
  /** The catalog could not be asked for the variant; nothing was changed. */
  | 'SERVICE_UNAVAILABLE'
  /** Something else is on hand than was expected; `onHand` tells what. */
  | 'STOCK_CHANGED'
  /** Less would be left than orders hold. */
  | 'STOCK_INSUFFICIENT'
  /** The warehouse never had this variant. */
  | 'STOCK_LEVEL_NOT_FOUND'
  /** More would be in the warehouse than it may hold. */
  | 'STOCK_LIMIT_EXCEEDED'
  /** The catalog has no variant with this id. */
  | 'VARIANT_NOT_FOUND'
  /** No warehouse has this id. */
  | 'WAREHOUSE_NOT_FOUND';

/** Stock of one variant in one warehouse. */
export type StockLevel = {
  __typename?: 'StockLevel';
  /** Units that can be sold: on hand less held. */
  available: Scalars['Int']['output'];
  /** Units on hand that are held for orders which are not through yet. */
  held: Scalars['Int']['output'];
  /** Staff are told when the available units fall below this; 0 never tells. */
  lowStockThreshold: Scalars['Int']['output'];
  /** Units in the warehouse, those held for orders included. */
  onHand: Scalars['Int']['output'];
  /** The variant; null when the catalog does not answer. */
  variant?: Maybe<ProductVariant>;
  /** The warehouse. */
  warehouse: Warehouse;
};

/** A page of stock levels. */
export type StockLevelConnection = {
  __typename?: 'StockLevelConnection';
  /** The page's nodes, each with its cursor. */
  edges: Array<StockLevelEdge>;
  /** The page's nodes alone. */
  nodes: Array<StockLevel>;
  /** Where the page stands. */
  pageInfo: PageInfo;
  /** How many match on all pages; counted only when asked. */
  totalCount: Scalars['Int']['output'];
};

/** A stock level on a page. */
export type StockLevelEdge = {
  __typename?: 'StockLevelEdge';
  /** Where it stands. */
  cursor: Scalars['String']['output'];
  /** The stock level. */
  node: StockLevel;
};

/** What stock levels must match; everything given must hold. */
export type StockLevelWhere = {
  /** Levels with fewer available units than their threshold, or those without. */
  low?: InputMaybe<Scalars['Boolean']['input']>;
  /** Levels of this variant. */
  variantId?: InputMaybe<Scalars['ID']['input']>;
  /** Levels in this warehouse. */
  warehouseId?: InputMaybe<Scalars['ID']['input']>;
};

/** An entry of the ledger: one change to one stock level. The sums of the entries are the level. */
export type StockMovement = {
  __typename?: 'StockMovement';
  /** When. */
  at: Scalars['DateTime']['output'];
  /** Why. */
  cause: StockMovementCause;
  /** Units by which the held stock changed; negative when they were freed or sold. */
  heldDelta: Scalars['Int']['output'];
  /** Opaque id, mov_... */
  id: Scalars['ID']['output'];
  /** Units by which the stock on hand changed; negative when they left. */
  onHandDelta: Scalars['Int']['output'];
  /** The order's id, or the reason staff gave. */
  reference: Scalars['String']['output'];
  /** The variant; null when the catalog does not answer. */
  variant?: Maybe<ProductVariant>;
  /** The warehouse. */
  warehouse: Warehouse;
};

/** Why stock changed. */
export type StockMovementCause =
  /** A count was corrected, or units were taken out. */
  | 'ADJUSTED'
  /** The order that held the units was sold them. */
  | 'COMMITTED'
  /** The hold was not committed in time. */
  | 'EXPIRED'
  /** Goods came in. */
  | 'RECEIVED'
  /** The order that held the units failed or was cancelled. */
  | 'RELEASED'
  /** An order holds the units. */
  | 'RESERVED'
  /** Units that were sold came back, since their order was cancelled. */
  | 'RETURNED';

/** A page of the ledger. */
export type StockMovementConnection = {
  __typename?: 'StockMovementConnection';
  /** The page's nodes, each with its cursor. */
  edges: Array<StockMovementEdge>;
  /** The page's nodes alone. */
  nodes: Array<StockMovement>;
  /** Where the page stands. */
  pageInfo: PageInfo;
  /** How many match on all pages; counted only when asked. */
  totalCount: Scalars['Int']['output'];
};

/** An entry of the ledger on a page. */
export type StockMovementEdge = {
  __typename?: 'StockMovementEdge';
  /** Where it stands. */
  cursor: Scalars['String']['output'];
  /** The entry. */
  node: StockMovement;
};

/** What entries of the ledger must match; everything given must hold. */
export type StockMovementWhere = {
  /** Entries of this variant. */
  variantId?: InputMaybe<Scalars['ID']['input']>;
  /** Entries in this warehouse. */
  warehouseId?: InputMaybe<Scalars['ID']['input']>;
};

/** When a stock level counts as low. */
export type StockThresholdSetInput = {
  /** Available units below which it is low, 0 to 10,000,000; 0 never tells. */
  lowStockThreshold: Scalars['Int']['input'];
  /** The variant. */
  variantId: Scalars['ID']['input'];
  /** The warehouse. */
  warehouseId: Scalars['ID']['input'];
};

/** What became of a new threshold. */
export type StockThresholdSetPayload = {
  __typename?: 'StockThresholdSetPayload';
  /** The level after the change; null when it was refused. */
  stockLevel?: Maybe<StockLevel>;
  /** Why it was refused; empty when it was not. */
  userErrors: Array<StockUserError>;
};

/** Why a change to stock was refused. */
export type StockUserError = UserError & {
  __typename?: 'StockUserError';
  /** For programs. */
  code: StockErrorCode;
  /** Path of the culprit in the mutation's arguments; null when it is not one argument. */
  field?: Maybe<Array<Scalars['String']['output']>>;
  /** A sentence that names the culprit and the next step. */
  message: Scalars['String']['output'];
  /** What was on hand when the change was refused for the stock's sake; null for other refusals. */
  onHand?: Maybe<Scalars['Int']['output']>;
};

/** A refusal a person can act on. It comes in a mutation's payload; top-level errors are for bugs, access and limits. */
export type UserError = {
  /** Path of the culprit in the mutation's arguments; null when it is not one argument. */
  field?: Maybe<Array<Scalars['String']['output']>>;
  /** A sentence that names the culprit and the next step. */
  message: Scalars['String']['output'];
};

/** A place stock lies in and is shipped from. */
export type Warehouse = {
  __typename?: 'Warehouse';
  /** Short code, unique. */
  code: Scalars['String']['output'];
  /** The country it stands in. */
  country: Scalars['CountryCode']['output'];
  /** Opaque id, whs_... */
  id: Scalars['ID']['output'];
  /** Name for people. */
  name: Scalars['String']['output'];
  /** The lowest number is asked first when an order is allocated. */
  priority: Scalars['Int']['output'];
};

/** A new warehouse. */
export type WarehouseCreateInput = {
  /** 1 to 32 upper-case letters, digits or hyphens; unique. */
  code: Scalars['String']['input'];
  /** The country it stands in. */
  country: Scalars['CountryCode']['input'];
  /** Name for people, up to 100 characters. */
  name: Scalars['String']['input'];
  /** 0 to 1,000,000; the lowest number is asked first when an order is allocated. */
  priority: Scalars['Int']['input'];
};

/** Refusals of a warehouse. */
export type WarehouseErrorCode =
  /** An argument is not valid; `field` names it. */
  | 'INPUT_INVALID'
  /** Another warehouse has this code. */
  | 'WAREHOUSE_CODE_TAKEN';

/** What became of a new warehouse. */
export type WarehousePayload = {
  __typename?: 'WarehousePayload';
  /** Why it was refused; empty when it was not. */
  userErrors: Array<WarehouseUserError>;
  /** The warehouse; null when it was refused. */
  warehouse?: Maybe<Warehouse>;
};

/** Why a warehouse was refused. */
export type WarehouseUserError = UserError & {
  __typename?: 'WarehouseUserError';
  /** For programs. */
  code: WarehouseErrorCode;
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
  ProductVariant: ProductVariant;
};

/** Mapping of federation reference types */
export type FederationReferenceTypes = {
  ProductVariant:
    ( { __typename: 'ProductVariant' }
    & GraphQLRecursivePick<FederationTypes['ProductVariant'], {"id":true}> );
};


/** Mapping of interface types */
export type ResolversInterfaceTypes<_RefType extends Record<string, unknown>> = {
  UserError:
    | ( StockUserError )
    | ( WarehouseUserError )
  ;
};

/** Mapping between all available schema types and the resolvers types */
export type ResolversTypes = {
  Availability: ResolverTypeWrapper<Availability>;
  Int: ResolverTypeWrapper<Scalars['Int']['output']>;
  Boolean: ResolverTypeWrapper<Scalars['Boolean']['output']>;
  CountryCode: ResolverTypeWrapper<Scalars['CountryCode']['output']>;
  CurrencyCode: ResolverTypeWrapper<Scalars['CurrencyCode']['output']>;
  DateTime: ResolverTypeWrapper<Scalars['DateTime']['output']>;
  Money: ResolverTypeWrapper<MoneyValue>;
  String: ResolverTypeWrapper<Scalars['String']['output']>;
  MoneyInput: MoneyInput;
  Mutation: ResolverTypeWrapper<Record<PropertyKey, never>>;
  PageInfo: ResolverTypeWrapper<PageInfo>;
  ProductVariant: ResolverTypeWrapper<Omit<ProductVariant, 'stockLevels'> & { stockLevels?: Maybe<Array<ResolversTypes['StockLevel']>> }>;
  ID: ResolverTypeWrapper<Scalars['ID']['output']>;
  Query: ResolverTypeWrapper<Record<PropertyKey, never>>;
  SafeInt: ResolverTypeWrapper<Scalars['SafeInt']['output']>;
  StockAdjustCause: StockAdjustCause;
  StockAdjustInput: StockAdjustInput;
  StockAdjustPayload: ResolverTypeWrapper<Omit<StockAdjustPayload, 'stockLevel'> & { stockLevel?: Maybe<ResolversTypes['StockLevel']> }>;
  StockErrorCode: StockErrorCode;
  StockLevel: ResolverTypeWrapper<StockLevelRow>;
  StockLevelConnection: ResolverTypeWrapper<Connection<StockLevelRow>>;
  StockLevelEdge: ResolverTypeWrapper<Omit<StockLevelEdge, 'node'> & { node: ResolversTypes['StockLevel'] }>;
  StockLevelWhere: StockLevelWhere;
  StockMovement: ResolverTypeWrapper<StockMovementRow>;
  StockMovementCause: StockMovementCause;
  StockMovementConnection: ResolverTypeWrapper<Connection<StockMovementRow>>;
  StockMovementEdge: ResolverTypeWrapper<Omit<StockMovementEdge, 'node'> & { node: ResolversTypes['StockMovement'] }>;
  StockMovementWhere: StockMovementWhere;
  StockThresholdSetInput: StockThresholdSetInput;
  StockThresholdSetPayload: ResolverTypeWrapper<Omit<StockThresholdSetPayload, 'stockLevel'> & { stockLevel?: Maybe<ResolversTypes['StockLevel']> }>;
  StockUserError: ResolverTypeWrapper<StockUserError>;
  UserError: ResolverTypeWrapper<ResolversInterfaceTypes<ResolversTypes>['UserError']>;
  Warehouse: ResolverTypeWrapper<WarehouseRow>;
  WarehouseCreateInput: WarehouseCreateInput;
  WarehouseErrorCode: WarehouseErrorCode;
  WarehousePayload: ResolverTypeWrapper<Omit<WarehousePayload, 'warehouse'> & { warehouse?: Maybe<ResolversTypes['Warehouse']> }>;
  WarehouseUserError: ResolverTypeWrapper<WarehouseUserError>;
};

/** Mapping between all available schema types and the resolvers parents */
export type ResolversParentTypes = {
  Availability: Availability;
  Int: Scalars['Int']['output'];
  Boolean: Scalars['Boolean']['output'];
  CountryCode: Scalars['CountryCode']['output'];
  CurrencyCode: Scalars['CurrencyCode']['output'];
  DateTime: Scalars['DateTime']['output'];
  Money: MoneyValue;
  String: Scalars['String']['output'];
  MoneyInput: MoneyInput;
  Mutation: Record<PropertyKey, never>;
  PageInfo: PageInfo;
  ProductVariant: Omit<ProductVariant, 'stockLevels'> & { stockLevels?: Maybe<Array<ResolversParentTypes['StockLevel']>> } | FederationReferenceTypes['ProductVariant'];
  ID: Scalars['ID']['output'];
  Query: Record<PropertyKey, never>;
  SafeInt: Scalars['SafeInt']['output'];
  StockAdjustInput: StockAdjustInput;
  StockAdjustPayload: Omit<StockAdjustPayload, 'stockLevel'> & { stockLevel?: Maybe<ResolversParentTypes['StockLevel']> };
  StockLevel: StockLevelRow;
  StockLevelConnection: Connection<StockLevelRow>;
  StockLevelEdge: Omit<StockLevelEdge, 'node'> & { node: ResolversParentTypes['StockLevel'] };
  StockLevelWhere: StockLevelWhere;
  StockMovement: StockMovementRow;
  StockMovementConnection: Connection<StockMovementRow>;
  StockMovementEdge: Omit<StockMovementEdge, 'node'> & { node: ResolversParentTypes['StockMovement'] };
  StockMovementWhere: StockMovementWhere;
  StockThresholdSetInput: StockThresholdSetInput;
  StockThresholdSetPayload: Omit<StockThresholdSetPayload, 'stockLevel'> & { stockLevel?: Maybe<ResolversParentTypes['StockLevel']> };
  StockUserError: StockUserError;
  UserError: ResolversInterfaceTypes<ResolversParentTypes>['UserError'];
  Warehouse: WarehouseRow;
  WarehouseCreateInput: WarehouseCreateInput;
  WarehousePayload: Omit<WarehousePayload, 'warehouse'> & { warehouse?: Maybe<ResolversParentTypes['Warehouse']> };
  WarehouseUserError: WarehouseUserError;
};

export type AvailabilityResolvers<ContextType = InventoryContext, ParentType extends ResolversParentTypes['Availability'] = ResolversParentTypes['Availability']> = {
  available?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  inStock?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
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

export type MoneyResolvers<ContextType = InventoryContext, ParentType extends ResolversParentTypes['Money'] = ResolversParentTypes['Money']> = {
  amountMinor?: Resolver<ResolversTypes['SafeInt'], ParentType, ContextType>;
  currency?: Resolver<ResolversTypes['CurrencyCode'], ParentType, ContextType>;
  formatted?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type MutationResolvers<ContextType = InventoryContext, ParentType extends ResolversParentTypes['Mutation'] = ResolversParentTypes['Mutation']> = {
  stockAdjust?: Resolver<Maybe<ResolversTypes['StockAdjustPayload']>, ParentType, ContextType, RequireFields<MutationStockAdjustArgs, 'idempotencyKey' | 'input'>>;
  stockThresholdSet?: Resolver<Maybe<ResolversTypes['StockThresholdSetPayload']>, ParentType, ContextType, RequireFields<MutationStockThresholdSetArgs, 'input'>>;
  warehouseCreate?: Resolver<Maybe<ResolversTypes['WarehousePayload']>, ParentType, ContextType, RequireFields<MutationWarehouseCreateArgs, 'input'>>;
};

export type PageInfoResolvers<ContextType = InventoryContext, ParentType extends ResolversParentTypes['PageInfo'] = ResolversParentTypes['PageInfo']> = {
  endCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  hasNextPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  hasPreviousPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  startCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type ProductVariantResolvers<ContextType = InventoryContext, ParentType extends ResolversParentTypes['ProductVariant'] = ResolversParentTypes['ProductVariant'], FederationReferenceType extends FederationReferenceTypes['ProductVariant'] = FederationReferenceTypes['ProductVariant']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['ProductVariant']> | FederationReferenceType, FederationReferenceType, ContextType>;
  availability?: Resolver<Maybe<ResolversTypes['Availability']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  stockLevels?: Resolver<Maybe<Array<ResolversTypes['StockLevel']>>, ParentType, ContextType>;
};

export type QueryResolvers<ContextType = InventoryContext, ParentType extends ResolversParentTypes['Query'] = ResolversParentTypes['Query']> = {
  stockLevels?: Resolver<Maybe<ResolversTypes['StockLevelConnection']>, ParentType, ContextType, RequireFields<QueryStockLevelsArgs, 'first'>>;
  stockMovements?: Resolver<Maybe<ResolversTypes['StockMovementConnection']>, ParentType, ContextType, RequireFields<QueryStockMovementsArgs, 'first'>>;
  warehouses?: Resolver<Maybe<Array<ResolversTypes['Warehouse']>>, ParentType, ContextType>;
};

export interface SafeIntScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['SafeInt'], any> {
  name: 'SafeInt';
}

export type StockAdjustPayloadResolvers<ContextType = InventoryContext, ParentType extends ResolversParentTypes['StockAdjustPayload'] = ResolversParentTypes['StockAdjustPayload']> = {
  stockLevel?: Resolver<Maybe<ResolversTypes['StockLevel']>, ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['StockUserError']>, ParentType, ContextType>;
};

export type StockLevelResolvers<ContextType = InventoryContext, ParentType extends ResolversParentTypes['StockLevel'] = ResolversParentTypes['StockLevel']> = {
  available?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  held?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  lowStockThreshold?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  onHand?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  variant?: Resolver<Maybe<ResolversTypes['ProductVariant']>, ParentType, ContextType>;
  warehouse?: Resolver<ResolversTypes['Warehouse'], ParentType, ContextType>;
};

export type StockLevelConnectionResolvers<ContextType = InventoryContext, ParentType extends ResolversParentTypes['StockLevelConnection'] = ResolversParentTypes['StockLevelConnection']> = {
  edges?: Resolver<Array<ResolversTypes['StockLevelEdge']>, ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['StockLevel']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type StockLevelEdgeResolvers<ContextType = InventoryContext, ParentType extends ResolversParentTypes['StockLevelEdge'] = ResolversParentTypes['StockLevelEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['StockLevel'], ParentType, ContextType>;
};

export type StockMovementResolvers<ContextType = InventoryContext, ParentType extends ResolversParentTypes['StockMovement'] = ResolversParentTypes['StockMovement']> = {
  at?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  cause?: Resolver<ResolversTypes['StockMovementCause'], ParentType, ContextType>;
  heldDelta?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  onHandDelta?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  reference?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  variant?: Resolver<Maybe<ResolversTypes['ProductVariant']>, ParentType, ContextType>;
  warehouse?: Resolver<ResolversTypes['Warehouse'], ParentType, ContextType>;
};

export type StockMovementConnectionResolvers<ContextType = InventoryContext, ParentType extends ResolversParentTypes['StockMovementConnection'] = ResolversParentTypes['StockMovementConnection']> = {
  edges?: Resolver<Array<ResolversTypes['StockMovementEdge']>, ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['StockMovement']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type StockMovementEdgeResolvers<ContextType = InventoryContext, ParentType extends ResolversParentTypes['StockMovementEdge'] = ResolversParentTypes['StockMovementEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['StockMovement'], ParentType, ContextType>;
};

export type StockThresholdSetPayloadResolvers<ContextType = InventoryContext, ParentType extends ResolversParentTypes['StockThresholdSetPayload'] = ResolversParentTypes['StockThresholdSetPayload']> = {
  stockLevel?: Resolver<Maybe<ResolversTypes['StockLevel']>, ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['StockUserError']>, ParentType, ContextType>;
};

export type StockUserErrorResolvers<ContextType = InventoryContext, ParentType extends ResolversParentTypes['StockUserError'] = ResolversParentTypes['StockUserError']> = {
  code?: Resolver<ResolversTypes['StockErrorCode'], ParentType, ContextType>;
  field?: Resolver<Maybe<Array<ResolversTypes['String']>>, ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  onHand?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type UserErrorResolvers<ContextType = InventoryContext, ParentType extends ResolversParentTypes['UserError'] = ResolversParentTypes['UserError']> = {
  __resolveType: TypeResolveFn<'StockUserError' | 'WarehouseUserError', ParentType, ContextType>;
};

export type WarehouseResolvers<ContextType = InventoryContext, ParentType extends ResolversParentTypes['Warehouse'] = ResolversParentTypes['Warehouse']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  country?: Resolver<ResolversTypes['CountryCode'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  priority?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type WarehousePayloadResolvers<ContextType = InventoryContext, ParentType extends ResolversParentTypes['WarehousePayload'] = ResolversParentTypes['WarehousePayload']> = {
  userErrors?: Resolver<Array<ResolversTypes['WarehouseUserError']>, ParentType, ContextType>;
  warehouse?: Resolver<Maybe<ResolversTypes['Warehouse']>, ParentType, ContextType>;
};

export type WarehouseUserErrorResolvers<ContextType = InventoryContext, ParentType extends ResolversParentTypes['WarehouseUserError'] = ResolversParentTypes['WarehouseUserError']> = {
  code?: Resolver<ResolversTypes['WarehouseErrorCode'], ParentType, ContextType>;
  field?: Resolver<Maybe<Array<ResolversTypes['String']>>, ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type Resolvers<ContextType = InventoryContext> = {
  Availability?: AvailabilityResolvers<ContextType>;
  CountryCode?: GraphQLScalarType;
  CurrencyCode?: GraphQLScalarType;
  DateTime?: GraphQLScalarType;
  Money?: MoneyResolvers<ContextType>;
  Mutation?: MutationResolvers<ContextType>;
  PageInfo?: PageInfoResolvers<ContextType>;
  ProductVariant?: ProductVariantResolvers<ContextType>;
  Query?: QueryResolvers<ContextType>;
  SafeInt?: GraphQLScalarType;
  StockAdjustPayload?: StockAdjustPayloadResolvers<ContextType>;
  StockLevel?: StockLevelResolvers<ContextType>;
  StockLevelConnection?: StockLevelConnectionResolvers<ContextType>;
  StockLevelEdge?: StockLevelEdgeResolvers<ContextType>;
  StockMovement?: StockMovementResolvers<ContextType>;
  StockMovementConnection?: StockMovementConnectionResolvers<ContextType>;
  StockMovementEdge?: StockMovementEdgeResolvers<ContextType>;
  StockThresholdSetPayload?: StockThresholdSetPayloadResolvers<ContextType>;
  StockUserError?: StockUserErrorResolvers<ContextType>;
  UserError?: UserErrorResolvers<ContextType>;
  Warehouse?: WarehouseResolvers<ContextType>;
  WarehousePayload?: WarehousePayloadResolvers<ContextType>;
  WarehouseUserError?: WarehouseUserErrorResolvers<ContextType>;
};

