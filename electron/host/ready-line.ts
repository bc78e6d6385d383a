import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { z } from 'zod';

const readySchema = z.object({ ready: z.literal(true) });

/** The one JSON line with which a process says that it can be talked to. Rejects when its output ends without one. */
export const readyLine = <Ready extends { ready: true }>(output: Readable, schema: z.ZodType<Ready>): Promise<Ready> =>
  new Promise((resolve, reject) => {
    const lines = createInterface({ input: output });
    lines.on('line', (line) => {
      if (!line.startsWith('{')) return;
      let said: unknown;
      try {
        said = JSON.parse(line);
      } catch {
        return;
      }
      if (!readySchema.safeParse(said).success) return;
      const parsed = schema.safeParse(said);
      if (parsed.success) resolve(parsed.data);
      else reject(parsed.error);
    });
    lines.on('close', () => reject(new Error('ended before it was ready')));
  });
