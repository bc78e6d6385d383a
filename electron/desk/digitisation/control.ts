import type { Problem } from '../../../domain/problem.ts';
import type { Desk } from '../desk.ts';
import { createCaretaker } from './archive/caretaker.ts';
import { type ByHand, createByHand } from './by-hand.ts';
import { createIngest } from './ingest.ts';
import { createPagePictures, pictureKey } from './page-pictures.ts';
import { createPageDetector, type PageDetector } from './pages/detect-pages.ts';
import { createDocumentPictures, type DocumentPictures } from './pages/document-pictures.ts';
import { type DigitisationSettings, defaultSettings } from './settings.ts';
import { proposedStacks, type ProposedStack } from './routing/proposed-stacks.ts';
import { createRouter } from './routing/router.ts';
import { createSlots } from './slots.ts';
import { thumbnailWidth } from './thumbnail.ts';
import { type FolderStatus, type FolderWatch, watchFolder } from './watch-folder.ts';

export type DigitisationOptions = {
  settings?: Partial<DigitisationSettings>;
  /** False where the caller drives `rescan` itself. */
  isWatching?: boolean;
};

export type DigitisationControl = ByHand & DocumentPictures & PageDetector & {
  /** Watches the scanner folders that the desk's own state names, and follows when they are changed. */
  start(): void;
  /** Ends the watching; a file that is being taken is finished first. */
  stop(): Promise<void>;
  /** For the status bar and the digitisation page. */
  folders(): FolderStatus[];
  /** Looks into every folder once and takes what is ready. */
  rescan(): Promise<void>;
  /** Looks for codes on what is new in the inbox, and files what they say. By itself this happens as scans come in. */
  route(): Promise<void>;
  /** Lets go of original scans whose time is over; by itself once a day. @returns how many */
  tidy(): Promise<number>;
  /** What in the inbox belongs together by how it came. */
  stacks(): ProposedStack[];
  /** The payload of the QR on a photo, scan or PDF of an identity card. Nothing is kept. */
  decodeCardImage(bytes: Uint8Array): Promise<{ payload: string } | Problem>;
};

export const createDigitisation = (desk: Desk, { settings: changes = {}, isWatching = true }: DigitisationOptions = {}): DigitisationControl => {
  const settings: DigitisationSettings = { ...defaultSettings, ...changes };
  const { limits } = settings;
  const pictures = createPagePictures();
  const slots = createSlots(settings.takesAtOnce);
  const ingest = createIngest({ desk, limits, onThumbnail: ({ sha256, thumbnail }) => pictures.set(pictureKey(sha256, 1, thumbnailWidth), thumbnail) });
  const watches = new Map<string, FolderWatch>();
  const byHand = createByHand({ desk, ingest, slots, limits, forget: (folder, fileName) => watches.get(folder)?.forget(fileName) });
  const isBusy = (folder: string): boolean => watches.get(folder)?.status().inProgress.some(({ state }) => state !== 'notRemovable') ?? false;
  const router = createRouter({ desk, settings, whenIdle: slots.whenIdle, isBusy, isWatching });
  const caretaker = createCaretaker({ desk, alone: slots.alone, isWatching });
  let endSubscription: (() => void) | undefined;

  const follow = (): void => {
    const wanted = new Set(desk.store.state('desk', desk.store.deskId)?.scannerFolders);
    for (const [path, watch] of watches) {
      if (wanted.has(path)) continue;
      watches.delete(path);
      void watch.stop();
    }
    for (const path of wanted) {
      if (!watches.has(path)) watches.set(path, watchFolder(path, { desk, ingest, settings, slots, isWatching }));
    }
  };

  return {
    start: () => {
      follow();
      router.start();
      caretaker.start();
      endSubscription ??= desk.onChange((topics) => {
        if (topics.includes('desk')) follow();
      });
    },

    stop: async () => {
      endSubscription?.();
      endSubscription = undefined;
      const all = [...watches.values()];
      watches.clear();
      await Promise.all([router.stop(), caretaker.stop(), ...all.map((watch) => watch.stop())]);
    },

    folders: () => [...watches.values()].map((watch) => watch.status()),

    rescan: async () => {
      await Promise.all([...watches.values()].map((watch) => watch.look()));
    },

    route: router.settle,

    tidy: caretaker.tidy,

    stacks: () => proposedStacks(desk, settings),

    ...byHand,

    ...createDocumentPictures(desk, pictures, limits.maxPagePixels),

    ...createPageDetector(desk, limits.maxPagePixels),

    decodeCardImage: (bytes) => desk.workers.run('decodeCode', { bytes, maxPagePixels: limits.maxPagePixels }),
  };
};
