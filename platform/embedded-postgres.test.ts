import { once } from 'node:events';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import pg from 'pg';
import { createTemporaryDataDir, removeTemporaryDataDir } from './data-dir.ts';
import { type EmbeddedPostgres, removeEmbeddedPostgres, startEmbeddedPostgres } from './embedded-postgres.ts';
import { identifyProcess } from './process-identity.ts';

let folder: string;
/** The data folder that tests share which leave a cluster behind that works; the others take places of their own. */
let shared: string;

beforeAll(async () => {
  folder = await createTemporaryDataDir();
  shared = path.join(folder, 'shared');
  const server = await startEmbeddedPostgres({ dataDir: shared, fsync: false });
  await server.createDatabase('shop');
  await query(server, 'shop', 'create table item (id int primary key)');
});

beforeEach(async () => {
  const server = await startEmbeddedPostgres({ dataDir: shared, fsync: false });
  await query(server, 'shop', 'truncate item');
  await query(server, 'shop', 'insert into item values (7)');
});

afterAll(async () => {
  await removeTemporaryDataDir(folder);
});

/** The shared server as the test before it left it. */
function start(fsync = false): Promise<EmbeddedPostgres> {
  return startEmbeddedPostgres({ dataDir: shared, fsync });
}

async function query(
  server: EmbeddedPostgres,
  database: string,
  sql: string,
): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: server.databaseUrl(database) });
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

test('a first start makes a UTF-8 cluster that listens on the loopback address only, with a private password', async () => {
  const dataDir = path.join(folder, 'first');
  const server = await startEmbeddedPostgres({ dataDir, fsync: true });
  expect(server.origin).toBe('created');
  const [row] = await query(
    server,
    'postgres',
    `select current_setting('server_encoding') as encoding, current_setting('listen_addresses') as addresses,
       current_setting('fsync') as fsync, current_setting('synchronous_commit') as durable`,
  );
  expect(row).toEqual({ encoding: 'UTF8', addresses: '127.0.0.1', fsync: 'on', durable: 'on' });
  expect(statSync(path.join(dataDir, 'server.json')).mode & 0o777).toBe(0o600);
  const wrong = new pg.Client({
    connectionString: server.databaseUrl('postgres').replace(/:[^:@]+@/, ':wrong@'),
  });
  await expect(wrong.connect()).rejects.toThrow('password authentication failed');
});

test('a database is made once, and from a template with its rows', async () => {
  const server = await start();
  expect(await server.createDatabase('shop')).toBe(false);
  expect(await server.createDatabase('copy', 'shop')).toBe(true);
  expect(await query(server, 'copy', 'select id from item')).toEqual([{ id: 7 }]);
});

test('a server that still runs is adopted with its port and process', async () => {
  const first = await start();
  const second = await start();
  expect(second).toMatchObject({ origin: 'adopted', port: first.port, pid: first.pid });
});

test('a running server that is less durable than asked for is not adopted as it is', async () => {
  const { pid } = await start();
  const second = await start(true);
  expect(second.origin).toBe('started');
  expect(second.pid).not.toBe(pid);
  expect(await query(second, 'shop', 'show fsync')).toEqual([{ fsync: 'on' }]);
});

test('after kill -9 of the server the next start recovers what was committed', async () => {
  const first = await start();
  process.kill(first.pid!, 'SIGKILL');
  const second = await start();
  expect(second.origin).toBe('started');
  expect(await query(second, 'shop', 'select id from item')).toEqual([{ id: 7 }]);
});

test('a server that was killed is revived on its port, with what was committed', async () => {
  const server = await start();
  const url = server.databaseUrl('shop');
  process.kill(server.pid!, 'SIGKILL');
  await server.revive();
  const { pid } = server;
  await server.revive();
  expect(server.pid).toBe(pid);
  expect(server.databaseUrl('shop')).toBe(url);
  expect(await query(server, 'shop', 'select id from item')).toEqual([{ id: 7 }]);
});

test('the number of a dead server that now belongs to another program does not prevent a start', async () => {
  const first = await start();
  const lock = path.join(path.dirname(first.logFile), 'postmaster.pid');
  const content = readFileSync(lock, 'utf8');
  await first.stop();
  writeFileSync(lock, content.replace(/^\d+/, String(process.pid)));
  const second = await start();
  expect(await query(second, 'shop', 'select id from item')).toEqual([{ id: 7 }]);
});

test('a stopped server keeps its data, its password and its port', async () => {
  const first = await start();
  const pid = first.pid!;
  await first.stop();
  expect(first.pid).toBeNull();
  expect(identifyProcess(pid)).toBeNull();
  const second = await start();
  expect(second.databaseUrl('shop')).toBe(first.databaseUrl('shop'));
  expect(await query(second, 'shop', 'select id from item')).toEqual([{ id: 7 }]);
});

test('another port is taken when something else has the remembered one', async () => {
  const first = await start();
  await first.stop();
  const other = createServer().listen(first.port, '127.0.0.1');
  await once(other, 'listening');
  const second = await start();
  other.close();
  expect(second.port).not.toBe(first.port);
  expect(await query(second, 'shop', 'select id from item')).toEqual([{ id: 7 }]);
});

test('a copy of a folder in use starts a server of its own', async () => {
  const original = await start();
  await query(original, 'shop', 'checkpoint');
  const copyDir = path.join(folder, 'copy');
  cpSync(shared, copyDir, { recursive: true, preserveTimestamps: true });
  const copy = await startEmbeddedPostgres({ dataDir: copyDir, fsync: false });
  await query(copy, 'shop', 'insert into item values (8)');
  expect(copy.pid).not.toBe(original.pid);
  expect(await query(original, 'shop', 'select id from item')).toEqual([{ id: 7 }]);
});

test('an initdb that was interrupted is started anew', async () => {
  const dataDir = path.join(folder, 'interrupted');
  const first = await startEmbeddedPostgres({ dataDir, fsync: false });
  await first.stop();
  rmSync(path.join(path.dirname(first.logFile), 'eci-owner'));
  const second = await startEmbeddedPostgres({ dataDir, fsync: false });
  expect(second.origin).toBe('created');
});

test('a record that was deleted leaves no server behind', async () => {
  const dataDir = path.join(folder, 'forgotten');
  const first = await startEmbeddedPostgres({ dataDir, fsync: false });
  const pid = first.pid!;
  rmSync(path.join(dataDir, 'server.json'));
  const second = await startEmbeddedPostgres({ dataDir, fsync: false });
  expect(second.origin).toBe('created');
  expect(identifyProcess(pid)).toBeNull();
});

test('it works in a folder that only we can enter, and leaves nothing outside of it when removed', async () => {
  const closed = path.join(folder, 'closed');
  mkdirSync(closed, { mode: 0o700 });
  chmodSync(closed, 0o700);
  const dataDir = path.join(closed, 'postgres');
  const first = await startEmbeddedPostgres({ dataDir, fsync: false });
  await first.createDatabase('shop');
  await first.stop();
  const second = await startEmbeddedPostgres({ dataDir, fsync: false });
  expect(await second.createDatabase('shop')).toBe(false);
  await removeEmbeddedPostgres(dataDir);
  expect(existsSync(path.dirname(second.logFile))).toBe(false);
  expect(second.pid).toBeNull();
});

test('values of rows never reach the log of the server', async () => {
  const server = await start();
  await expect(
    query(server, 'shop', "insert into item select 7 from (select 'secret-4711') as t"),
  ).rejects.toThrow();
  const log = readFileSync(server.logFile, 'utf8');
  expect(log).toContain('duplicate key');
  expect(log).not.toMatch(/secret-4711|\(7\)/);
});
