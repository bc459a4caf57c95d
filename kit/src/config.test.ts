import { describe, expect, test } from '@jest/globals';
import { ConfigError, readConfig, subgraphVariables, variable } from './config.ts';

const SECRET = 'a-secret-of-enough-letters';
const complete = {
  DATABASE_URL: 'postgresql://user:hunter2@127.0.0.1/db',
  SERVICE_CREDENTIAL: SECRET,
  TRUSTED_CALLERS: 'gateway:00ff,order:11ee',
  JWT_ISSUERS: 'eci-customer=http://127.0.0.1:1/a=b,eci-order=http://127.0.0.1:2/jwks',
};
const read = (env: Record<string, string | undefined>) => readConfig('test', subgraphVariables(9_999), env);

function problemsOf(env: Record<string, string | undefined>): string {
  try {
    read(env);
  } catch (error) {
    if (error instanceof ConfigError) return error.message;
    throw error;
  }
  throw new Error('This configuration was accepted.');
}

describe('configuration', () => {
  test('is typed, with defaults for everything that is not a secret', () => {
    const config = read(complete);
    expect(config).toMatchObject({
      PORT: 9_999,
      HOST: '127.0.0.1',
      ROOT_PATH: '',
      ECI_MODE: 'production',
      LOG_LEVEL: 'info',
      MIGRATE_ON_START: false,
      EVENT_SINKS: [],
    });
    expect([...config.TRUSTED_CALLERS]).toEqual([
      ['gateway', '00ff'],
      ['order', '11ee'],
    ]);
    expect([...config.JWT_ISSUERS]).toEqual([
      ['eci-customer', 'http://127.0.0.1:1/a=b'],
      ['eci-order', 'http://127.0.0.1:2/jwks'],
    ]);
  });

  test('reports everything that is missing or wrong at once, and where to look', () => {
    const message = problemsOf({
      ...complete,
      SERVICE_CREDENTIAL: undefined,
      DATABASE_URL: '',
      PORT: 'http',
      ROOT_PATH: 'no-slash',
      MIGRATE_ON_START: 'yes',
      ECI_MODE: 'prod',
    });
    expect(message).toMatch(/^test can not start: /);
    for (const part of [
      'SERVICE_CREDENTIAL is missing.',
      'DATABASE_URL is missing.',
      'PORT is not valid',
      'ROOT_PATH is not valid',
      'MIGRATE_ON_START is not valid',
      'ECI_MODE is not valid',
      '.env.example',
    ]) {
      expect(message).toContain(part);
    }
  });

  test('never repeats a value, which may be a secret', () => {
    const message = problemsOf({
      ...complete,
      DATABASE_URL: 'hunter2://x',
      SERVICE_CREDENTIAL: 'hunter2',
      TRUSTED_CALLERS: 'hunter2',
      JWT_ISSUERS: 'hunter2',
      PORT: 'hunter2',
    });
    expect(message).toContain(
      'TRUSTED_CALLERS is not valid: expected a comma separated list of caller:sha256OfItsCredential',
    );
    expect(message).not.toContain('hunter2');
  });

  test.each(['=x', 'x=', 'x', 'a=b,c'])('refuses the list of pairs %j', (JWT_ISSUERS) => {
    expect(problemsOf({ ...complete, JWT_ISSUERS })).toContain('JWT_ISSUERS is not valid');
  });

  test.each(['65536', '-1', '1.5', 'NaN'])('refuses the port %s', (PORT) => {
    expect(problemsOf({ ...complete, PORT })).toContain('PORT is not valid');
  });

  test('reads lists, flags and URLs', () => {
    const shape = {
      LIST: variable.list(),
      FLAG: variable.flag(),
      URL: variable.url(),
      COUNT: variable.integer(3, 1),
    };
    expect(readConfig('test', shape, { LIST: ' a, ,b ', FLAG: 'true', URL: 'http://host/base//' })).toEqual({
      LIST: ['a', 'b'],
      FLAG: true,
      URL: 'http://host/base',
      COUNT: 3,
    });
    expect(() => readConfig('test', shape, { URL: 'ftp://host', COUNT: '0' })).toThrow(
      /URL is not valid: expected an http\(s\) URL.*COUNT is not valid/,
    );
  });
});
