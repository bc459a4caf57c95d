import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { readConfig, subgraphVariables } from '@eci/kit/config';
import { parseSinks } from '@eci/kit/outbox';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { readPorts } from './config.ts';
import { type DemoSecrets, loadDemoSecrets } from './demo-secrets.ts';
import { affectedServices } from './dev.ts';
import { environmentOf, type PlatformFacts } from './service-environment.ts';
import { chooseUrls, requireFreePorts } from './service-ports.ts';
import { callersOf, SERVICES, type ServiceName, stopGroups } from './topology.ts';

let folder: string;
let secrets: DemoSecrets;
let facts: PlatformFacts;

beforeAll(async () => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'eci-topology-'));
  secrets = loadDemoSecrets(folder);
  const databaseUrls = Object.fromEntries(SERVICES.map((name) => [name, `postgresql://localhost/${name}`]));
  facts = { urls: await chooseUrls({}), databaseUrls, secrets, imageDir: folder };
});

afterAll(() => rmSync(folder, { recursive: true }));

/** What a subgraph makes of its environment. */
function configOf(name: ServiceName) {
  return readConfig(name, subgraphVariables(0), environmentOf(name, facts));
}

test('the kit accepts the environment of every subgraph and knows it by the same names', () => {
  const order = configOf('order');
  expect(order).toMatchObject({ PORT: 8085, HOST: '127.0.0.1', ECI_MODE: 'demo', MIGRATE_ON_START: true });
  expect([...order.JWT_ISSUERS]).toEqual([
    ['eci-customer', 'http://127.0.0.1:8082/.well-known/jwks.json'],
    ['eci-order', 'http://127.0.0.1:8085/.well-known/jwks.json'],
  ]);
  for (const name of SERVICES.filter((service) => service !== 'gateway'))
    expect(() => configOf(name)).not.toThrow();
});

test('a subgraph trusts exactly those who call it, by the digests of their credentials', () => {
  const trusted = configOf('notification').TRUSTED_CALLERS;
  expect([...trusted.keys()].sort()).toEqual([
    'customer',
    'gateway',
    'inventory',
    'order',
    'payment',
    'shipment',
  ]);
  expect(trusted.get('order')).toBe(createHash('sha256').update(secrets.credentials.order).digest('hex'));
  expect(callersOf('catalog')).toEqual(['inventory', 'order', 'gateway']);
  expect(callersOf('order')).toEqual(['payment', 'shipment', 'gateway']);
});

test('events go to those who want them, and no others', () => {
  const sinksOf = (name: ServiceName) =>
    parseSinks(configOf(name).EVENT_SINKS).map(({ url, types }) => [new URL(url).port, [...(types ?? [])]]);
  expect(sinksOf('order')).toEqual([
    ['8087', ['eci.order.confirmed.v1', 'eci.order.failed.v1', 'eci.order.cancelled.v1']],
  ]);
  expect(sinksOf('payment')).toEqual([
    ['8087', ['eci.payment.refunded.v1']],
    ['8085', ['eci.payment.refunded.v1']],
  ]);
  expect(sinksOf('catalog')).toEqual([]);
});

test('a secret is known to its owner only', () => {
  for (const name of SERVICES) {
    const { SERVICE_CREDENTIAL: own, ...rest } = environmentOf(name, facts);
    expect(own).toBe(secrets.credentials[name]);
    const others = JSON.stringify(rest);
    for (const credential of Object.values(secrets.credentials)) expect(others).not.toContain(credential);
    expect(others.includes(secrets.paymentTokenKey)).toBe(name === 'order');
    expect(others.includes(secrets.accounts[0]!.password)).toBe(name === 'customer');
  }
});

test('the gateway stops first, order before those it calls, and the catalog last, as inventory asks it', () => {
  const groups = stopGroups();
  expect(groups[0]).toEqual(['gateway']);
  expect(groups[1]).toEqual(['order', 'notification']);
  expect(groups.at(-1)).toEqual(['catalog']);
  expect(groups.flat().sort()).toEqual([...SERVICES].sort());
});

test('ports that are none are all named at once', () => {
  expect(readPorts(SERVICES, { GATEWAY_PORT: '4100', ORDER_PORT: '' })).toEqual({ gateway: 4100 });
  expect(() => readPorts(SERVICES, { GATEWAY_PORT: 'x', ORDER_PORT: '70000' })).toThrow(
    'ORDER_PORT is "70000", which is no port: give a number from 1 to 65535. GATEWAY_PORT is "x", which is no port',
  );
});

test('a port that two services share is named with both', async () => {
  const urls = await chooseUrls({ order: 8099, payment: 8099 });
  await expect(requireFreePorts(['payment', 'order'], urls)).rejects.toThrow(
    'is given to both payment and order',
  );
});

test('a changed file restarts whom it belongs to', () => {
  expect(affectedServices('subgraphs/order/src/pricing.ts')).toEqual(['order']);
  expect(affectedServices('subgraphs/order/schema.graphql')).toEqual(['order']);
  expect(affectedServices('gateway/src/executor.ts')).toEqual(['gateway']);
  expect(affectedServices('kit/src/money.ts')).toEqual(SERVICES);
  expect(affectedServices('subgraphs/order/src/pricing.test.ts')).toEqual([]);
  expect(affectedServices('subgraphs/order/README.md')).toEqual([]);
});
