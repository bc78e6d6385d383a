import type { HostMessages } from './messages.ts';
import { plainPage } from './plain-page.ts';

/** Stands in for the desk while there is no room to open its store; looks again by itself. */
export const diskFullPage = (dataFolder: string, messages: HostMessages): Response =>
  plainPage({ title: messages.diskFullTitle, paragraphs: [...messages.diskFullBody, `${messages.dataFolder} ${dataFolder}`], refreshSeconds: 3, status: 503 });
