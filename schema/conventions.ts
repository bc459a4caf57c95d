import {
  type ConstDirectiveNode,
  type DefinitionNode,
  type EnumValueDefinitionNode,
  type FieldDefinitionNode,
  type InputValueDefinitionNode,
  Kind,
  type ObjectTypeDefinitionNode,
  parse,
  print,
  type TypeNode,
} from 'graphql';
import { namedType } from './named-type.ts';
import { contextProblems } from './ownership.ts';

/** Lists that can not grow without end, and what bounds them; every other list of objects must be a connection. */
const BOUNDED_LISTS: Readonly<Record<string, string>> = {
  'Query.categories': 'made by staff, a few dozen',
  'Query.warehouses': 'made by staff, a few dozen',
  'Product.variants': 'at most 100',
  'ProductVariant.stockLevels': 'one per warehouse',
  'Customer.addresses': 'the address book is limited',
  'Cart.lines': 'the cart is limited',
  'Order.lines': 'those of a cart',
  'Order.timeline': 'one per move of its life cycle',
  'Order.payments': 'one that stands, and failed attempts',
  'Order.shipments': 'one per warehouse',
  'Order.notifications': 'one of each kind',
  'OrderSaga.steps': 'the steps of the saga',
  'Payment.events': 'a charge and its few refunds',
  'Shipment.events': 'one per move of its life cycle',
  'Shipment.lines': 'those of the order',
  'Notification.attempts': 'retries are limited',
};

/** Payloads whose shape the contract fixes otherwise: an unknown session is revoked already. */
const PAYLOADS_WITHOUT_USER_ERRORS = new Set(['SessionRevokePayload']);

const DEPRECATION = /^Use .+\. Removed after \d{4}-\d{2}-\d{2}\.?$/;

export interface SubgraphSdl {
  readonly name: string;
  readonly sdl: string;
}

/** What in the subgraphs' SDL breaks the conventions of the graph: one sentence each, naming the subgraph and the place. */
export function conventionProblems(subgraphs: readonly SubgraphSdl[]): string[] {
  const parsed = subgraphs.map(({ name, sdl }) => ({ name, definitions: parse(sdl).definitions }));
  return [
    ...parsed.flatMap(({ name, definitions }) =>
      definitions.flatMap(problemsOf).map((problem) => `${name}: ${problem}`),
    ),
    ...contextProblems(parsed),
  ];
}

type Described = {
  readonly description?: { readonly value: string } | undefined;
  readonly directives?: readonly ConstDirectiveNode[] | undefined;
};

function described(place: string, node: Described): string[] {
  const problems = node.description?.value.trim() ? [] : [`${place} has no description.`];
  const deprecated = node.directives?.find(({ name }) => name.value === 'deprecated');
  const reason = deprecated?.arguments?.find(({ name }) => name.value === 'reason')?.value;
  if (deprecated && !(reason?.kind === Kind.STRING && DEPRECATION.test(reason.value))) {
    problems.push(`${place} is deprecated without "Use X. Removed after YYYY-MM-DD" as its reason.`);
  }
  return problems;
}

function problemsOf(definition: DefinitionNode): string[] {
  switch (definition.kind) {
    case Kind.SCALAR_TYPE_DEFINITION:
    case Kind.UNION_TYPE_DEFINITION:
      return described(definition.name.value, definition);
    case Kind.ENUM_TYPE_DEFINITION:
      return [
        ...described(definition.name.value, definition),
        ...each(definition.values, definition.name.value),
      ];
    case Kind.INPUT_OBJECT_TYPE_DEFINITION:
      return [
        ...described(definition.name.value, definition),
        ...each(definition.fields, definition.name.value),
      ];
    case Kind.INTERFACE_TYPE_DEFINITION:
      return [
        ...described(definition.name.value, definition),
        ...(definition.fields ?? []).flatMap((field) => fieldProblems(definition.name.value, field)),
      ];
    case Kind.OBJECT_TYPE_DEFINITION:
      return objectProblems(definition);
    default:
      return [];
  }
}

const each = (
  nodes: readonly (EnumValueDefinitionNode | InputValueDefinitionNode)[] = [],
  parent: string,
): string[] =>
  nodes.flatMap((node) => [
    ...described(`${parent}.${node.name.value}`, node),
    ...('type' in node ? floatProblems(`${parent}.${node.name.value}`, node.type) : []),
  ]);

function objectProblems(definition: ObjectTypeDefinitionNode): string[] {
  const name = definition.name.value;
  const fields = definition.fields ?? [];
  const problems = [...described(name, definition), ...fields.flatMap((field) => fieldProblems(name, field))];
  if (name === 'Query' || name === 'Mutation') {
    problems.push(
      ...fields
        .filter(({ type }) => type.kind === Kind.NON_NULL_TYPE)
        .map(
          (field) =>
            `${name}.${field.name.value} is not nullable, so its failure would take the other root fields along.`,
        ),
    );
  }
  if (name === 'Mutation')
    problems.push(
      ...fields
        .filter(({ type }) => !namedType(type).endsWith('Payload'))
        .map((field) => `Mutation.${field.name.value} does not answer a ...Payload.`),
    );
  if (name.endsWith('Payload')) problems.push(...payloadProblems(name, fields));
  if (name.endsWith('Connection')) problems.push(...connectionProblems(name, fields));
  if (definition.interfaces?.some((implemented) => implemented.name.value === 'UserError')) {
    const code = fields.find((field) => field.name.value === 'code');
    if (!code || !print(code.type).endsWith('ErrorCode!'))
      problems.push(`${name}.code is not a ...ErrorCode!.`);
  }
  return problems;
}

function fieldProblems(parent: string, field: FieldDefinitionNode): string[] {
  const place = `${parent}.${field.name.value}`;
  const problems = [
    ...described(place, field),
    ...each(field.arguments, place),
    ...floatProblems(place, field.type),
  ];
  const isList = print(field.type).startsWith('[');
  const isBounded =
    place in BOUNDED_LISTS || SCALARS.has(namedType(field.type)) || /Connection$|Payload$/.test(parent);
  if (isList && !isBounded)
    problems.push(
      `${place} is a list that may grow: make it a connection, or name its bound in schema/conventions.ts.`,
    );
  if (namedType(field.type).endsWith('Connection')) problems.push(...pagingProblems(place, field));
  return problems;
}

const SCALARS = new Set([
  'ID',
  'String',
  'Int',
  'Boolean',
  'SafeInt',
  'DateTime',
  'CurrencyCode',
  'CountryCode',
]);

const floatProblems = (place: string, type: TypeNode): string[] =>
  namedType(type) === 'Float' ? [`${place} is a Float: money is Money, a rate is whole basis points.`] : [];

function pagingProblems(place: string, { arguments: given = [] }: FieldDefinitionNode): string[] {
  const first = given.find(({ name }) => name.value === 'first');
  const after = given.find(({ name }) => name.value === 'after');
  const asExpected =
    first &&
    print(first.type) === 'Int' &&
    first.defaultValue?.kind === Kind.INT &&
    first.defaultValue.value === '20' &&
    after &&
    print(after.type) === 'String';
  return asExpected ? [] : [`${place} is a connection and does not take (first: Int = 20, after: String).`];
}

function connectionProblems(name: string, fields: readonly FieldDefinitionNode[]): string[] {
  const node = name.replace(/Connection$/, '');
  const expected = {
    edges: `[${node}Edge!]!`,
    nodes: `[${node}!]!`,
    pageInfo: 'PageInfo!',
    totalCount: 'Int!',
  };
  return Object.entries(expected).flatMap(([field, type]) => {
    const found = fields.find((candidate) => candidate.name.value === field);
    return found && print(found.type) === type ? [] : [`${name}.${field} is not ${type}.`];
  });
}

function payloadProblems(name: string, fields: readonly FieldDefinitionNode[]): string[] {
  if (PAYLOADS_WITHOUT_USER_ERRORS.has(name)) return [];
  const userErrors = fields.find((field) => field.name.value === 'userErrors');
  const problems =
    userErrors && /^\[\w+UserError!\]!$/.test(print(userErrors.type))
      ? []
      : [`${name}.userErrors is not [...UserError!]!.`];
  const required = fields.filter((field) => field !== userErrors && field.type.kind === Kind.NON_NULL_TYPE);
  return [
    ...problems,
    ...required.map(
      (field) => `${name}.${field.name.value} is not nullable, so a refusal would have no place.`,
    ),
  ];
}
