import { formatComponentSheet, formatDossierSheet } from '../../../../domain/document/code-sheet.ts';
import { resultComponentKey } from '../../../../domain/document/document.ts';
import { type Problem, problem } from '../../../../domain/problem.ts';
import type { Desk } from '../../desk.ts';

/** The sheets to lay between a dossier's papers before they are scanned: one for the dossier, one for each paper, one for the result. */
export const codeSheetsPdf = async ({ store, workers }: Desk, { dossierId }: { dossierId: string }): Promise<Uint8Array | Problem> => {
  const dossier = store.state('dossier', dossierId);
  const unit = dossier && (store.state('desk', dossier.deskId) ?? store.state('desk', store.deskId))?.unit;
  if (!dossier || !unit) return problem('dossier.unknown');
  const { code, components, applicant, procedure, acceptedAt } = dossier;
  return workers.run('renderCodeSheets', {
    agencyName: unit.name,
    code,
    applicantName: applicant.fullName,
    procedureName: procedure.name,
    madeAt: acceptedAt,
    sheets: [
      { kind: 'dossier', name: '', qr: formatDossierSheet(code) },
      // What was reused or found in a database is here without a scan.
      ...components
        .filter(({ source = 'paper' }) => source === 'paper')
        .map(({ key, name }) => ({ kind: 'component' as const, name, qr: formatComponentSheet(code, key) })),
      { kind: 'result', name: '', qr: formatComponentSheet(code, resultComponentKey) },
    ],
  });
};
