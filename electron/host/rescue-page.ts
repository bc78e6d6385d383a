import type { HostMessages } from './messages.ts';
import { plainPage } from './plain-page.ts';

export type Rescued = { events: number; unsent: number; lost: number; hasNewDeskId: boolean; quarantineFolder: string };

export type RescueOptions = {
  folder: string;
  messages: HostMessages;
  /** Undefined when nothing could be read; the store is then as it was. */
  rescue: () => Promise<Rescued | undefined>;
  /** The desk is started with what was rescued, and takes over from this page. */
  goOn: () => Promise<void>;
};

/**
 * Stands in for the desk while its store is damaged. A person presses the button, because only a person can first copy the
 * disk; the damaged store is put aside whole in any case.
 */
export const createRescueHandler = ({ folder, messages, rescue, goOn }: RescueOptions): ((request: Request) => Promise<Response>) => {
  let rescued: Rescued | undefined;
  let running: Promise<Rescued | undefined> | undefined;
  const ask = (error?: string): Response =>
    plainPage({
      title: messages.storeRefusedTitle,
      paragraphs: [...messages.storeDamaged, messages.storeUntouched, `${messages.storeFolder} ${folder}`],
      form: { button: messages.rescue, ...(error !== undefined && { error }) },
      status: error === undefined ? 503 : 422,
    });
  const tell = ({ events, unsent, lost, hasNewDeskId, quarantineFolder }: Rescued): Response =>
    plainPage({
      title: messages.rescuedTitle,
      paragraphs: [
        `${messages.rescuedEvents} ${events}`,
        `${messages.rescuedUnsent} ${unsent}`,
        `${messages.rescuedLost} ${lost}`,
        ...(hasNewDeskId ? [messages.rescuedNewDesk] : []),
        `${messages.rescuedQuarantine} ${quarantineFolder}`,
      ],
      form: { button: messages.rescuedGoOn },
    });
  return async (request) => {
    if (rescued !== undefined) {
      if (request.method !== 'POST') return tell(rescued);
      await goOn();
      return plainPage({ title: messages.productName, paragraphs: [messages.startingBody], refreshSeconds: 1 });
    }
    if (request.method !== 'POST') return ask();
    // Pressed twice, it is one rescue.
    running ??= rescue();
    rescued = await running;
    running = undefined;
    return rescued === undefined ? ask(messages.rescueFailed) : tell(rescued);
  };
};
