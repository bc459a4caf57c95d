import type { ApolloServerPlugin } from '@apollo/server';
import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  GraphQLError,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLSchema,
  getIntrospectionQuery,
  getNamedType,
  isAbstractType,
  isCompositeType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isListType,
  isNonNullType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  parse,
  type SelectionSetNode,
} from 'graphql';

/** Tokens of a document at most; counted while it is parsed, so that a longer one costs nothing more. */
export const MAX_TOKENS = 4_000;
/** How deep fields may nest. */
export const MAX_DEPTH = 15;
/** Fields at most once fragments are spread; it bounds the work of planning. */
export const MAX_FIELDS = 2_000;
/** Root fields at most; each is a request of its own, and mutations run one after the other. */
export const MAX_ROOT_FIELDS = 30;
/** Values the answer may hold by estimate; it bounds the work of the subgraphs. */
export const MAX_VALUES = 200_000;
/** How deep introspection may nest; the query that tools send is 15 deep, most of it a chain of `ofType`. */
export const MAX_SCHEMA_DEPTH = 25;
/** Values introspection may answer by estimate: as many as this many answers to the query that tools send. */
export const MAX_SCHEMA_READS = 2;

/** Entries of a list that says nothing of its length. */
const ASSUMED_LENGTH = 10;

export interface Size {
  /** Fields side by side, with every fragment spread. */
  readonly width: number;
  /** How deep fields nest. */
  readonly depth: number;
  /** Fields with every fragment spread. */
  readonly fields: number;
  /** Values of the answer by estimate: lists count as long as `first` allows, or as ASSUMED_LENGTH. */
  readonly values: number;
  /** How deep introspection nests. */
  readonly schemaDepth: number;
  /** Values of introspection by estimate: lists count as long as they are in the schema. */
  readonly schemaValues: number;
}

/** What a field without selections costs; __typename, too, is planned and answered. */
const LEAF: Size = { width: 1, depth: 1, fields: 1, values: 1, schemaDepth: 0, schemaValues: 0 };

type Parent = GraphQLNamedType | undefined | null;
type Variables = Readonly<Record<string, unknown>>;

/**
 * Measures an operation. Introspection adds to the fields, and has a depth and values of its own: graphql-js bounds how
 * deep its lists nest, but not how often each is asked for under another alias.
 * A fragment is measured once however often it is spread, so the time is linear in the document while the numbers may
 * grow to Infinity. The document must be valid (no cycles of fragments).
 */
export function sizeOf(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Variables,
): Size {
  const fragments = new Map(
    document.definitions
      .filter((node): node is FragmentDefinitionNode => node.kind === Kind.FRAGMENT_DEFINITION)
      .map((node) => [node.name.value, node]),
  );
  const measured = new Map<Lengths | null, Map<string, Size>>();

  function ofSelections(set: SelectionSetNode, type: Parent, lengths: Lengths | null): Size {
    const size = { width: 0, depth: 0, fields: 0, values: 0, schemaDepth: 0, schemaValues: 0 };
    for (const node of set.selections) {
      const part =
        node.kind === Kind.FIELD
          ? ofField(node, type, lengths)
          : node.kind === Kind.FRAGMENT_SPREAD
            ? ofFragment(node.name.value, lengths)
            : ofSelections(
                node.selectionSet,
                node.typeCondition ? schema.getType(node.typeCondition.name.value) : type,
                lengths,
              );
      size.width += part.width;
      size.depth = Math.max(size.depth, part.depth);
      size.fields += part.fields;
      size.values += part.values;
      size.schemaDepth = Math.max(size.schemaDepth, part.schemaDepth);
      size.schemaValues += part.schemaValues;
    }
    return size;
  }

  function ofFragment(name: string, lengths: Lengths | null): Size {
    const sizes = measured.get(lengths) ?? new Map<string, Size>();
    measured.set(lengths, sizes);
    const found = sizes.get(name);
    if (found) return found;
    const { selectionSet, typeCondition } = fragments.get(name)!;
    const size = ofSelections(selectionSet, schema.getType(typeCondition.name.value), lengths);
    sizes.set(name, size);
    return size;
  }

  function ofField(node: FieldNode, parent: Parent, lengths: Lengths | null): Size {
    const name = node.name.value;
    if (name === '__schema' || name === '__type') return ofIntrospection(node);
    const field = isObjectType(parent) || isInterfaceType(parent) ? parent.getFields()[name] : undefined;
    if (!field) return LEAF;
    const length = lengths?.[`${parent!.name}.${name}`];
    if (!node.selectionSet) return length === undefined ? LEAF : { ...LEAF, values: length };
    const named = getNamedType(field.type);
    // Of the types only `types` gives each once; any other way the longest may come again and again.
    const within = lengths && named.name === '__Type' && name !== 'types' ? lengthsOf(schema).most : lengths;
    const inner = ofSelections(node.selectionSet, isCompositeType(named) ? named : undefined, within);
    return {
      width: 1,
      depth: inner.depth + 1,
      fields: inner.fields + 1,
      values: 1 + inner.values * (lengths ? (length ?? 1) : answersOf(node, field, parent!, given)),
      schemaDepth: inner.schemaDepth,
      schemaValues: inner.schemaValues,
    };
  }

  function ofIntrospection({ name, selectionSet }: FieldNode): Size {
    if (!selectionSet) return LEAF;
    const { each, most } = lengthsOf(schema);
    const inner =
      name.value === '__schema'
        ? ofSelections(selectionSet, schema.getType('__Schema'), each)
        : ofSelections(selectionSet, schema.getType('__Type'), most);
    return {
      ...LEAF,
      fields: inner.fields + 1,
      schemaDepth: inner.depth + 1,
      schemaValues: inner.values + 1,
    };
  }

  /** A variable's value, or its default in the operation. */
  function given(name: string): unknown {
    if (Object.hasOwn(variables, name)) return variables[name];
    const defined = operation.variableDefinitions?.find(({ variable }) => variable.name.value === name);
    return defined?.defaultValue?.kind === Kind.INT ? Number(defined.defaultValue.value) : undefined;
  }

  return ofSelections(operation.selectionSet, schema.getRootType(operation.operation), null);
}

/** How often a field's selections are answered: `first` times for a connection, whose own lists then count once. */
function answersOf(
  node: FieldNode,
  field: GraphQLField<unknown, unknown>,
  parent: GraphQLNamedType,
  variableValue: (name: string) => unknown,
): number {
  const first = field.args.find(({ name }) => name === 'first');
  if (first) {
    const given = node.arguments?.find(({ name }) => name.value === 'first')?.value;
    const value =
      given?.kind === Kind.INT
        ? Number(given.value)
        : given?.kind === Kind.VARIABLE
          ? variableValue(given.name.value)
          : undefined;
    return typeof value === 'number'
      ? Math.max(1, value)
      : typeof first.defaultValue === 'number'
        ? first.defaultValue
        : ASSUMED_LENGTH;
  }
  if (parent.name.endsWith('Connection')) return 1;
  return isListType(isNonNullType(field.type) ? field.type.ofType : field.type) ? ASSUMED_LENGTH : 1;
}

/** How long the lists of introspection are, by type and field. */
type Lengths = Readonly<Record<string, number>>;

interface SchemaLengths {
  /** On average, for where each type comes once. */
  readonly each: Lengths;
  /** At most, for where any type may come. */
  readonly most: Lengths;
}

const known = new WeakMap<GraphQLSchema, SchemaLengths>();

function lengthsOf(schema: GraphQLSchema): SchemaLengths {
  const lengths = known.get(schema) ?? measureLists(schema);
  known.set(schema, lengths);
  return lengths;
}

function measureLists(schema: GraphQLSchema): SchemaLengths {
  const types = Object.values(schema.getTypeMap());
  const directives = schema.getDirectives();
  const fieldsOf = (type: GraphQLNamedType) =>
    isObjectType(type) || isInterfaceType(type) ? Object.values(type.getFields()) : [];
  const counts: Record<string, readonly number[]> = {
    '__Schema.types': [types.length],
    '__Schema.directives': [directives.length],
    '__Directive.locations': directives.map(({ locations }) => locations.length),
    '__Directive.args': directives.map(({ args }) => args.length),
    '__Field.args': types.flatMap(fieldsOf).map(({ args }) => args.length),
    '__Type.fields': types.map((type) => fieldsOf(type).length),
    '__Type.inputFields': types.map((type) =>
      isInputObjectType(type) ? Object.keys(type.getFields()).length : 0,
    ),
    '__Type.enumValues': types.map((type) => (isEnumType(type) ? type.getValues().length : 0)),
    '__Type.interfaces': types.map((type) =>
      isObjectType(type) || isInterfaceType(type) ? type.getInterfaces().length : 0,
    ),
    '__Type.possibleTypes': types.map((type) =>
      isAbstractType(type) ? schema.getPossibleTypes(type).length : 0,
    ),
  };
  const by = (measure: (numbers: readonly number[]) => number): Lengths =>
    Object.fromEntries(Object.entries(counts).map(([list, numbers]) => [list, measure(numbers)]));
  return {
    each: by((numbers) => numbers.reduce((sum, one) => sum + one, 0) / Math.max(1, numbers.length)),
    most: by((numbers) => numbers.reduce((longest, one) => Math.max(longest, one), 0)),
  };
}

const TOOLS_QUERY = parse(
  getIntrospectionQuery({
    specifiedByUrl: true,
    directiveIsRepeatable: true,
    schemaDescription: true,
    inputValueDeprecation: true,
    experimentalDirectiveDeprecation: true,
    oneOf: true,
  }),
);
const allowed = new WeakMap<GraphQLSchema, number>();

/** How many values of introspection are answered: it grows with the schema, as the answer to the tools' query does. */
function maxSchemaValues(schema: GraphQLSchema): number {
  let values = allowed.get(schema);
  if (values === undefined) {
    const operation = TOOLS_QUERY.definitions[0] as OperationDefinitionNode;
    values = MAX_SCHEMA_READS * sizeOf(schema, TOOLS_QUERY, operation, {}).schemaValues;
    allowed.set(schema, values);
  }
  return values;
}

/** What is wrong with an operation's size, as a sentence; null when it is within the limits. */
export function tooLarge(schema: GraphQLSchema, size: Size): string | null {
  const { width, depth, fields, values, schemaDepth, schemaValues } = size;
  if (depth > MAX_DEPTH)
    return `The operation nests ${depth} fields deep: at most ${MAX_DEPTH} are answered.`;
  if (schemaDepth > MAX_SCHEMA_DEPTH)
    return `The introspection nests ${schemaDepth} fields deep: at most ${MAX_SCHEMA_DEPTH} are answered.`;
  if (fields > MAX_FIELDS)
    return `The operation asks for more than ${MAX_FIELDS} fields, fragments spread: ask in several requests.`;
  if (width > MAX_ROOT_FIELDS)
    return `The operation has more than ${MAX_ROOT_FIELDS} root fields: ask in several requests.`;
  if (values > MAX_VALUES) {
    return `The operation could answer more than ${MAX_VALUES} values: ask for shorter lists (first) or fewer nested ones.`;
  }
  if (schemaValues > 0 && schemaValues > maxSchemaValues(schema)) {
    return `The introspection could answer more than the whole schema ${MAX_SCHEMA_READS} times: ask in several requests.`;
  }
  return null;
}

/** Refuses operations that would cost too much before anything of them is planned, with QUERY_TOO_COMPLEX and status 400. */
export const queryLimits: ApolloServerPlugin = {
  requestDidStart: async () => ({
    async didResolveOperation({ schema, document, operation, request }) {
      if (!operation) {
        const code = 'OPERATION_RESOLUTION_FAILURE';
        throw new GraphQLError('Name one operation of the document by operationName.', {
          extensions: { code, http: { status: 400 } },
        });
      }
      const problem = tooLarge(schema, sizeOf(schema, document, operation, request.variables ?? {}));
      if (problem)
        throw new GraphQLError(problem, { extensions: { code: 'QUERY_TOO_COMPLEX', http: { status: 400 } } });
    },
  }),
};
