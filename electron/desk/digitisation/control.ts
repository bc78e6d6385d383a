import { wasDropped } from '../../../db/queries/stored-files.ts';
import { isProblem, type Problem, problem } from '../../../domain/problem.ts';
import type { Desk } from '../desk.ts';
import { createCaretaker } from './archive/caretaker.ts';
import { fileHere } from './archive/file-here.ts';
import { type ByHand, createByHand } from './by-hand.ts';
import { createIngest } from './ingest.ts';
import type { Picture } from './open-scan.ts';
import { createPagePictures, pictureKey, pictureWidth } from './page-pictures.ts';
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

export type DigitisationControl = ByHand & {
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
  /** One page of a document as a WebP picture, upright. @param page from 1 @param width in pixels; the nearest larger of a few sizes is given */
  pagePicture(input: { documentId: string; page: number; width: number }): Promise<Picture | Problem>;
  /** The payload of the QR on a photo, scan or PDF of an identity card. Nothing is kept. */
  decodeCardImage(bytes: Uint8Array): Promise<{ payload: string } | Problem>;
};

export const createDigitisation = (desk: Desk, { settings: changes = {}, isWatching = true }: DigitisationOptions = {}): DigitisationControl => {
  const settings: DigitisationSettings = { ...defaultSettings, ...changes };
  const { limits } = settings;
  const pictures = createPagePictures();
  const slots = createSlots(settings.takesAtOnce);
  const ingest = createIngest(desk, limits, ({ sha256, thumbnail }) => pictures.set(pictureKey(sha256, 1, thumbnailWidth), thumbnail));
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

    pagePicture: async ({ documentId, page, width: asked }) => {
      const document = desk.store.state('document', documentId);
      if (document?.sha256 === undefined) return problem('document.unknown');
      const file = fileHere(desk, document);
      const { sha256, pageCount } = file ?? { sha256: document.sha256, pageCount: document.pageCount ?? 0 };
      if (!Number.isInteger(page) || page < 1 || page > pageCount) return problem('input.malformed');
      const width = pictureWidth(asked);
      const key = pictureKey(sha256, page, width);
      const known = pictures.get(key);
      if (known) return known;
      if (file === undefined) return problem(wasDropped(desk.store, sha256) ? 'document.originalGone' : 'document.bytesOnTheWay');
      const picture = await desk.workers.run('renderPage', {
        blobs: desk.blobs.access,
        sha256,
        mediaType: file.mediaType,
        page,
        width,
        maxPagePixels: limits.maxPagePixels,
      });
      if (!isProblem(picture)) pictures.set(key, picture);
      return picture;
    },

    decodeCardImage: (bytes) => desk.workers.run('decodeCode', { bytes, maxPagePixels: limits.maxPagePixels }),
  };
};
