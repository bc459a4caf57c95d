import type { FetchDataRewrite } from '@apollo/query-planner';
import { isObject, type JsonObject, ownValue, setOwn } from './json.ts';
import type { IsOfType } from './type-conditions.ts';

/** Changes an object in place. */
export type Rewrite = (object: JsonObject) => void;

const TYPE_CONDITION = '... on ';

/**
 * Compiles the planner's rewrites: fields that two types have in different shapes are fetched by aliases and get their
 * names back, and an interface's objects get the type that a subgraph knows them by. Null when there are none.
 */
export function compileRewrites(
  rewrites: readonly FetchDataRewrite[] | undefined,
  isOfType: IsOfType,
): Rewrite | null {
  if (!rewrites || rewrites.length === 0) return null;
  const all = rewrites.map((rewrite) => compileRewrite(rewrite, isOfType));
  return (object) => {
    for (const rewrite of all) rewrite(object);
  };
}

function compileRewrite(rewrite: FetchDataRewrite, isOfType: IsOfType): Rewrite {
  const last = rewrite.path.at(-1);
  if (last === undefined) return () => {};
  const change = changeOf(rewrite, last);
  const steps = rewrite.path.slice(0, -1).map((step) => compileStep(step, isOfType));
  const walk = (value: unknown, at: number): void => {
    if (Array.isArray(value)) for (const element of value) walk(element, at);
    else if (isObject(value)) {
      if (at === steps.length) change(value);
      else walk(steps[at]!(value), at + 1);
    }
  };
  return (object) => walk(object, 0);
}

/** One step down: to a field's value, or to the object itself when it is of a type; undefined ends the walk. */
function compileStep(step: string, isOfType: IsOfType): (object: JsonObject) => unknown {
  if (!step.startsWith(TYPE_CONDITION)) return (object) => ownValue(object, step);
  const condition = step.slice(TYPE_CONDITION.length);
  return (object) =>
    object.__typename === undefined || isOfType(String(object.__typename), condition) ? object : undefined;
}

function changeOf(rewrite: FetchDataRewrite, key: string): Rewrite {
  if (rewrite.kind === 'ValueSetter') return (object) => setOwn(object, key, rewrite.setValueTo);
  return (object) => {
    const value = ownValue(object, key);
    if (value === undefined) return;
    delete object[key];
    setOwn(object, rewrite.renameKeyTo, value);
  };
}
