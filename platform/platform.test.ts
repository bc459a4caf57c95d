import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { createServer } from 'node:net';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { readTestDatabaseUrl } from './config.ts';
import { createTemporaryDataDir, removeTemporaryDataDir } from './data-dir.ts';
import { checkHealth } from './health.ts';
import type { LogLine } from './log-lines.ts';
import { migrateAll } from './migrate.ts';
import { startPlatform } from './platform.ts';
import type { Platform, PlatformOptions } from './platform-options.ts';
import { findFreePorts } from './ports.ts';
import { identifyProcess } from './process-identity.ts';
import { resetData } from './reset.ts';
import { SERVICES, type ServiceName } from './topology.ts';

const STAND_IN = path.join(import.meta.dirname, 'fixtures', 'stand-in.ts');
const entries = Object.fromEntries(SERVICES.map((name) => [name, STAND_IN])) as Record<ServiceName, string>;

/** Databases that nobody uses, for tests that are not about databases. */
const databaseUrls = Object.fromEntries(SERVICES.map((name) => [name, `${readTestDatabaseUrl()}?${name}`]));

let dataDir: string;
const open: Platform[] = [];

beforeAll(async () => {
  dataDir = await createTemporaryDataDir();
});

afterEach(async () => {
  for (const platform of open.splice(0)) await platform.abort();
});

afterAll(() => removeTemporaryDataDir(dataDir));

async function start(options: PlatformOptions): Promise<Platform> {
  const platform = await startPlatform({ entries, dataDir, ...options });
  open.push(platform);
  return platform;
}

async function environmentOf(platform: Platform, name: ServiceName): Promise<Record<string, string>> {
  return (await (await fetch(`${platform.urls[name]}/environment`)).json()) as Record<string, string>;
}

test('every service gets its own database in the embedded server, and what it knows of the others', async () => {
  const platform = await start({ services: ['catalog', 'order', 'gateway'] });
  expect(new Set(Object.values(platform.databaseUrls)).size).toBe(2);
  const order = await environmentOf(platform, 'order');
  expect(order).toMatchObject({
    ECI_MODE: 'demo',
    MIGRATE_ON_START: 'true',
    APOLLO_TELEMETRY_DISABLED: 'true',
    DATABASE_URL: platform.databaseUrls.order,
    PAYMENT_URL: platform.urls.payment,
    SERVICE_CREDENTIAL: platform.secrets.credentials.order,
  });
  expect(order).not.toHaveProperty('NOTIFICATION_URL');
  expect(JSON.stringify(await environmentOf(platform, 'gateway'))).not.toContain(
    platform.secrets.paymentTokenKey,
  );
});

test('secrets and the database survive a restart; the file is private', async () => {
  const first = await start({ services: ['catalog'] });
  await first.stop();
  expect(first.postgres?.pid).toBeNull();
  const second = await start({ services: ['catalog'] });
  expect(second.secrets).toEqual(first.secrets);
  expect(second.postgres?.origin).toBe('started');
  expect(second.databaseUrls).toEqual(first.databaseUrls);
  expect(statSync(path.join(dataDir, 'secrets.json')).mode & 0o777).toBe(0o600);
});

test('no database server is started when every service is given a database', async () => {
  const env = { catalog: { DATABASE_URL: databaseUrls.order } };
  const platform = await start({ services: ['catalog', 'gateway'], env });
  expect(platform.postgres).toBeNull();
  expect((await environmentOf(platform, 'catalog')).DATABASE_URL).toBe(databaseUrls.order);
});

test('overrides see the URLs of all, replace and remove variables, and can be added at a restart', async () => {
  const platform = await start({
    services: ['order'],
    databaseUrls,
    env: (urls) => ({ order: { PAYMENT_URL: `${urls.payment}/proxied`, ECI_MODE: undefined } }),
  });
  const before = await environmentOf(platform, 'order');
  expect(before.PAYMENT_URL).toBe(`${platform.urls.payment}/proxied`);
  expect(before).not.toHaveProperty('ECI_MODE');
  await platform.restart('order', { LOG_LEVEL: 'debug' });
  expect(await environmentOf(platform, 'order')).toMatchObject({
    LOG_LEVEL: 'debug',
    PAYMENT_URL: before.PAYMENT_URL,
  });
});

test('a replica has the same database and another port, and stops with the platform', async () => {
  const platform = await start({ services: ['order'], databaseUrls });
  const replica = await platform.addReplica('order');
  expect(replica.name).toBe('order-2');
  const answer = (await (await fetch(`${replica.url}/environment`)).json()) as Record<string, string>;
  expect(answer.DATABASE_URL).toBe(databaseUrls.order);
  const pid = platform.pid('order-2')!;
  await platform.stop();
  expect(identifyProcess(pid)).toBeNull();
});

test('a database server that is killed comes back by itself, on its port', async () => {
  const said: string[] = [];
  const revived = Promise.withResolvers<void>();
  const platform = await start({
    services: ['catalog'],
    log: ({ source, text }) => {
      if (source === 'platform') said.push(text);
      if (text.includes('runs again')) revived.resolve();
    },
  });
  process.kill(platform.postgres!.pid!, 'SIGKILL');
  await revived.promise;
  expect(said).toEqual(['PostgreSQL ended unexpectedly; it is started again.', 'PostgreSQL runs again.']);
  expect(await platform.postgres?.createDatabase('eci_catalog')).toBe(false);
});

test('a port in use is one sentence per port, and nothing is left running', async () => {
  const other = createServer().listen(0, '127.0.0.1');
  await once(other, 'listening');
  const { port } = other.address() as { port: number };
  const starting = startPlatform({ entries, dataDir, services: ['gateway'], ports: { gateway: port } });
  await expect(starting).rejects.toThrow(
    `Port ${port}, which gateway needs, is in use: stop the program that uses it or set GATEWAY_PORT.`,
  );
  other.close();
  expect(existsSync(path.join(dataDir, 'running.json'))).toBe(false);
});

test('a database that can not be reached is named before anything is started', async () => {
  const [port] = await findFreePorts(1);
  const unreachable = { catalog: `mysql://eci:secret@127.0.0.1:${port}/shop`, order: 'localhost/shop' };
  const starting = startPlatform({
    entries,
    dataDir,
    services: ['catalog', 'order'],
    databaseUrls: unreachable,
  });
  await expect(starting).rejects.toThrow(
    `The database of catalog at 127.0.0.1:${port} can not be reached (ECONNREFUSED): start the server or correct ` +
      'CATALOG_DATABASE_URL.\nORDER_DATABASE_URL is no postgresql:// or mysql:// URL with a host.',
  );
});

test('a service that can not start takes down what had been started, the database too', async () => {
  const env = { order: { STAND_IN_REFUSES: 'order can not start: PAYMENT_TOKEN_KEY is missing.' } };
  await expect(startPlatform({ entries, dataDir, services: ['catalog', 'order'], env })).rejects.toThrow(
    /^order can not start: PAYMENT_TOKEN_KEY is missing\.$/,
  );
  expect(existsSync(path.join(dataDir, 'running.json'))).toBe(false);
  expect(existsSync(path.join(dataDir, 'postgres', 'cluster', 'postmaster.pid'))).toBe(false);
});

test('an abort in the middle of the start undoes it', async () => {
  const abort = new AbortController();
  const onProgress = () => abort.abort(new Error('enough'));
  const starting = startPlatform({
    entries,
    dataDir,
    services: ['catalog'],
    signal: abort.signal,
    onProgress,
  });
  await expect(starting).rejects.toThrow('enough');
  expect(existsSync(path.join(dataDir, 'running.json'))).toBe(false);
});

test('a second start in the same folder is refused while the first runs, and so is a reset', async () => {
  const platform = await start({ services: ['catalog'], databaseUrls });
  await expect(startPlatform({ entries, dataDir, services: ['catalog'], databaseUrls })).rejects.toThrow(
    `ECI runs already (process ${process.pid}, ${platform.urls.gateway})`,
  );
  await expect(resetData(dataDir)).rejects.toThrow('stop it before its data is deleted');
  expect((await fetch(platform.urls.catalog)).status).toBe(200);
});

test('the shop is filled once in the life of a folder, and again only if that failed', async () => {
  const calls: string[] = [];
  const seed = async ({ urls }: Platform) => void calls.push(urls.catalog);
  const broken = async () => Promise.reject(new Error('no shelves'));
  await expect(
    startPlatform({ entries, dataDir, services: ['catalog'], databaseUrls, seed: broken }),
  ).rejects.toThrow('no shelves');
  for (let i = 0; i < 2; i++) await (await start({ services: ['catalog'], databaseUrls, seed })).stop();
  expect(calls).toHaveLength(1);
});

test('kill -9 of the supervisor leaves no service; the next start adopts the database', async () => {
  const folder = await createTemporaryDataDir();
  const script = path.join(import.meta.dirname, 'fixtures', 'start-and-wait.ts');
  const supervisor = spawn(process.execPath, [script, folder], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [line] = (await once(createInterface(supervisor.stdout), 'line')) as [string];
  const { pids } = JSON.parse(line) as { pids: Record<'catalog' | 'gateway' | 'postgres', number> };
  supervisor.kill('SIGKILL');
  await once(supervisor, 'exit');
  // No pause: this start meets services that are still ending.
  const platform = await start({ dataDir: folder, services: ['catalog', 'gateway'] });
  expect(identifyProcess(pids.catalog)).toBeNull();
  expect(identifyProcess(pids.gateway)).toBeNull();
  expect(platform.postgres).toMatchObject({ origin: 'adopted', pid: pids.postgres });
  await platform.stop();
  await removeTemporaryDataDir(folder);
});

test('a child whose supervisor dies before the child listens for that ends all the same', async () => {
  const guard = path.join(import.meta.dirname, 'child-guard.ts');
  const endless = 'data:text/javascript,setInterval(()=>{},1000)';
  const child = spawn(process.execPath, ['--import', guard, '--import', endless, STAND_IN], {
    env: { HOST: '127.0.0.1', PORT: '0', STAND_IN_HANGS: 'yes' },
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  child.disconnect();
  const [code] = await Promise.race([once(child, 'exit'), delay(20_000, ['still there'], { ref: false })]);
  expect(code).toBe(1);
});

test('health tells who answers and who does not', async () => {
  const platform = await start({ services: ['catalog'], databaseUrls });
  const { catalog, order } = platform.urls;
  const [first, second] = await checkHealth({ catalog, order });
  expect(first).toMatchObject({ service: 'catalog', isReady: true, problem: null });
  expect(second).toMatchObject({ service: 'order', isReady: false, problem: 'nothing listens there' });
});

test('every service migrates its own database, also while the database server is stopped', async () => {
  const folder = await createTemporaryDataDir();
  const lines: string[] = [];
  const log = ({ source, text }: LogLine) => void lines.push(`${source}: ${text}`);
  await migrateAll({ dataDir: folder, services: ['catalog', 'order'], entries, log });
  expect(lines.sort()).toEqual(['catalog: migrated eci_catalog', 'order: migrated eci_order']);
  expect(readFileSync(path.join(folder, 'postgres', 'server.json'), 'utf8')).toContain('port');
  expect(existsSync(path.join(folder, 'postgres', 'cluster', 'postmaster.pid'))).toBe(false);
  expect(await resetData(folder)).toBe(true);
  expect(existsSync(folder)).toBe(false);
});
