import type { Content } from './notification.ts';

/** What a message says, before it is text or HTML: both are written from it, so they can not tell different things. */
export interface Letter {
  readonly subject: string;
  readonly heading: string;
  readonly blocks: readonly Block[];
}

/** A paragraph, which may have line breaks, or a table of what is on the left and on the right; `sums` stand below a line, the last one counts. */
export type Block = string | { readonly rows: readonly Row[]; readonly sums?: readonly Row[] };
export type Row = readonly [left: string, right: string];

const SUBJECT_LENGTH = 200;

/** Control characters, line separators, and the marks that make text run backwards and so show another text than it is. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: finding them is the point
const UNPRINTABLE = /[\u0000-\u001f\u007f-\u009f\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069]+/g;

/**
 * A text of somebody else's as one line of at most `max` characters: whatever could break a line, a header or the
 * reading direction is a space.
 */
export function oneLine(text: string, max = SUBJECT_LENGTH): string {
  const line = text.toWellFormed().replace(UNPRINTABLE, ' ').replace(/ {2,}/g, ' ').trim();
  const characters = Array.from(line);
  return characters.length <= max
    ? line
    : `${characters
        .slice(0, max - 1)
        .join('')
        .trimEnd()}…`;
}

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text as HTML, in an element or in a quoted attribute. */
export const escapeHtml = (text: string): string =>
  text.replace(/[&<>"']/g, (character) => ESCAPES[character]!);

/** Writes a letter of `shop` as plain text and as HTML. The subject is one line whatever the letter says. */
export function writeLetter({ subject, heading, blocks }: Letter, shop: string): Content {
  return {
    subject: oneLine(subject),
    text: [heading, ...blocks.map(textOf), `-- \n${shop}`].join('\n\n'),
    html: page(heading, blocks.map(htmlOf).join('\n'), shop),
  };
}

function textOf(block: Block): string {
  if (typeof block === 'string') return block;
  const rows = [...block.rows, ...(block.sums ?? [])];
  const widest = (side: 0 | 1) => Math.max(...rows.map((row) => row[side].length));
  const [left, right] = [Math.min(48, widest(0)), widest(1)];
  const lines = (some: readonly Row[]) =>
    some.map(([label, value]) => `  ${label.padEnd(left)}  ${value.padStart(right)}`);
  const rule = `  ${'-'.repeat(left + 2 + right)}`;
  return [...lines(block.rows), ...(block.sums ? [rule, ...lines(block.sums)] : [])].join('\n');
}

function htmlOf(block: Block): string {
  if (typeof block === 'string')
    return `<p style="margin:0 0 16px">${escapeHtml(block).replaceAll('\n', '<br>')}</p>`;
  const rows = (some: readonly Row[], style: string) =>
    some
      .map(
        ([left, right]) =>
          `<tr><td style="${style}">${escapeHtml(left)}</td><td align="right" style="${style};white-space:nowrap">${escapeHtml(right)}</td></tr>`,
      )
      .join('\n');
  return [
    '<table role="presentation" width="100%" cellspacing="0" cellpadding="0" style="margin:0 0 16px;border-collapse:collapse">',
    rows(block.rows, 'padding:8px 0;border-bottom:1px solid #ece7df'),
    rows(block.sums?.slice(0, -1) ?? [], 'padding:6px 0 0;color:#6b645b'),
    rows(block.sums?.slice(-1) ?? [], 'padding:8px 0;font-weight:600'),
    '</table>',
  ].join('\n');
}

/** One column of at most 560 pixels, styles inline and layout by tables: mail programs read little else. */
const page = (heading: string, body: string, shop: string): string => `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escapeHtml(heading)}</title></head>
<body style="margin:0;padding:24px 12px;background:#f5f2ec;color:#2c2824;font:16px/1.5 -apple-system,'Segoe UI',Helvetica,Arial,sans-serif">
<table role="presentation" align="center" width="100%" cellspacing="0" cellpadding="0" style="max-width:560px;background:#fff;border-radius:12px">
<tr><td style="padding:24px 32px 0;color:#2f6f5e;font-weight:600">${escapeHtml(shop)}</td></tr>
<tr><td style="padding:8px 32px 16px">
<h1 style="margin:0 0 16px;font-size:24px;line-height:1.25">${escapeHtml(heading)}</h1>
${body}
</td></tr></table>
<p style="max-width:560px;margin:16px auto;text-align:center;color:#7a736a;font-size:13px">This message was sent by ${escapeHtml(shop)}.</p>
</body></html>
`;
