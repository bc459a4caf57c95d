import { z } from 'zod';

/** A start-up problem the operator can mend; its message is complete sentences, one per problem. */
export class ConfigError extends Error {
  override name = 'ConfigError';
}

/**
 * Reads a service's environment against `shape` and returns it typed.
 * Empty variables count as missing. Throws one ConfigError that lists every problem at once, never a value,
 * since a value may be a secret.
 */
export function readConfig<S extends z.ZodRawShape>(
  service: string,
  shape: S,
  env: Record<string, string | undefined> = process.env,
): z.output<z.ZodObject<S>> {
  const given = Object.fromEntries(Object.keys(shape).map((name) => [name, env[name] || undefined]));
  const result = z.object(shape).safeParse(given);
  if (result.success) return result.data;
  const problems = result.error.issues.map((issue) => {
    const name = String(issue.path[0]);
    return given[name] === undefined ? `${name} is missing.` : `${name} is not valid: ${issue.message}.`;
  });
  throw new ConfigError(`${service} can not start: ${problems.join(' ')} See .env.example.`);
}

const httpUrl = z
  .url({ protocol: /^https?$/, error: 'expected an http(s) URL' })
  .transform((url) => url.replace(/\/+$/, ''));

/** A comma separated `name=value` or `name:value` list as a map. */
function pairs(separator: string, form: string) {
  return z.string().transform((text, ctx) => {
    const map = new Map<string, string>();
    for (const part of text.split(',').filter(Boolean)) {
      const at = part.indexOf(separator);
      if (at < 1 || at === part.length - 1) {
        ctx.addIssue({ code: 'custom', message: `expected a comma separated list of ${form}` });
        return z.NEVER;
      }
      map.set(part.slice(0, at).trim(), part.slice(at + 1).trim());
    }
    return map;
  });
}

/** The kinds of variable services have; each parses text and says what it expected. */
export const variable = {
  port: (fallback: number) =>
    z.coerce.number('expected a port number').int().min(0).max(65_535).default(fallback),
  integer: (fallback: number, min = 0, max = Number.MAX_SAFE_INTEGER) =>
    z.coerce
      .number('expected a whole number')
      .int('expected a whole number')
      .min(min, `expected at least ${min}`)
      .max(max, `expected at most ${max}`)
      .default(fallback),
  text: (fallback: string) => z.string().default(fallback),
  flag: (fallback = false) =>
    z
      .enum(['true', 'false'], 'expected true or false')
      .default(fallback ? 'true' : 'false')
      .transform((v) => v === 'true'),
  choice: <const Values extends readonly [string, ...string[]]>(values: Values, fallback: Values[number]) =>
    z.enum(values, `expected ${values.join(' or ')}`).default(fallback as never),
  url: () => httpUrl,
  /** `name=url,...` as a map; empty by default. */
  urls: (form: string) => pairs('=', form).pipe(z.map(z.string(), httpUrl)).default(new Map()),
  databaseUrl: () =>
    z.string().regex(/^(postgres(ql)?|mysql):\/\/.+/, 'expected postgresql://... or mysql://...'),
  secret: () => z.string().min(16, 'expected at least 16 characters'),
  list: () =>
    z
      .string()
      .default('')
      .transform((text) =>
        text
          .split(',')
          .map((part) => part.trim())
          .filter(Boolean),
      ),
  named: (separator: ':' | '=', form: string) => pairs(separator, form),
};

/** Configuration that every process of the platform has, whatever it serves. */
export const processVariables = {
  HOST: variable.text('127.0.0.1'),
  ECI_MODE: z.enum(['demo', 'production'], 'expected demo or production').default('production'),
  LOG_LEVEL: z.enum(['silent', 'fatal', 'error', 'warn', 'info', 'debug', 'trace']).default('info'),
  JWT_ISSUERS: variable.named('=', 'issuer=jwksUrl'),
  SERVICE_CREDENTIAL: variable.secret(),
};

/** Configuration that every subgraph has; a subgraph adds its own variables to it. */
export function subgraphVariables(port: number) {
  return {
    ...processVariables,
    PORT: variable.port(port),
    ROOT_PATH: z
      .string()
      .regex(/^(\/[\w.~-]+)*$/, 'expected a path such as /catalog')
      .default(''),
    DATABASE_URL: variable.databaseUrl(),
    DATABASE_POOL: variable.integer(10, 1),
    MIGRATE_ON_START: variable.flag(),
    TRUSTED_CALLERS: variable.named(':', 'caller:sha256OfItsCredential'),
    EVENT_SINKS: variable.list(),
  };
}

/** What the kit needs to know of any subgraph's configuration. */
export type SubgraphConfig = z.output<z.ZodObject<ReturnType<typeof subgraphVariables>>>;
