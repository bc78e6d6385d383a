import { createStore, type StoreApi } from 'zustand';
import type { Outputs } from '../../app/trpc.ts';
import { emptyForm, formOfDraft, isUntouched, type ReceptionForm } from './form.ts';
import type { WhoseField } from './form-edit.ts';
import type { CardBurst } from './use-card-reader.ts';

export type OpenDraft = {
  id: string;
  form: ReceptionForm;
  /** Grows with each change; the draft is safe when the saved revision has caught up. */
  revision: number;
  savedRevision: number;
  savedAt: number | undefined;
  isSaveFailing: boolean;
  cardWarnings: Record<WhoseField, string[]>;
};

export type ReceivedDossier = Outputs['reception']['receive']['dossiers'][number];
/** What one citizen filed in one go. */
export type Received = { applicantName: string; dossiers: ReceivedDossier[] };

/** What only this screen knows: which receptions are open, and what is typed but not yet on the disk. */
export type ReceptionState = {
  order: string[];
  drafts: Record<string, OpenDraft>;
  activeId: string | undefined;
  /** The dossier received last on this screen, for the scan inbox to offer first. */
  lastReceived: ReceivedDossier | undefined;
  /** Read on another page, to be filled in once the reception page is there. */
  waitingCard: CardBurst | undefined;
  begin: (id: string) => void;
  resume: (draft: { id: string; form: unknown; updatedAt: number }) => void;
  show: (id: string) => void;
  edit: (id: string, change: (form: ReceptionForm) => ReceptionForm) => void;
  warn: (id: string, whose: WhoseField, warnings: string[]) => void;
  saved: (id: string, revision: number, at: number) => void;
  saveFailed: (id: string) => void;
  close: (id: string) => void;
  received: (id: string, received: Received) => void;
  awaitCard: (card: CardBurst | undefined) => void;
};

export type ReceptionStore = StoreApi<ReceptionState>;

const opened = (id: string, form: ReceptionForm, savedAt: number | undefined): OpenDraft => ({
  id,
  form,
  revision: 0,
  savedRevision: 0,
  savedAt,
  isSaveFailing: false,
  cardWarnings: { applicant: [], owner: [] },
});

export const createReceptionStore = (): ReceptionStore =>
  createStore<ReceptionState>()((set) => {
    const change = (id: string, next: (draft: OpenDraft) => Partial<OpenDraft>): void =>
      set(({ drafts }) => {
        const draft = drafts[id];
        return draft === undefined ? {} : { drafts: { ...drafts, [id]: { ...draft, ...next(draft) } } };
      });

    const without = ({ order, drafts, activeId }: ReceptionState, id: string): Partial<ReceptionState> => {
      const { [id]: _, ...rest } = drafts;
      const left = order.filter((other) => other !== id);
      return { order: left, drafts: rest, activeId: activeId === id ? left.at(-1) : activeId };
    };

    return {
      order: [],
      drafts: {},
      activeId: undefined,
      lastReceived: undefined,
      waitingCard: undefined,
      begin: (id) =>
        set(({ order, drafts }) => {
          // One empty sheet is enough: F2 again comes back to it.
          const blank = order.find((other) => drafts[other] !== undefined && isUntouched(drafts[other].form));
          if (blank !== undefined) return { activeId: blank };
          return { order: [...order, id], drafts: { ...drafts, [id]: opened(id, emptyForm(), undefined) }, activeId: id };
        }),
      resume: ({ id, form, updatedAt }) =>
        set(({ order, drafts }) => {
          if (drafts[id] !== undefined) return { activeId: id };
          const kept = order.filter((other) => drafts[other] !== undefined && !isUntouched(drafts[other].form));
          const keptDrafts = Object.fromEntries(kept.map((other) => [other, drafts[other]!]));
          return { order: [...kept, id], drafts: { ...keptDrafts, [id]: opened(id, formOfDraft(form), updatedAt) }, activeId: id };
        }),
      show: (id) => set({ activeId: id }),
      edit: (id, next) => change(id, (draft) => ({ form: next(draft.form), revision: draft.revision + 1 })),
      warn: (id, whose, warnings) => change(id, ({ cardWarnings }) => ({ cardWarnings: { ...cardWarnings, [whose]: warnings } })),
      saved: (id, savedRevision, savedAt) => change(id, () => ({ savedRevision, savedAt, isSaveFailing: false })),
      saveFailed: (id) => change(id, () => ({ isSaveFailing: true })),
      close: (id) => set((state) => without(state, id)),
      received: (id, { dossiers }) =>
        set((state) => ({ ...without(state, id), lastReceived: dossiers.find(({ outcome }) => outcome === 'accept') ?? dossiers[0] ?? state.lastReceived })),
      awaitCard: (waitingCard) => set({ waitingCard }),
    };
  });
