import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { styleText } from 'node:util';

/** One line that a service printed. */
export interface LogLine {
  /** The service's name, or `platform` for what the supervisor says. */
  readonly source: string;
  readonly text: string;
}

export type LogSink = (line: LogLine) => void;

/** Calls `onLine` for every line of a child's output. */
export function readLines(stream: Readable, onLine: (text: string) => void): void {
  createInterface({ input: stream, crlfDelay: Number.POSITIVE_INFINITY }).on('line', onLine);
}

const COLOURS = [
  'cyan',
  'green',
  'magenta',
  'blue',
  'yellow',
  'cyanBright',
  'greenBright',
  'magentaBright',
] as const;

const LEVEL_NAMES: Record<string, string> = {
  10: 'trace',
  20: 'debug',
  30: 'info',
  40: 'warn',
  50: 'error',
  60: 'fatal',
};

/** Fields that the rendered line shows elsewhere or that say nothing here. */
const NOT_SHOWN = new Set(['level', 'time', 'msg', 'message', 'service', 'name', 'pid', 'hostname', 'err']);

/** A sink that prints lines for people: time, service, level, message, the remaining fields. */
export function consoleSink(colour: boolean, print: (text: string) => void = console.log): LogSink {
  const colours = new Map<string, (typeof COLOURS)[number]>();
  return ({ source, text }) => {
    if (!colours.has(source)) colours.set(source, COLOURS[colours.size % COLOURS.length]!);
    const prefix = source.padEnd(12);
    const painted = colour ? styleText(colours.get(source)!, prefix, { validateStream: false }) : prefix;
    for (const line of renderText(text, colour)) print(`${painted} ${line}`);
  };
}

/** The readable form of one line of output: pino's JSON is laid out, anything else stays as it is. */
export function renderText(text: string, colour: boolean): string[] {
  const entry = parseEntry(text);
  if (!entry) return [text];
  const level = LEVEL_NAMES[String(entry.level)] ?? String(entry.level);
  const fields = Object.entries(entry)
    .filter(([name, value]) => !NOT_SHOWN.has(name) && value !== undefined)
    .map(([name, value]) => `${name}=${typeof value === 'string' ? value : JSON.stringify(value)}`);
  const message = String(entry.msg ?? '');
  const line = [clockTime(entry.time), paintLevel(level, colour), message, ...fields]
    .filter(Boolean)
    .join(' ');
  return [line, ...renderError(entry.err)];
}

function parseEntry(text: string): Record<string, unknown> | null {
  if (!text.startsWith('{')) return null;
  try {
    const entry = JSON.parse(text) as Record<string, unknown>;
    return 'level' in entry ? entry : null;
  } catch {
    return null;
  }
}

function clockTime(time: unknown): string {
  const date = new Date(time as string | number);
  return Number.isNaN(date.getTime()) ? '' : date.toTimeString().slice(0, 8);
}

function paintLevel(level: string, colour: boolean): string {
  if (!colour || level === 'info') return level.padEnd(5);
  const paint = level === 'error' || level === 'fatal' ? 'red' : level === 'warn' ? 'yellow' : 'gray';
  return styleText(paint, level.padEnd(5), { validateStream: false });
}

function renderError(error: unknown): string[] {
  if (typeof error !== 'object' || error === null) return [];
  const { name, type, message, stack } = error as Record<string, string | undefined>;
  const frames = (stack ?? '').split('\n').filter((line) => line.trimStart().startsWith('at '));
  return [
    `  ${name ?? type ?? 'Error'}: ${message ?? ''}`,
    ...frames.slice(0, 6).map((frame) => `    ${frame.trim()}`),
  ];
}
