import type {
  FetchDataRewrite,
  QueryPlanFieldNode,
  QueryPlanInlineFragmentNode,
  QueryPlanSelectionNode,
} from '@apollo/query-planner';
import { isObject, type JsonObject, ownValue, quote, setOwn } from './json.ts';
import { merge } from './merge.ts';
import { compileRewrites } from './rewrite.ts';
import type { IsOfType } from './type-conditions.ts';

/** The representation of an entity as JSON; null when the entity lacks a field of its key. */
export type Represent = (entity: JsonObject) => string | null;

/**
 * Compiles what a fetch requires of an entity (its key, and the fields of @requires) to a function that writes the
 * representation as text, so that equal ones are found by comparing texts. What is required can depend on the entity's
 * type, so there is one function for each type that comes.
 */
export function compileRepresentation(
  requires: readonly QueryPlanSelectionNode[],
  rewrites: readonly FetchDataRewrite[] | undefined,
  isOfType: IsOfType,
): Represent {
  const rewrite = compileRewrites(rewrites, isOfType);
  const writers = new Map<unknown, Represent>();
  const general: Represent = (entity) => {
    const representation = pick(entity, requires, isOfType);
    if (!representation?.__typename) return null;
    rewrite?.(representation);
    return JSON.stringify(representation);
  };
  const compile = (typename: unknown): Represent => {
    if (rewrite || typeof typename !== 'string') return general;
    const groups = requires.filter(
      (node): node is QueryPlanInlineFragmentNode =>
        node.kind === 'InlineFragment' &&
        (node.typeCondition === undefined || isOfType(typename, node.typeCondition)),
    );
    const fields = groups[0]?.selections ?? [];
    const isPlain = groups.length === 1 && requires.every((node) => node.kind === 'InlineFragment');
    return isPlain && fields.every(isField) && fields.some(({ name }) => name === '__typename')
      ? compileFields(fields, isOfType)
      : general;
  };
  return (entity) => {
    const known = writers.get(entity.__typename);
    if (known) return known(entity);
    const writer = compile(entity.__typename);
    // Names that are no types come from a faulty subgraph, and could be without end.
    if (writer !== general) writers.set(entity.__typename, writer);
    return writer(entity);
  };
}

const isField = (node: QueryPlanSelectionNode): node is QueryPlanFieldNode => node.kind === 'Field';

const keyOf = ({ alias, name }: QueryPlanFieldNode): string => alias ?? name;

/** The usual key: fields side by side, nested ones by the general rule. */
function compileFields(nodes: readonly QueryPlanFieldNode[], isOfType: IsOfType): Represent {
  const fields = nodes.map((node, index) => ({
    key: keyOf(node),
    label: `${index === 0 ? '{' : ','}"${keyOf(node)}":`,
    selections: node.selections,
  }));
  return (entity) => {
    let text = '';
    for (const { key, label, selections } of fields) {
      const value = ownValue(entity, key);
      if (value === undefined) return null;
      if (typeof value === 'string') text += label + quote(value);
      else text += label + JSON.stringify(selections ? pickValue(value, selections, isOfType) : value);
    }
    return `${text}}`;
  };
}

/** The required part of an object; null when a field of it is not there. A fragment that lacks one adds nothing. */
function pick(
  object: JsonObject,
  selections: readonly QueryPlanSelectionNode[],
  isOfType: IsOfType,
): JsonObject | null {
  const picked: JsonObject = {};
  for (const node of selections) {
    if (isField(node)) {
      const value = ownValue(object, keyOf(node));
      if (value === undefined) return null;
      setOwn(picked, keyOf(node), node.selections ? pickValue(value, node.selections, isOfType) : value);
    } else if (node.typeCondition && isOfType(String(object.__typename), node.typeCondition)) {
      const part = pick(object, node.selections, isOfType);
      if (part) merge(picked, part);
    }
  }
  return picked;
}

function pickValue(
  value: unknown,
  selections: readonly QueryPlanSelectionNode[],
  isOfType: IsOfType,
): unknown {
  if (Array.isArray(value)) return value.map((element) => pickValue(element, selections, isOfType));
  return isObject(value) ? pick(value, selections, isOfType) : value;
}
