import path from 'node:path';
import { OperatorProblem } from './operator-problem.ts';

/** The folder of the repository. */
export const REPOSITORY = path.resolve(import.meta.dirname, '..');

/** Where services keep compiled code between starts, whichever data they work on. */
export const compileCacheDir = path.join(REPOSITORY, '.data', 'compiled');

type Environment = Record<string, string | undefined>;

/** Where a command keeps its data: ECI_DATA_DIR, else `.data` of the repository. */
export function readDataDir(env: Environment = process.env): string {
  return path.resolve(env.ECI_DATA_DIR || path.join(REPOSITORY, '.data'));
}

/**
 * The ports that the environment names, `<NAME>_PORT` for each of `services`.
 * Throws an OperatorProblem that lists every value that is not a port.
 */
export function readPorts<Name extends string>(
  services: readonly Name[],
  env: Environment = process.env,
): Partial<Record<Name, number>> {
  const ports: Partial<Record<Name, number>> = {};
  const problems: string[] = [];
  for (const service of services) {
    const name = `${service.toUpperCase()}_PORT`;
    const text = env[name];
    if (!text) continue;
    const port = Number(text);
    if (Number.isInteger(port) && port > 0 && port < 65_536) ports[service] = port;
    else problems.push(`${name} is "${text}", which is no port: give a number from 1 to 65535.`);
  }
  if (problems.length > 0) throw new OperatorProblem(problems.join(' '));
  return ports;
}

/** The values of `<NAME>_<suffix>` that the environment has, by service. */
export function readPerService<Name extends string>(
  services: readonly Name[],
  suffix: 'DATABASE_URL' | 'URL',
  env: Environment = process.env,
): Partial<Record<Name, string>> {
  const values: Partial<Record<Name, string>> = {};
  for (const service of services) {
    const value = env[`${service.toUpperCase()}_${suffix}`];
    if (value) values[service] = value;
  }
  return values;
}

/** True when output may be coloured: a terminal whose user did not object (https://no-color.org). */
export function wantsColour(env: Environment = process.env): boolean {
  return Boolean(process.stdout.isTTY) && !env.NO_COLOR;
}

/** The environment that PostgreSQL's programs get: ours without libpq's variables, which would redirect them. */
export function environmentForPostgres(env: Environment = process.env): Environment {
  const kept = Object.entries(env).filter(([name]) => !name.startsWith('PG'));
  return { ...Object.fromEntries(kept), LC_ALL: 'C', TZ: 'UTC' };
}

/**
 * The environment that services inherit before their own variables are laid over it. Unless the operator asks for more
 * they log warnings and errors only: a line per request would bury what a person wants to read.
 */
export function environmentForServices(env: Environment = process.env): Environment {
  const { NODE_OPTIONS: _flagsOfTheParent, NODE_CHANNEL_FD: _channel, ...inherited } = env;
  return { LOG_LEVEL: 'warn', ...inherited };
}

/** Whether npm runs this process, so that its end is npm's wish. */
export function isRunByNpm(env: Environment = process.env): boolean {
  return env.npm_lifecycle_event !== undefined;
}

/** The URL of the PostgreSQL that tests share; global setup of jest sets it. */
export function readTestDatabaseUrl(env: Environment = process.env): string | undefined {
  return env.TEST_PG_URL || undefined;
}
