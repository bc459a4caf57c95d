import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@jest/globals';

const PROGRAM = fileURLToPath(new URL('run.ts', import.meta.url));

const bench = async (...args: string[]) => {
  const program = spawn(process.execPath, [PROGRAM, ...args], { timeout: 20_000 });
  let stderr = '';
  program.stderr.on('data', (chunk) => {
    stderr += chunk;
  });
  const [code] = await once(program, 'close');
  return { code, stderr };
};

test.each([
  ['--clients', 'x'],
  ['--seconds', '0'],
  ['--warm-up', '1.5'],
])('%s %s is refused in one sentence', async (option, value) => {
  const { code, stderr } = await bench('gateway', option, value);
  expect([code, stderr]).toEqual([1, `${option} must be a whole number from 1 to 999999, not ${value}.\n`]);
});
