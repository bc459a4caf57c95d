import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { buildSchema, parse, validate } from 'graphql';
import { composeRepository } from '../../schema/compose.ts';
import { EXAMPLES } from './examples.ts';
import { type Library, startLibrary } from './testing/library.ts';
import { startTestGateway, type TestGateway } from './testing/test-gateway.ts';

let library: Library;
let gateway: TestGateway;

beforeAll(async () => {
  library = await startLibrary();
  gateway = await startTestGateway(library.all, { ECI_MODE: 'demo' });
});
afterAll(async () => {
  await gateway.stop();
  await library.stop();
});

const get = (path: string, headers: Record<string, string> = {}) =>
  fetch(gateway.url + path, { headers, redirect: 'manual' });

/** Addresses a page makes the browser load, as opposed to links a person may follow. */
const loadedBy = (html: string) =>
  [...html.matchAll(/<(?:script|link|img|iframe)[^>]*?(?:src|href)="([^"]+)"/g)]
    .map(([, url]) => url!)
    .filter((url) => !url.startsWith('data:'));

describe('The landing page', () => {
  test('shows the examples and leads to the IDE', async () => {
    const response = await get('/');
    const html = await response.text();
    expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(html).toContain('href="/ide"');
    for (const { title } of EXAMPLES) expect(html).toContain(title);
    expect(html).not.toContain('<!--');
  });

  test('loads nothing, from here or elsewhere, and its policy says so', async () => {
    const response = await get('/');
    expect(loadedBy(await response.text())).toEqual([]);
    expect(response.headers.get('content-security-policy')).toMatch(
      /^default-src 'none'; .*connect-src 'self'/,
    );
  });

  test('offers Apollo Sandbox only where its origin may read answers', async () => {
    expect(await (await get('/')).text()).toContain('https://studio.apollographql.com/sandbox/explorer');
    const production = await startTestGateway(library.all);
    expect(await (await fetch(production.url)).text()).not.toContain('studio.apollographql.com');
    await production.stop();
  });

  test.each(EXAMPLES)('its example "$title" fits the graph', ({ query }) => {
    const composed = composeRepository();
    const schema = buildSchema(composed.ok ? composed.publicSdl : '');
    expect(validate(schema, parse(query)).map(({ message }) => message)).toEqual([]);
  });
});

describe('The IDE', () => {
  test('is a page that loads everything from here', async () => {
    const response = await get('/ide');
    const html = await response.text();
    expect(response.status).toBe(200);
    expect(html).toContain('"endpoint": "/graphql"');
    const loaded = loadedBy(html);
    expect(loaded.length).toBeGreaterThan(0);
    for (const url of loaded) {
      expect(url).toMatch(/^\/ide\/assets\//);
      expect((await get(url)).status).toBe(200);
    }
    expect(html).not.toMatch(/https?:\/\//);
    expect(response.headers.get('content-security-policy')).toContain("default-src 'self'");
  });

  test('serves its assets once: a browser that has one is told so', async () => {
    const first = await get('/ide/assets/ruru.css', { 'accept-encoding': 'br' });
    expect(first.headers.get('content-encoding')).toBe('br');
    expect(first.headers.get('content-type')).toBe('text/css; charset=utf-8');
    const etag = first.headers.get('etag')!;
    expect((await get('/ide/assets/ruru.css', { 'if-none-match': etag })).status).toBe(304);
  });

  test('serves a client that can not unpack brotli as well', async () => {
    const plain = await get('/ide/assets/ruru.css', { 'accept-encoding': 'identity' });
    expect(plain.headers.get('content-encoding')).toBeNull();
    expect((await plain.text()).length).toBeGreaterThan(1_000);
  });

  test.each([
    '/ide/assets/none.js',
    '/ide/assets/',
    '/ide/assets/..%2f..%2fpackage.json',
    '/ide/assets/ruru.js.map',
  ])('%s is not there', async (path) => {
    expect((await get(path)).status).toBe(404);
  });

  test('a person who opens /graphql in a browser is led to it', async () => {
    const response = await get('/graphql', { accept: 'text/html,*/*' });
    expect([response.status, response.headers.get('location')]).toEqual([302, '/ide']);
  });
});
