import type { ApolloServerPlugin } from '@apollo/server';
import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  GraphQLError,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLSchema,
  getNamedType,
  isCompositeType,
  isInterfaceType,
  isListType,
  isNonNullType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
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
}

type Variables = Readonly<Record<string, unknown>>;

/**
 * Measures an operation. Introspection counts nothing: the specification's own rules bound it.
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
  const measured = new Map<string, Size>();

  function ofSelections(set: SelectionSetNode, type: GraphQLNamedType | undefined | null): Size {
    const size = { width: 0, depth: 0, fields: 0, values: 0 };
    for (const node of set.selections) {
      const part =
        node.kind === Kind.FIELD
          ? ofField(node, type)
          : node.kind === Kind.FRAGMENT_SPREAD
            ? ofFragment(node.name.value)
            : ofSelections(
                node.selectionSet,
                node.typeCondition ? schema.getType(node.typeCondition.name.value) : type,
              );
      size.width += part.width;
      size.depth = Math.max(size.depth, part.depth);
      size.fields += part.fields;
      size.values += part.values;
    }
    return size;
  }

  function ofFragment(name: string): Size {
    const known = measured.get(name);
    if (known) return known;
    const { selectionSet, typeCondition } = fragments.get(name)!;
    const size = ofSelections(selectionSet, schema.getType(typeCondition.name.value));
    measured.set(name, size);
    return size;
  }

  function ofField(node: FieldNode, parent: GraphQLNamedType | undefined | null): Size {
    if (node.name.value.startsWith('__')) return { width: 1, depth: 0, fields: 0, values: 0 };
    const field =
      isObjectType(parent) || isInterfaceType(parent) ? parent.getFields()[node.name.value] : undefined;
    if (!field || !node.selectionSet) return { width: 1, depth: 1, fields: 1, values: 1 };
    const named = getNamedType(field.type);
    const inner = ofSelections(node.selectionSet, isCompositeType(named) ? named : undefined);
    const values = 1 + inner.values * lengthOf(node, field, parent!, variables);
    return { width: 1, depth: inner.depth + 1, fields: inner.fields + 1, values };
  }

  return ofSelections(operation.selectionSet, schema.getRootType(operation.operation));
}

/** How often a field's selections are answered: `first` times for a connection, whose own lists then count once. */
function lengthOf(
  node: FieldNode,
  field: GraphQLField<unknown, unknown>,
  parent: GraphQLNamedType,
  variables: Variables,
): number {
  const first = field.args.find(({ name }) => name === 'first');
  if (first) {
    const given = node.arguments?.find(({ name }) => name.value === 'first')?.value;
    const value =
      given?.kind === Kind.INT
        ? Number(given.value)
        : given?.kind === Kind.VARIABLE
          ? variables[given.name.value]
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

/** What is wrong with an operation's size, as a sentence; null when it is within the limits. */
export function tooLarge({ width, depth, fields, values }: Size): string | null {
  if (depth > MAX_DEPTH)
    return `The operation nests ${depth} fields deep: at most ${MAX_DEPTH} are answered.`;
  if (fields > MAX_FIELDS)
    return `The operation asks for more than ${MAX_FIELDS} fields, fragments spread: ask in several requests.`;
  if (width > MAX_ROOT_FIELDS)
    return `The operation has more than ${MAX_ROOT_FIELDS} root fields: ask in several requests.`;
  if (values > MAX_VALUES) {
    return `The operation could answer more than ${MAX_VALUES} values: ask for shorter lists (first) or fewer nested ones.`;
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
      const problem = tooLarge(sizeOf(schema, document, operation, request.variables ?? {}));
      if (problem)
        throw new GraphQLError(problem, { extensions: { code: 'QUERY_TOO_COMPLEX', http: { status: 400 } } });
    },
  }),
};
