import type { HostMessages } from './messages.ts';
import { plainPage } from './plain-page.ts';

export type RefusedStore = 'newerVersion' | 'wrongKey';

/** Stands in for the desk while its store is refused: calm, exact about what to do, and sure that nothing was changed. */
export const refusedStorePage = (refused: RefusedStore, folder: string, messages: HostMessages): Response => {
  const toDo = { newerVersion: messages.storeNewerVersion, wrongKey: messages.storeWrongKey }[refused];
  return plainPage({ title: messages.storeRefusedTitle, paragraphs: [...toDo, messages.storeUntouched, `${messages.storeFolder} ${folder}`], status: 503 });
};
