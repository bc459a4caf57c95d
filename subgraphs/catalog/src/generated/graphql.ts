// Made by `npm run codegen` from schema.graphql and codegen.yml: change those.
import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type { Money as MoneyValue } from '@eci/kit/money';
import type { ProductRow, VariantRow } from '../product.entity.ts';
import type { CategoryRow } from '../category.entity.ts';
import type { Connection } from '@eci/kit/connections';
import type { CatalogContext } from '../context.ts';
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

/** A group of products. */
export type Category = {
  __typename?: 'Category';
  /** Opaque id, cat_... */
  id: Scalars['ID']['output'];
  /** Name for people. */
  name: Scalars['String']['output'];
  /** Its part of the shop's URL, unique. */
  slug: Scalars['String']['output'];
};

/** A new category. */
export type CategoryCreateInput = {
  /** Name for people, up to 100 characters. */
  name: Scalars['String']['input'];
  /** Lower-case letters, digits and hyphens; made from the name when left out. */
  slug?: InputMaybe<Scalars['String']['input']>;
};

/** What became of a new category. */
export type CategoryPayload = {
  __typename?: 'CategoryPayload';
  /** The category; null when it was refused. */
  category?: Maybe<Category>;
  /** Why it was refused; empty when it was not. */
  userErrors: Array<ProductUserError>;
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

/** Changes to the catalog, all for staff. */
export type Mutation = {
  __typename?: 'Mutation';
  /** Creates a category. */
  categoryCreate?: Maybe<CategoryPayload>;
  /** Takes a product off sale for good. Orders keep their snapshot of it; carts that hold it can not be ordered until it is removed. */
  productArchive?: Maybe<ProductPayload>;
  /** Creates a product with its variants. */
  productCreate?: Maybe<ProductPayload>;
  /** Changes what is given of a product; what is left out stays. */
  productUpdate?: Maybe<ProductPayload>;
  /** Adds a variant to a product. */
  variantAdd?: Maybe<ProductVariantPayload>;
  /** Sets a variant's price. Carts show it at once; an order placed with the old total is refused with TOTAL_CHANGED. */
  variantPriceSet?: Maybe<ProductVariantPayload>;
};


/** Changes to the catalog, all for staff. */
export type MutationCategoryCreateArgs = {
  input: CategoryCreateInput;
};


/** Changes to the catalog, all for staff. */
export type MutationProductArchiveArgs = {
  id: Scalars['ID']['input'];
};


/** Changes to the catalog, all for staff. */
export type MutationProductCreateArgs = {
  input: ProductCreateInput;
};


/** Changes to the catalog, all for staff. */
export type MutationProductUpdateArgs = {
  id: Scalars['ID']['input'];
  input: ProductUpdateInput;
};


/** Changes to the catalog, all for staff. */
export type MutationVariantAddArgs = {
  input: VariantInput;
  productId: Scalars['ID']['input'];
};


/** Changes to the catalog, all for staff. */
export type MutationVariantPriceSetArgs = {
  price: MoneyInput;
  variantId: Scalars['ID']['input'];
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

/** Something the shop sells, in one or more variants. */
export type Product = {
  __typename?: 'Product';
  /** The category it is found in; null when it has none. */
  category?: Maybe<Category>;
  /** Text for people, plain; null when there is none. */
  description?: Maybe<Scalars['String']['output']>;
  /** Opaque id, prd_... */
  id: Scalars['ID']['output'];
  /** Absolute URL of its picture; null when there is none. */
  imageUrl?: Maybe<Scalars['String']['output']>;
  /** Name for people. */
  name: Scalars['String']['output'];
  /** Its part of the shop's URL, unique. */
  slug: Scalars['String']['output'];
  /** Whether it is on sale. */
  status: ProductStatus;
  /** Its variants, oldest first; at least one, at most 100. */
  variants: Array<ProductVariant>;
};

/** A page of products. */
export type ProductConnection = {
  __typename?: 'ProductConnection';
  /** The page's nodes, each with its cursor. */
  edges: Array<ProductEdge>;
  /** The page's nodes alone. */
  nodes: Array<Product>;
  /** Where the page stands. */
  pageInfo: PageInfo;
  /** How many match on all pages; counted only when asked. */
  totalCount: Scalars['Int']['output'];
};

/** A new product. */
export type ProductCreateInput = {
  /** The category it is found in. */
  categoryId?: InputMaybe<Scalars['ID']['input']>;
  /** Plain text, up to 5,000 characters. */
  description?: InputMaybe<Scalars['String']['input']>;
  /** Absolute http(s) URL of a picture. */
  imageUrl?: InputMaybe<Scalars['String']['input']>;
  /** Name for people, up to 200 characters. */
  name: Scalars['String']['input'];
  /** Lower-case letters, digits and hyphens; made from the name when left out. */
  slug?: InputMaybe<Scalars['String']['input']>;
  /** ACTIVE puts it on sale at once. */
  status?: InputMaybe<ProductStatus>;
  /** 1 to 100 variants, all in one currency. */
  variants: Array<VariantInput>;
};

/** A product on a page. */
export type ProductEdge = {
  __typename?: 'ProductEdge';
  /** Where it stands. */
  cursor: Scalars['String']['output'];
  /** The product. */
  node: Product;
};

/** Refusals of changes to the catalog. */
export type ProductErrorCode =
  /** No category has this id. */
  | 'CATEGORY_NOT_FOUND'
  /** The price is not in the product's currency. */
  | 'CURRENCY_MISMATCH'
  /** An argument is not valid; `field` names it. */
  | 'INPUT_INVALID'
  /** No product has this id. */
  | 'PRODUCT_NOT_FOUND'
  /** The life cycle does not allow this change of status. */
  | 'PRODUCT_STATUS_ILLEGAL'
  /** Another variant has this SKU. */
  | 'SKU_TAKEN'
  /** Another product or category has this slug. */
  | 'SLUG_TAKEN'
  /** No variant has this id. */
  | 'VARIANT_NOT_FOUND';

/** Orders of products. */
export type ProductOrder =
  /** By name, A to Z. */
  | 'NAME'
  /** Newest first. */
  | 'NEWEST'
  /** By the price of the cheapest variant, cheapest first. */
  | 'PRICE_ASC'
  /** By the price of the cheapest variant, dearest first. */
  | 'PRICE_DESC';

/** What became of a change to a product. */
export type ProductPayload = {
  __typename?: 'ProductPayload';
  /** The product after the change; null when it was refused. */
  product?: Maybe<Product>;
  /** Why it was refused; empty when it was not. */
  userErrors: Array<ProductUserError>;
};

/** Whether a product is on sale. */
export type ProductStatus =
  /** On sale. */
  | 'ACTIVE'
  /** No longer on sale; still shown with the orders that hold it. */
  | 'ARCHIVED'
  /** Being prepared; staff only. */
  | 'DRAFT';

/** Changes to a product; what is left out stays. */
export type ProductUpdateInput = {
  /** The category it is found in; null removes it from any. */
  categoryId?: InputMaybe<Scalars['ID']['input']>;
  /** Plain text, up to 5,000 characters; null removes it. */
  description?: InputMaybe<Scalars['String']['input']>;
  /** Absolute http(s) URL of a picture; null removes it. */
  imageUrl?: InputMaybe<Scalars['String']['input']>;
  /** Name for people, up to 200 characters. */
  name?: InputMaybe<Scalars['String']['input']>;
  /** DRAFT, ACTIVE or ARCHIVED, as its life cycle allows. */
  status?: InputMaybe<ProductStatus>;
};

/** Why a change to the catalog was refused. */
export type ProductUserError = UserError & {
  __typename?: 'ProductUserError';
  /** For programs. */
  code: ProductErrorCode;
  /** Path of the culprit in the mutation's arguments; null when it is not one argument. */
  field?: Maybe<Array<Scalars['String']['output']>>;
  /** A sentence that names the culprit and the next step. */
  message: Scalars['String']['output'];
};

/** What is bought: a product in one size, colour or the like. */
export type ProductVariant = {
  __typename?: 'ProductVariant';
  /** Opaque id, var_... */
  id: Scalars['ID']['output'];
  /** What sets it apart from its siblings, such as `Large`. */
  name: Scalars['String']['output'];
  /** Price of one, without tax and shipping. */
  price: Money;
  /** The product it is a variant of. */
  product: Product;
  /** Stock keeping unit, unique in the shop. */
  sku: Scalars['String']['output'];
};

/** What became of a change to a variant. */
export type ProductVariantPayload = {
  __typename?: 'ProductVariantPayload';
  /** Why it was refused; empty when it was not. */
  userErrors: Array<ProductUserError>;
  /** The variant after the change; null when it was refused. */
  variant?: Maybe<ProductVariant>;
};

/** What products must match; everything given must hold. */
export type ProductWhere = {
  /** The category's slug. */
  categorySlug?: InputMaybe<Scalars['String']['input']>;
  /** Products with a variant that costs at most this; in the currency of priceMin. */
  priceMax?: InputMaybe<MoneyInput>;
  /** Products with a variant that costs at least this. */
  priceMin?: InputMaybe<MoneyInput>;
  /** Products with a variant of one of these SKUs, at most 100. */
  skuIn?: InputMaybe<Array<Scalars['String']['input']>>;
  /** Products of this status; staff only. */
  status?: InputMaybe<ProductStatus>;
  /** Words in name, description or category, or a SKU; a search-engine's syntax works ("exact words", -without). */
  text?: InputMaybe<Scalars['String']['input']>;
};

/** Products for sale, their variants and prices, and the categories they are found in. */
export type Query = {
  __typename?: 'Query';
  /** All categories by name. */
  categories?: Maybe<Array<Category>>;
  /** One product by exactly one of id and slug; null when unknown. DRAFT ones are null for customers. */
  product?: Maybe<Product>;
  /** Products that match, newest first unless ordered otherwise. Customers see ACTIVE ones; staff may filter by status. */
  products?: Maybe<ProductConnection>;
};


/** Products for sale, their variants and prices, and the categories they are found in. */
export type QueryProductArgs = {
  id?: InputMaybe<Scalars['ID']['input']>;
  slug?: InputMaybe<Scalars['String']['input']>;
};


/** Products for sale, their variants and prices, and the categories they are found in. */
export type QueryProductsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  orderBy?: InputMaybe<ProductOrder>;
  where?: InputMaybe<ProductWhere>;
};

/** A refusal a person can act on. It comes in a mutation's payload; top-level errors are for bugs, access and limits. */
export type UserError = {
  /** Path of the culprit in the mutation's arguments; null when it is not one argument. */
  field?: Maybe<Array<Scalars['String']['output']>>;
  /** A sentence that names the culprit and the next step. */
  message: Scalars['String']['output'];
};

/** A new variant. */
export type VariantInput = {
  /** What sets it apart, up to 100 characters. */
  name: Scalars['String']['input'];
  /** Price of one, without tax and shipping; not negative. */
  price: MoneyInput;
  /** Stock keeping unit: up to 64 letters, digits, dots, hyphens and underscores; unique in the shop. */
  sku: Scalars['String']['input'];
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
  Category: Category;
  Product: Product;
  ProductVariant: ProductVariant;
};

/** Mapping of federation reference types */
export type FederationReferenceTypes = {
  Category:
    ( { __typename: 'Category' }
    & GraphQLRecursivePick<FederationTypes['Category'], {"id":true}> );
  Product:
    ( { __typename: 'Product' }
    & GraphQLRecursivePick<FederationTypes['Product'], {"id":true}> );
  ProductVariant:
    ( { __typename: 'ProductVariant' }
    & GraphQLRecursivePick<FederationTypes['ProductVariant'], {"id":true}> );
};


/** Mapping of interface types */
export type ResolversInterfaceTypes<_RefType extends Record<string, unknown>> = {
  UserError: ( ProductUserError );
};

/** Mapping between all available schema types and the resolvers types */
export type ResolversTypes = {
  Category: ResolverTypeWrapper<CategoryRow>;
  ID: ResolverTypeWrapper<Scalars['ID']['output']>;
  String: ResolverTypeWrapper<Scalars['String']['output']>;
  CategoryCreateInput: CategoryCreateInput;
  CategoryPayload: ResolverTypeWrapper<Omit<CategoryPayload, 'category'> & { category?: Maybe<ResolversTypes['Category']> }>;
  CountryCode: ResolverTypeWrapper<Scalars['CountryCode']['output']>;
  CurrencyCode: ResolverTypeWrapper<Scalars['CurrencyCode']['output']>;
  DateTime: ResolverTypeWrapper<Scalars['DateTime']['output']>;
  Money: ResolverTypeWrapper<MoneyValue>;
  MoneyInput: MoneyInput;
  Mutation: ResolverTypeWrapper<Record<PropertyKey, never>>;
  PageInfo: ResolverTypeWrapper<PageInfo>;
  Boolean: ResolverTypeWrapper<Scalars['Boolean']['output']>;
  Product: ResolverTypeWrapper<ProductRow>;
  ProductConnection: ResolverTypeWrapper<Connection<ProductRow>>;
  Int: ResolverTypeWrapper<Scalars['Int']['output']>;
  ProductCreateInput: ProductCreateInput;
  ProductEdge: ResolverTypeWrapper<Omit<ProductEdge, 'node'> & { node: ResolversTypes['Product'] }>;
  ProductErrorCode: ProductErrorCode;
  ProductOrder: ProductOrder;
  ProductPayload: ResolverTypeWrapper<Omit<ProductPayload, 'product'> & { product?: Maybe<ResolversTypes['Product']> }>;
  ProductStatus: ProductStatus;
  ProductUpdateInput: ProductUpdateInput;
  ProductUserError: ResolverTypeWrapper<ProductUserError>;
  ProductVariant: ResolverTypeWrapper<VariantRow>;
  ProductVariantPayload: ResolverTypeWrapper<Omit<ProductVariantPayload, 'variant'> & { variant?: Maybe<ResolversTypes['ProductVariant']> }>;
  ProductWhere: ProductWhere;
  Query: ResolverTypeWrapper<Record<PropertyKey, never>>;
  SafeInt: ResolverTypeWrapper<Scalars['SafeInt']['output']>;
  UserError: ResolverTypeWrapper<ResolversInterfaceTypes<ResolversTypes>['UserError']>;
  VariantInput: VariantInput;
};

/** Mapping between all available schema types and the resolvers parents */
export type ResolversParentTypes = {
  Category: CategoryRow;
  ID: Scalars['ID']['output'];
  String: Scalars['String']['output'];
  CategoryCreateInput: CategoryCreateInput;
  CategoryPayload: Omit<CategoryPayload, 'category'> & { category?: Maybe<ResolversParentTypes['Category']> };
  CountryCode: Scalars['CountryCode']['output'];
  CurrencyCode: Scalars['CurrencyCode']['output'];
  DateTime: Scalars['DateTime']['output'];
  Money: MoneyValue;
  MoneyInput: MoneyInput;
  Mutation: Record<PropertyKey, never>;
  PageInfo: PageInfo;
  Boolean: Scalars['Boolean']['output'];
  Product: ProductRow;
  ProductConnection: Connection<ProductRow>;
  Int: Scalars['Int']['output'];
  ProductCreateInput: ProductCreateInput;
  ProductEdge: Omit<ProductEdge, 'node'> & { node: ResolversParentTypes['Product'] };
  ProductPayload: Omit<ProductPayload, 'product'> & { product?: Maybe<ResolversParentTypes['Product']> };
  ProductUpdateInput: ProductUpdateInput;
  ProductUserError: ProductUserError;
  ProductVariant: VariantRow;
  ProductVariantPayload: Omit<ProductVariantPayload, 'variant'> & { variant?: Maybe<ResolversParentTypes['ProductVariant']> };
  ProductWhere: ProductWhere;
  Query: Record<PropertyKey, never>;
  SafeInt: Scalars['SafeInt']['output'];
  UserError: ResolversInterfaceTypes<ResolversParentTypes>['UserError'];
  VariantInput: VariantInput;
};

export type CategoryResolvers<ContextType = CatalogContext, ParentType extends ResolversParentTypes['Category'] = ResolversParentTypes['Category'], FederationReferenceType extends FederationReferenceTypes['Category'] = FederationReferenceTypes['Category']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Category']> | FederationReferenceType, FederationReferenceType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  slug?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type CategoryPayloadResolvers<ContextType = CatalogContext, ParentType extends ResolversParentTypes['CategoryPayload'] = ResolversParentTypes['CategoryPayload']> = {
  category?: Resolver<Maybe<ResolversTypes['Category']>, ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['ProductUserError']>, ParentType, ContextType>;
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

export type MoneyResolvers<ContextType = CatalogContext, ParentType extends ResolversParentTypes['Money'] = ResolversParentTypes['Money']> = {
  amountMinor?: Resolver<ResolversTypes['SafeInt'], ParentType, ContextType>;
  currency?: Resolver<ResolversTypes['CurrencyCode'], ParentType, ContextType>;
  formatted?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type MutationResolvers<ContextType = CatalogContext, ParentType extends ResolversParentTypes['Mutation'] = ResolversParentTypes['Mutation']> = {
  categoryCreate?: Resolver<Maybe<ResolversTypes['CategoryPayload']>, ParentType, ContextType, RequireFields<MutationCategoryCreateArgs, 'input'>>;
  productArchive?: Resolver<Maybe<ResolversTypes['ProductPayload']>, ParentType, ContextType, RequireFields<MutationProductArchiveArgs, 'id'>>;
  productCreate?: Resolver<Maybe<ResolversTypes['ProductPayload']>, ParentType, ContextType, RequireFields<MutationProductCreateArgs, 'input'>>;
  productUpdate?: Resolver<Maybe<ResolversTypes['ProductPayload']>, ParentType, ContextType, RequireFields<MutationProductUpdateArgs, 'id' | 'input'>>;
  variantAdd?: Resolver<Maybe<ResolversTypes['ProductVariantPayload']>, ParentType, ContextType, RequireFields<MutationVariantAddArgs, 'input' | 'productId'>>;
  variantPriceSet?: Resolver<Maybe<ResolversTypes['ProductVariantPayload']>, ParentType, ContextType, RequireFields<MutationVariantPriceSetArgs, 'price' | 'variantId'>>;
};

export type PageInfoResolvers<ContextType = CatalogContext, ParentType extends ResolversParentTypes['PageInfo'] = ResolversParentTypes['PageInfo']> = {
  endCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  hasNextPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  hasPreviousPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  startCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type ProductResolvers<ContextType = CatalogContext, ParentType extends ResolversParentTypes['Product'] = ResolversParentTypes['Product'], FederationReferenceType extends FederationReferenceTypes['Product'] = FederationReferenceTypes['Product']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Product']> | FederationReferenceType, FederationReferenceType, ContextType>;
  category?: Resolver<Maybe<ResolversTypes['Category']>, ParentType, ContextType>;
  description?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  imageUrl?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  slug?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  status?: Resolver<ResolversTypes['ProductStatus'], ParentType, ContextType>;
  variants?: Resolver<Array<ResolversTypes['ProductVariant']>, ParentType, ContextType>;
};

export type ProductConnectionResolvers<ContextType = CatalogContext, ParentType extends ResolversParentTypes['ProductConnection'] = ResolversParentTypes['ProductConnection']> = {
  edges?: Resolver<Array<ResolversTypes['ProductEdge']>, ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['Product']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type ProductEdgeResolvers<ContextType = CatalogContext, ParentType extends ResolversParentTypes['ProductEdge'] = ResolversParentTypes['ProductEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Product'], ParentType, ContextType>;
};

export type ProductPayloadResolvers<ContextType = CatalogContext, ParentType extends ResolversParentTypes['ProductPayload'] = ResolversParentTypes['ProductPayload']> = {
  product?: Resolver<Maybe<ResolversTypes['Product']>, ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['ProductUserError']>, ParentType, ContextType>;
};

export type ProductUserErrorResolvers<ContextType = CatalogContext, ParentType extends ResolversParentTypes['ProductUserError'] = ResolversParentTypes['ProductUserError']> = {
  code?: Resolver<ResolversTypes['ProductErrorCode'], ParentType, ContextType>;
  field?: Resolver<Maybe<Array<ResolversTypes['String']>>, ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ProductVariantResolvers<ContextType = CatalogContext, ParentType extends ResolversParentTypes['ProductVariant'] = ResolversParentTypes['ProductVariant'], FederationReferenceType extends FederationReferenceTypes['ProductVariant'] = FederationReferenceTypes['ProductVariant']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['ProductVariant']> | FederationReferenceType, FederationReferenceType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  price?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  product?: Resolver<ResolversTypes['Product'], ParentType, ContextType>;
  sku?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type ProductVariantPayloadResolvers<ContextType = CatalogContext, ParentType extends ResolversParentTypes['ProductVariantPayload'] = ResolversParentTypes['ProductVariantPayload']> = {
  userErrors?: Resolver<Array<ResolversTypes['ProductUserError']>, ParentType, ContextType>;
  variant?: Resolver<Maybe<ResolversTypes['ProductVariant']>, ParentType, ContextType>;
};

export type QueryResolvers<ContextType = CatalogContext, ParentType extends ResolversParentTypes['Query'] = ResolversParentTypes['Query']> = {
  categories?: Resolver<Maybe<Array<ResolversTypes['Category']>>, ParentType, ContextType>;
  product?: Resolver<Maybe<ResolversTypes['Product']>, ParentType, ContextType, Partial<QueryProductArgs>>;
  products?: Resolver<Maybe<ResolversTypes['ProductConnection']>, ParentType, ContextType, RequireFields<QueryProductsArgs, 'first' | 'orderBy'>>;
};

export interface SafeIntScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['SafeInt'], any> {
  name: 'SafeInt';
}

export type UserErrorResolvers<ContextType = CatalogContext, ParentType extends ResolversParentTypes['UserError'] = ResolversParentTypes['UserError']> = {
  __resolveType: TypeResolveFn<'ProductUserError', ParentType, ContextType>;
};

export type Resolvers<ContextType = CatalogContext> = {
  Category?: CategoryResolvers<ContextType>;
  CategoryPayload?: CategoryPayloadResolvers<ContextType>;
  CountryCode?: GraphQLScalarType;
  CurrencyCode?: GraphQLScalarType;
  DateTime?: GraphQLScalarType;
  Money?: MoneyResolvers<ContextType>;
  Mutation?: MutationResolvers<ContextType>;
  PageInfo?: PageInfoResolvers<ContextType>;
  Product?: ProductResolvers<ContextType>;
  ProductConnection?: ProductConnectionResolvers<ContextType>;
  ProductEdge?: ProductEdgeResolvers<ContextType>;
  ProductPayload?: ProductPayloadResolvers<ContextType>;
  ProductUserError?: ProductUserErrorResolvers<ContextType>;
  ProductVariant?: ProductVariantResolvers<ContextType>;
  ProductVariantPayload?: ProductVariantPayloadResolvers<ContextType>;
  Query?: QueryResolvers<ContextType>;
  SafeInt?: GraphQLScalarType;
  UserError?: UserErrorResolvers<ContextType>;
};

