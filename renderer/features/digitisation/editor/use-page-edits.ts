import { useEffect, useState } from 'react';
import { useStore } from 'zustand';
import type { PageEdit } from '../../../../domain/document/document.ts';
import { useStores } from '../../../app/stores.ts';
import { changed, type EditHistory, historyOf, redone, undone } from './edit-history.ts';
import { type EditorPage, isSameRecipe, recipeOf } from './page-edits.ts';

export type Work = { pages: readonly EditorPage[]; /** The page in hand. */ at: number };

export type PageEdits = Work & {
  canUndo: boolean;
  canRedo: boolean;
  isSaved: boolean;
  /** Why the desk did not take the last edits. */
  error: unknown;
  go: (to: number) => void;
  /** @param ofOne changes with the same name, one after the other, are taken back together */
  edit: (change: (work: Work) => Work, ofOne?: string) => void;
  undo: () => void;
  redo: () => void;
  /** @returns whether the desk has all of it */
  save: () => Promise<boolean>;
  /** Back to what the desk has. */
  discard: () => void;
};

type Opened = readonly (PageEdit & { url: string })[];

/** Two pages of a document may be the same page of the same original; then their order tells them apart. */
const keyed = (pages: Opened): EditorPage[] => {
  const seen = new Map<string, number>();
  return pages.map((page) => {
    const name = `${page.sha256}/${page.page}`;
    const copy = seen.get(name) ?? 0;
    seen.set(name, copy + 1);
    return { ...page, key: `${name}/${copy}` };
  });
};

/** Edits that are on no disk yet go over what the desk has. */
const begun = (opened: Opened, unsaved: readonly PageEdit[] | undefined): Work => {
  const pages = keyed(opened);
  if (unsaved === undefined) return { pages, at: firstShown(pages) };
  const byKey = new Map(pages.map((page) => [page.key, page]));
  const taken = keyed(unsaved.map((page) => ({ ...page, url: '' })));
  return { pages: taken.map((page) => ({ ...page, url: byKey.get(page.key)?.url ?? '' })), at: firstShown(taken) };
};

/** Before it may lie a sheet that only says where the pages belong. */
const firstShown = (pages: readonly EditorPage[]): number => Math.max(0, pages.findIndex(({ isDropped }) => !isDropped));

const clamp = ({ pages, at }: Work): Work => ({ pages, at: Math.max(0, Math.min(pages.length - 1, at)) });

/** The pages in hand: every change at once on the screen, a moment later on the desk's disk, and all of them can be taken back. */
export const usePageEdits = (documentId: string, opened: Opened): PageEdits => {
  const { pageSaver } = useStores();
  const unsaved = useStore(pageSaver.unsaved, (all) => all[documentId]);
  const [history, setHistory] = useState<EditHistory<Work>>(() => historyOf(begun(opened, unsaved?.pages)));
  const [known, setKnown] = useState(opened);
  const { pages, at } = history.now;
  if (known !== opened) {
    setKnown(opened);
    // Changed by somebody else: what is on the screen was that of before. An answer from before the last save says nothing new; then
    // only where the pictures are is taken from it.
    if (unsaved === undefined && !isSameRecipe(known, opened) && !isSameRecipe(pages, opened)) setHistory(historyOf(clamp({ pages: keyed(opened), at })));
    else {
      const urls = new Map(keyed(opened).map(({ key, url }) => [key, url]));
      setHistory({ ...history, now: { at, pages: pages.map((page) => ({ ...page, url: urls.get(page.key) ?? page.url })) } });
    }
  }

  const show = (next: EditHistory<Work>): void => {
    setHistory(next);
    if (!isSameRecipe(next.now.pages, pages)) pageSaver.change(documentId, recipeOf(next.now.pages));
  };

  useEffect(() => () => void pageSaver.save(documentId), [pageSaver, documentId]);

  return {
    pages,
    at,
    canUndo: history.past.length > 0,
    canRedo: history.future.length > 0,
    isSaved: unsaved === undefined,
    error: unsaved?.error,
    go: (to) => setHistory({ ...history, now: clamp({ pages, at: to }) }),
    edit: (change, ofOne) => {
      const next = clamp(change(history.now));
      if (!isSameRecipe(next.pages, pages)) show(changed(history, next, ofOne));
      else if (next.at !== at) setHistory({ ...history, now: next });
    },
    undo: () => show(undone(history)),
    redo: () => show(redone(history)),
    save: () => pageSaver.save(documentId),
    discard: () => {
      pageSaver.forget(documentId);
      setHistory(historyOf(clamp({ pages: keyed(opened), at })));
    },
  };
};
