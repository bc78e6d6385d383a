import { constants, setPriority } from 'node:os';
import { serveLine } from '../../processes/serve-line.ts';
import { type Engine, loadEngine } from './engine.ts';
import type { PageAnswer } from './page-reader.ts';
import { readPage, type ReadPageInput } from './read-page.ts';

/**
 * A process of its own that reads pages. Whatever the officer's program does goes before it: a page takes a second or two of a
 * processor, and nobody is in a hurry for it. Ended when there is nothing to read, because WebAssembly gives no memory back.
 */
try {
  setPriority(constants.priority.PRIORITY_LOW);
} catch {
  // Where the system does not let it, it reads all the same.
}

let loading: Promise<Engine> | undefined;
const engine = (): Promise<Engine> => (loading ??= loadEngine());

serveLine(
  (request): Promise<PageAnswer> => readPage(engine, request as ReadPageInput).then((page) => ({ page }), (error: unknown) => ({ fault: error instanceof Error ? error.message : String(error) })),
);
