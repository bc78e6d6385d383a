import { lastInInbox } from '../../../../db/queries/page-codes.ts';
import type { DocumentState } from '../../../../domain/document/document.ts';
import { effectivePages } from '../../../../domain/document/pages.ts';
import type { Desk } from '../../desk.ts';
import type { DigitisationSettings } from '../settings.ts';
import { isUntouched } from './file-stack.ts';
import { isSinglePage } from './stack-of.ts';

export type ProposedStack =
  /** Files of one page each that lay in the tray together: probably pages of one paper. */
  | { kind: 'join'; documentIds: string[]; pageCount: number }
  /** As many pages twice, one after the other: fronts and backs of sheets that went through a scanner for one side. */
  | { kind: 'interleave'; documentIds: [frontsId: string, backsId: string]; pageCount: number; areBacksReversed: boolean };

/** Only among what came last: nobody puts together what was scanned last week. */
const looksBack = 200;
/** Turning a stack round and laying it in again. */
const betweenPassesMs = 5 * 60_000;

/** What in the inbox belongs together by how it came, newest first. Nothing is done by itself: an officer says so. */
export const proposedStacks = (desk: Desk, { stackPauseMs }: Pick<DigitisationSettings, 'stackPauseMs'>): ProposedStack[] => {
  const byFolder = Map.groupBy(lastInInbox(desk.store, looksBack), ({ source }) => source.folder);
  byFolder.delete('');
  return [...byFolder.values()].flatMap((documents) => [...joinsAmong(desk, documents, stackPauseMs), ...passesAmong(documents)]).reverse();
};

const gapMs = (before: DocumentState, after: DocumentState): number => Math.abs(after.source.modifiedAt - before.source.modifiedAt);

const joinsAmong = (desk: Desk, documents: readonly DocumentState[], pauseMs: number): ProposedStack[] => {
  const runs: DocumentState[][] = [];
  for (const [index, document] of documents.entries()) {
    const before = documents[index - 1];
    const isMember = isSinglePage(document) && isUntouched(desk, document);
    if (!isMember) runs.push([]);
    else if (before && runs.at(-1)?.at(-1) === before && gapMs(before, document) <= pauseMs) runs.at(-1)!.push(document);
    else runs.push([document]);
  }
  return runs.filter((run) => run.length > 1).map((run) => ({ kind: 'join', documentIds: run.map(({ id }) => id), pageCount: run.length }));
};

const passesAmong = (documents: readonly DocumentState[]): ProposedStack[] =>
  documents.flatMap((backs, index): ProposedStack[] => {
    const fronts = documents[index - 1];
    if (fronts === undefined || gapMs(fronts, backs) > betweenPassesMs) return [];
    const [frontPages, backPages] = [fronts, backs].map((document) => effectivePages(document).filter(({ isDropped }) => !isDropped).length);
    if (frontPages !== backPages || frontPages === undefined || frontPages < 2) return [];
    // A stack that is turned round as a whole comes out from its last sheet.
    return [{ kind: 'interleave', documentIds: [fronts.id, backs.id], pageCount: frontPages * 2, areBacksReversed: true }];
  });
