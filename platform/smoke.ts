import { findUrls } from './health.ts';
import { OperatorProblem } from './operator-problem.ts';
import { runCommand } from './run-command.ts';
import { addToCart, browse, cancel, placeOrder, readOrder, seeCancelled, track } from './smoke-steps.ts';

/** One thing a customer does; `took` is in milliseconds. */
export interface SmokeStep {
  readonly step: string;
  readonly ok: boolean;
  readonly took: number;
  /** What came of it, or what went wrong. */
  readonly detail: string;
}

/**
 * Buys something as a guest through the graph at `url`, follows the parcel and cancels the order, so that stock and money
 * end where they began. Reports every step as it ends; stops at the first that fails. True when all went well.
 */
export async function runSmoke(url: string, report: (step: SmokeStep) => void): Promise<boolean> {
  const perform = async <Result>(step: string, action: () => Promise<[Result, string]>): Promise<Result> => {
    const begun = performance.now();
    const took = () => Math.round(performance.now() - begun);
    try {
      const [result, detail] = await action();
      report({ step, ok: true, took: took(), detail });
      return result;
    } catch (error) {
      report({ step, ok: false, took: took(), detail: (error as Error).message });
      throw error;
    }
  };
  try {
    const variantId = await perform('browse', () => browse(url));
    const cart = await perform('cart', () => addToCart(url, variantId));
    const { orderId, token } = await perform('order', () => placeOrder(url, cart));
    const trackingNumber = await perform('read', () => readOrder(url, orderId, token, cart.total));
    await perform('track', () => track(url, trackingNumber));
    await perform('cancel', () => cancel(url, orderId, token));
    await perform('cancelled', () => seeCancelled(url, orderId, token));
    return true;
  } catch (error) {
    if (error instanceof OperatorProblem) return false;
    throw error;
  }
}

if (import.meta.main) {
  await runCommand(async () => {
    const words = process.argv.slice(2);
    const { gateway } = await findUrls(words.find((word) => !word.startsWith('--')));
    const print = ({ step, ok, took, detail }: SmokeStep) =>
      console.log(`${ok ? 'ok  ' : 'FAIL'} ${step.padEnd(10)} ${String(took).padStart(6)} ms  ${detail}`);
    const report = words.includes('--json') ? (step: SmokeStep) => console.log(JSON.stringify(step)) : print;
    return (await runSmoke(`${gateway}/graphql`, report)) ? 0 : 1;
  });
}
