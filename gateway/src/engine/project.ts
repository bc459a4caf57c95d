import {
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLAbstractType,
  type GraphQLCompositeType,
  GraphQLError,
  type GraphQLOutputType,
  type GraphQLSchema,
  isAbstractType,
  isCompositeType,
  isInterfaceType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  isUnionType,
  type OperationDefinitionNode,
} from 'graphql';
import { collectFields, collectSubfields } from 'graphql/execution/collectFields.js';
import { isInherited, isObject, type JsonObject, ownValue } from './json.ts';
import { leafWriter } from './leaf.ts';

/** An operation and what it is read with. */
export interface OperationParts {
  readonly schema: GraphQLSchema;
  readonly operation: OperationDefinitionNode;
  readonly fragments: Record<string, FragmentDefinitionNode>;
}

export interface Projected {
  /** The answer's data as JSON; null when a null went all the way up. */
  readonly text: string | null;
  /** Values that the schema does not allow, and nulls where it allows none. */
  readonly faults: readonly GraphQLError[];
}

/** Writes the client's answer from the merged answers of the subgraphs and, by response key, the introspected fields. */
export type Project = (data: JsonObject, introspected: ReadonlyMap<string, string>) => Projected;

/** Writes one value as JSON; undefined when it is not there and may not be null, so that its parent must be null. */
type Write = (value: unknown, state: State) => string | undefined;

interface State {
  readonly introspected: ReadonlyMap<string, string>;
  readonly faults: GraphQLError[];
  /** Where the value being written is; `depth` elements of it count. */
  readonly path: (string | number)[];
  depth: number;
}

/** More say no more. */
const MAX_FAULTS = 20;

/**
 * Compiles what the client asked for to one function that writes the answer: the client's fields in the client's order,
 * and nothing else. `conditions` are the values of the variables of @skip and @include, so nothing is decided later.
 * Nulls go up as the specification has it (spec.graphql.org, 6.4.4).
 */
export function compileProjector(parts: OperationParts, conditions: Record<string, unknown>): Project {
  const { schema, operation, fragments } = parts;
  const root = schema.getRootType(operation.operation)!;
  const fields = collectFields(schema, fragments, conditions, root, operation.selectionSet);
  const write = compileFields({ ...parts, conditions }, root, fields);
  return (data, introspected) => {
    const state: State = { introspected, faults: [], path: [], depth: 0 };
    return { text: write(data, state) ?? null, faults: state.faults };
  };
}

interface Scope extends OperationParts {
  readonly conditions: Record<string, unknown>;
}

interface CompiledField {
  readonly key: string;
  readonly read: (object: JsonObject, key: string) => unknown;
  /** What stands before the value: `{"id":` or `,"id":`. */
  readonly label: string;
  readonly write: Write;
}

const plainValue = (object: JsonObject, key: string): unknown => object[key];

function compileFields(
  scope: Scope,
  type: GraphQLCompositeType,
  collected: ReadonlyMap<string, readonly FieldNode[]>,
): Write {
  const fields = [...collected].map(
    ([key, nodes], index): CompiledField => ({
      key,
      read: isInherited(key) ? ownValue : plainValue,
      label: `${index === 0 ? '{' : ','}"${key}":`,
      write: compileField(scope, type, key, nodes),
    }),
  );
  if (fields.length === 0) return () => '{}';
  return (value, state) => {
    const object = value as JsonObject;
    let text = '';
    for (const { key, read, label, write } of fields) {
      state.path[state.depth++] = key;
      const part = write(read(object, key), state);
      state.depth--;
      if (part === undefined) return undefined;
      text += label + part;
    }
    return `${text}}`;
  };
}

function compileField(
  scope: Scope,
  type: GraphQLCompositeType,
  key: string,
  nodes: readonly FieldNode[],
): Write {
  const name = nodes[0]!.name.value;
  if (name === '__typename') {
    const text = `"${type.name}"`;
    return isObjectType(type) ? () => text : (_, state) => fault(state, 'Nothing says of what type this is.');
  }
  if (name.startsWith('__')) return (_, { introspected }) => introspected.get(key) ?? 'null';
  if (isUnionType(type)) throw new Error(`The union ${type.name} has no field ${name}.`);
  return compileValue(scope, type.getFields()[name]!.type, nodes);
}

function compileValue(scope: Scope, type: GraphQLOutputType, nodes: readonly FieldNode[]): Write {
  const required = isNonNullType(type);
  const write = compileNotNull(scope, required ? type.ofType : type, nodes);
  return required
    ? (value, state) =>
        value === null || value === undefined ? fault(state, 'This may not be null.') : write(value, state)
    : (value, state) => (value === null || value === undefined ? 'null' : (write(value, state) ?? 'null'));
}

function compileNotNull(scope: Scope, type: GraphQLOutputType, nodes: readonly FieldNode[]): Write {
  if (isListType(type)) return compileList(compileValue(scope, type.ofType, nodes));
  if (isLeafType(type)) {
    const write = leafWriter(type);
    return (value, state) => write(value) ?? fault(state, `The type ${type.name} has no such value.`);
  }
  if (isCompositeType(type)) return compileObject(scope, type, nodes);
  throw new Error(`${String(type)} is no type of an output.`);
}

function compileList(write: Write): Write {
  return (value, state) => {
    if (!Array.isArray(value)) return fault(state, 'This is not a list.');
    let text = '';
    for (let index = 0; index < value.length; index++) {
      state.path[state.depth++] = index;
      const part = write(value[index], state);
      state.depth--;
      if (part === undefined) return undefined;
      text += index === 0 ? part : `,${part}`;
    }
    return `[${text}]`;
  };
}

function compileObject(scope: Scope, type: GraphQLCompositeType, nodes: readonly FieldNode[]): Write {
  const writeOf = isAbstractType(type)
    ? byTypename(scope, type, nodes)
    : compileSelections(scope, type, nodes);
  return (value, state) => (isObject(value) ? writeOf(value, state) : fault(state, 'This is not an object.'));
}

function compileSelections(scope: Scope, type: GraphQLCompositeType, nodes: readonly FieldNode[]): Write {
  const { schema, fragments, conditions } = scope;
  // The runtime type may be an interface when no subgraph says more; graphql-js compares it all the same.
  const fields = collectSubfields(schema, fragments, conditions, type as never, nodes);
  return compileFields(scope, type, fields);
}

/** The type is what the object says; its selections are compiled when the first one comes. */
function byTypename(scope: Scope, type: GraphQLAbstractType, nodes: readonly FieldNode[]): Write {
  const writers = new Map<unknown, Write>();
  const unknown: Write = (_, state) => fault(state, 'This is of a type that can not stand here.');
  const compile = (typename: unknown): Write => {
    if (typename === undefined || typename === type.name) return compileSelections(scope, type, nodes);
    const found = typeof typename === 'string' ? scope.schema.getType(typename) : undefined;
    const isPossible = (isObjectType(found) || isInterfaceType(found)) && scope.schema.isSubType(type, found);
    return isPossible ? compileSelections(scope, found, nodes) : unknown;
  };
  return (value, state) => {
    const typename = (value as JsonObject).__typename;
    const known = writers.get(typename);
    if (known) return known(value, state);
    const write = compile(typename);
    // Names that are no types come from a faulty subgraph, and could be without end.
    if (write !== unknown) writers.set(typename, write);
    return write(value, state);
  };
}

function fault({ faults, path, depth }: State, message: string): undefined {
  if (faults.length >= MAX_FAULTS) return undefined;
  faults.push(
    new GraphQLError(message, {
      path: path.slice(0, depth),
      extensions: { code: 'INVALID_SUBGRAPH_ANSWER' },
    }),
  );
  return undefined;
}
