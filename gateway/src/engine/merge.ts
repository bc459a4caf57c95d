import { isInherited, isObject, type JsonObject, ownValue, setOwn } from './json.ts';

/**
 * Adds what a subgraph answered to what is known. Values are taken over by reference, nothing is copied: an object
 * that several places share gets the same additions from each. Lists of the same length are merged one by one.
 */
export function merge(target: JsonObject, source: JsonObject): void {
  for (const key in source) {
    const next = source[key];
    const known = isInherited(key) ? ownValue(target, key) : target[key];
    if (known === next) continue;
    if (isObject(known) && isObject(next)) merge(known, next);
    else if (Array.isArray(known) && Array.isArray(next) && known.length === next.length)
      mergeLists(known, next);
    else setOwn(target, key, next);
  }
}

function mergeLists(target: unknown[], source: readonly unknown[]): void {
  for (let index = 0; index < source.length; index++) {
    const [known, next] = [target[index], source[index]];
    if (isObject(known) && isObject(next)) merge(known, next);
    else if (Array.isArray(known) && Array.isArray(next) && known.length === next.length)
      mergeLists(known, next);
    else target[index] = next;
  }
}
