import { readDataDir } from '../config.ts';
import { imageDirOf } from '../data-dir.ts';
import { loadDemoSecrets } from '../demo-secrets.ts';
import { OperatorProblem } from '../operator-problem.ts';
import { runCommand } from '../run-command.ts';
import { findRunningPlatform } from '../running-file.ts';
import { seedDemo } from './seed.ts';

/** `npm run seed`: fills the demo shop of the platform that runs from this folder; what is there already stays. */
async function run(): Promise<number> {
  const dataDir = readDataDir();
  const running = findRunningPlatform(dataDir);
  if (!running)
    throw new OperatorProblem('ECI does not run from this folder: npm start starts and seeds it.');
  await seedDemo({
    urls: running.urls,
    graphqlUrl: `${running.urls.gateway}/graphql`,
    imageDir: imageDirOf(dataDir),
    demoAccounts: loadDemoSecrets(dataDir).accounts,
  });
  console.log('The demo shop is filled.');
  return 0;
}

await runCommand(run);
