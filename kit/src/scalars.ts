import { GraphQLError, GraphQLScalarType, Kind } from 'graphql';
import { format, isCurrency, type Money } from './money.ts';

const COUNTRY = /^[A-Z]{2}$/;
/** Codes that the runtime has names for and that ISO 3166-1 does not assign: groups, former states, private use. */
const NOT_COUNTRIES: ReadonlySet<string> = new Set(
  'AC AN BU CP CQ CS CT DD DG DY EA EU EZ FQ FX HV IC JT MI NH NQ NT PC PU PZ QO QU RH SU TA TP UK UN VD WK XA XB XK YD YU ZR ZZ'.split(
    ' ',
  ),
);
const regions = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' });

/** True for an upper-case ISO 3166-1 alpha-2 code this runtime knows. */
export const isCountry = (code: string): boolean =>
  COUNTRY.test(code) && !NOT_COUNTRIES.has(code) && regions.of(code) !== undefined;

function refuse(message: string): never {
  throw new GraphQLError(message, { extensions: { code: 'BAD_USER_INPUT' } });
}

function textScalar(name: string, description: string, check: (text: string) => boolean): GraphQLScalarType {
  const parse = (value: unknown) =>
    typeof value === 'string' && check(value) ? value : refuse(`${name}: expected ${description}.`);
  return new GraphQLScalarType({
    name,
    serialize: String,
    parseValue: parse,
    parseLiteral: (node) => parse(node.kind === Kind.STRING ? node.value : undefined),
  });
}

const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?(Z|[+-]\d\d:\d\d)$/;

function parseInstant(value: unknown): Date {
  const date = typeof value === 'string' && INSTANT.test(value) ? new Date(value) : new Date(Number.NaN);
  return Number.isNaN(date.getTime())
    ? refuse('DateTime: expected an ISO 8601 instant such as 2026-01-31T12:00:00Z.')
    : date;
}

function parseSafeInt(value: unknown): number {
  return typeof value === 'number' && Number.isSafeInteger(value)
    ? value
    : refuse('SafeInt: expected a whole number between -(2^53 - 1) and 2^53 - 1.');
}

/** Resolvers of schema/common.graphql, the same in every subgraph. */
export const commonResolvers = {
  DateTime: new GraphQLScalarType({
    name: 'DateTime',
    serialize: (value) => (value instanceof Date ? value : new Date(value as string)).toISOString(),
    parseValue: parseInstant,
    parseLiteral: (node) => parseInstant(node.kind === Kind.STRING ? node.value : undefined),
  }),
  SafeInt: new GraphQLScalarType({
    name: 'SafeInt',
    serialize: parseSafeInt,
    parseValue: parseSafeInt,
    parseLiteral: (node) => parseSafeInt(node.kind === Kind.INT ? Number(node.value) : undefined),
  }),
  CurrencyCode: textScalar('CurrencyCode', 'an upper-case ISO 4217 code such as EUR', isCurrency),
  CountryCode: textScalar('CountryCode', 'an upper-case ISO 3166-1 alpha-2 code such as DE', isCountry),
  Money: { formatted: (money: Money) => format(money) },
};
