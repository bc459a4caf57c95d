import { type Logger, pino } from 'pino';

export type { Logger };

/** Header and body names whose values never reach a log line. */
const SECRET_PATHS = [
  'authorization',
  'password',
  'paymentToken',
  'token',
  'accessToken',
  'refreshToken',
  'cookie',
];

/** The process's logger: one JSON line per entry, names and ids only. */
export function createLogger(service: string, level: string): Logger {
  return pino({
    level,
    base: { service },
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label) => ({ level: label }) },
    redact: { paths: SECRET_PATHS.flatMap((name) => [name, `*.${name}`]), censor: '[secret]' },
    serializers: { err: describeError },
  });
}

/**
 * What may be logged of an error. Driver errors carry `sql`, `detail` and row values in their fields and messages, so
 * a database error shows its code and constraint instead of its message.
 */
export function describeError(error: unknown): Record<string, unknown> {
  if (!Error.isError(error))
    return { name: typeof error, message: 'A value that is not an error was thrown.' };
  const { code, constraint, table, errno, sqlState } = error as unknown as Record<string, unknown>;
  const fromDatabase =
    'severity' in error || 'sqlState' in error || 'sqlMessage' in error || 'query' in error;
  return {
    name: error.name,
    ...(code !== undefined && { code }),
    ...(constraint !== undefined && { constraint }),
    ...(table !== undefined && { table }),
    ...(errno !== undefined && { errno }),
    ...(sqlState !== undefined && { sqlState }),
    message: fromDatabase ? 'The database refused a statement.' : error.message,
    stack: error.stack
      ?.split('\n')
      .filter((line) => line.trimStart().startsWith('at '))
      .slice(0, 12)
      .join('\n'),
    ...(error.cause !== undefined && { cause: describeError(error.cause) }),
  };
}
