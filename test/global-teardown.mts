import { started } from './global-setup.mts';

/** Stops what the global setup started. */
export default async function tearDown(): Promise<void> {
  await started.undo();
}
