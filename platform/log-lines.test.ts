import { expect, test } from '@jest/globals';
import { consoleSink, renderText } from './log-lines.ts';

test('a JSON line is laid out for people: time, level, message, other fields', () => {
  const time = '2026-11-21T10:20:30.000Z';
  const clock = new Date(time).toTimeString().slice(0, 8);
  const line = JSON.stringify({
    level: 'info',
    time,
    service: 'order',
    msg: 'placed',
    orderId: 'ord_1',
    took: 12,
  });
  expect(renderText(line, false)).toEqual([`${clock} info  placed orderId=ord_1 took=12`]);
});

test("pino's numbered levels are named and an error follows with the top of its stack", () => {
  const err = {
    name: 'TypeError',
    message: 'no shelf',
    stack: 'TypeError: no shelf\n    at shop (shop.ts:1:2)',
  };
  const lines = renderText(JSON.stringify({ level: 50, time: 0, msg: 'failed', err }), false);
  expect(lines[0]).toMatch(/^\d\d:\d\d:\d\d error failed$/);
  expect(lines.slice(1)).toEqual(['  TypeError: no shelf', '    at shop (shop.ts:1:2)']);
});

test('anything else is printed as it came, prefixed with its source', () => {
  const printed: string[] = [];
  const sink = consoleSink(false, (text) => printed.push(text));
  sink({ source: 'order', text: '{"half": ' });
  sink({ source: 'notification', text: 'To: you' });
  expect(printed).toEqual(['order        {"half": ', 'notification To: you']);
});
