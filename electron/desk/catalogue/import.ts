import { isProblem, type Problem } from '../../../domain/problem.ts';
import { importEvents, type Imported, type ImportInput, type ImportPreview, previewOfImport } from '../../../domain/procedure/import-plan.ts';
import type { SignedInDesk } from '../desk.ts';
import { knownCatalogue } from './known.ts';

/** What a catalogue file would change here. Nothing is written. */
export const previewImport = ({ store }: Pick<SignedInDesk, 'store'>, { json }: { json: string }): ImportPreview | Problem => previewOfImport(knownCatalogue(store), json);

/** Takes a whole catalogue file, or nothing of it: one transaction. */
export const importCatalogue = ({ store, officer }: SignedInDesk, input: ImportInput): Imported | Problem =>
  store.write(officer.id, (tx): Imported | Problem => {
    const plan = importEvents(knownCatalogue(store), input);
    if (isProblem(plan)) return plan;
    for (const event of plan.events) tx.append(event);
    return plan.done;
  });
