import { z } from 'zod';
import { badInput, parseInput } from './errors.ts';

/**
 * CloudEvents 1.0 as HTTP brings them (cloudevents.io: the specification and its HTTP protocol binding), read strictly:
 * what our senders always write must be there. A reader that made up a missing id would take every repetition of
 * the event for a new one.
 */
const text = (max: number) =>
  z.string('must be a text').min(1, 'must not be empty').max(max, `must be at most ${max} characters`);

const cloudEvent = z.object({
  specversion: z.literal('1.0', 'must be 1.0'),
  id: text(64),
  source: text(80),
  type: text(80),
  subject: text(64),
  time: z.iso.datetime({ offset: true, error: 'must be an RFC 3339 timestamp' }).optional(),
  traceparent: z.string('must be a text').optional(),
  data: z.unknown(),
});
export type CloudEvent = z.output<typeof cloudEvent>;

/** Media types that carry whole events; any other body is the data of one event whose attributes are headers. */
export const STRUCTURED = 'application/cloudevents+json';
export const BATCHED = 'application/cloudevents-batch+json';

type Headers = Readonly<Record<string, string | string[] | undefined>>;

/** The events of a request, whose structured bodies come as text. Throws INPUT_INVALID naming the attribute. */
export function readCloudEvents(headers: Headers, body: unknown): CloudEvent[] {
  const mediaType = String(headers['content-type']).split(';')[0]!.trim().toLowerCase();
  if (mediaType === STRUCTURED) return [parseInput(cloudEvent, parseJson(body))];
  if (mediaType === BATCHED)
    return parseInput(z.array(cloudEvent, 'The body must be a list of events'), parseJson(body));
  return [parseInput(cloudEvent, { ...headerAttributes(headers), data: body })];
}

function parseJson(body: unknown): unknown {
  try {
    return JSON.parse(String(body));
  } catch {
    throw badInput('The body is not valid JSON.', []);
  }
}

/** Attributes of binary mode: headers `ce-<name>`, their values percent-encoded beyond printable ASCII. */
function headerAttributes(headers: Headers): Record<string, string> {
  const attributes = Object.entries(headers).filter(([name]) => name.startsWith('ce-'));
  return Object.fromEntries(attributes.map(([name, value]) => [name.slice(3), decoded(name, String(value))]));
}

function decoded(name: string, value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    throw badInput(`${name} is not percent-encoded as the HTTP binding of CloudEvents asks.`, [name]);
  }
}
