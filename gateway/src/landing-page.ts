import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { App } from '@eci/kit/subgraph';
import { SANDBOX_ORIGIN } from './cors.ts';
import { EXAMPLES } from './examples.ts';

const TEMPLATE = readFileSync(new URL('./landing-page.html', import.meta.url), 'utf8');

/** Only works where Sandbox's origin may read answers, so it is offered only there. */
const SANDBOX_BUTTON = `<a class="button" id="sandbox" rel="noreferrer" href="${SANDBOX_ORIGIN}/sandbox/explorer">Open Apollo Sandbox</a>`;

const escapeHtml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');

const exampleCard = ({ title, query }: (typeof EXAMPLES)[number]): string =>
  `<article class="example"><header><h2>${title}</h2><button class="copy" type="button">Copy</button></header><pre>${escapeHtml(query)}</pre></article>`;

/** The page lets in its own script, named by its hash, and nothing from elsewhere. */
function contentSecurityPolicy(page: string): string {
  const script = /<script>([\s\S]*?)<\/script>/.exec(page)![1]!;
  const hash = createHash('sha256').update(script).digest('base64');
  return `default-src 'none'; img-src data:; style-src 'unsafe-inline'; script-src 'sha256-${hash}'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`;
}

/** Serves the page at / that says what this is and where to query it; one static file, nothing loaded from elsewhere. */
export function serveLandingPage(app: App, origins: readonly string[]): void {
  const withSandbox = origins.includes(SANDBOX_ORIGIN) || origins.includes('*');
  const page = TEMPLATE.replace('<!-- sandbox -->', withSandbox ? SANDBOX_BUTTON : '').replace(
    '<!-- examples -->',
    EXAMPLES.map(exampleCard).join('\n'),
  );
  const policy = contentSecurityPolicy(page);
  app.get('/', { schema: { hide: true } }, (_request, reply) =>
    reply.type('text/html; charset=utf-8').header('content-security-policy', policy).send(page),
  );
}
