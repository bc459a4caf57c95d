/** An object of a subgraph's answer. */
export type JsonObject = Record<string, unknown>;

export const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * A property that the answer itself has. An alias may be called `constructor` or `__proto__`, which every object seems
 * to have.
 */
export const ownValue = (object: JsonObject, key: string): unknown =>
  isInherited(key) ? (Object.hasOwn(object, key) ? object[key] : undefined) : object[key];

/** Sets a property of the object itself, never its prototype. */
export function setOwn(object: JsonObject, key: string, value: unknown): void {
  if (key === '__proto__') {
    Object.defineProperty(object, key, { value, writable: true, enumerable: true, configurable: true });
  } else {
    object[key] = value;
  }
}

/** Whether objects have a property of that name without being given one. */
export const isInherited = (key: string): boolean => key in Object.prototype;

/** Up to here one regular expression is faster than JSON.stringify, which is faster for longer texts. */
const SHORT = 100;
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what JSON must escape (RFC 8259, section 7).
const PLAIN = /^[^"\\\u0000-\u001f\ud800-\udfff]*$/;

/** A string as JSON. */
export const quote = (text: string): string =>
  text.length <= SHORT && PLAIN.test(text) ? `"${text}"` : JSON.stringify(text);
