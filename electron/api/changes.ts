import type { Topic } from '../desk/desk.ts';
import { operation } from './trpc.ts';

/** Tells a screen what changed, so that it asks again; it carries no data, so a missed one costs nothing but freshness. */
export const changesOperation = operation.subscription(async function* ({ ctx, signal }): AsyncGenerator<Topic[]> {
  const waiting = new Set<Topic>();
  let wake = (): void => {};
  const stop = ctx.desk.onChange((topics) => {
    for (const topic of topics) waiting.add(topic);
    wake();
  });
  signal?.addEventListener('abort', () => wake(), { once: true });
  try {
    while (!signal?.aborted) {
      if (waiting.size === 0) await new Promise<void>((resolve) => (wake = resolve));
      if (signal?.aborted || waiting.size === 0) continue;
      const topics = [...waiting];
      waiting.clear();
      yield topics;
    }
  } finally {
    stop();
  }
});
