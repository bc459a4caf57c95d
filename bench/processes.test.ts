import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { expect, test } from '@jest/globals';
import { memoryOf } from './processes.ts';

const onLinux = process.platform === 'linux' ? test : test.skip;

onLinux('a database whose backend has just ended has the memory of the others', async () => {
  // Nobody asks how the first sleep ended, so it stays in the list of processes, without memory.
  const database = spawn('sh', ['-c', 'sleep 0.2 & echo $!; exec sleep 30']);
  try {
    const [line] = await once(database.stdout, 'data');
    const stat = () => readFileSync(`/proc/${String(line).trim()}/stat`, 'utf8');
    while (!stat().includes(') Z')) await delay(10);
    const { postgres } = memoryOf({ pid: () => null, postgres: { pid: database.pid! } });
    expect(postgres).toBeGreaterThan(0);
  } finally {
    database.kill();
  }
});
