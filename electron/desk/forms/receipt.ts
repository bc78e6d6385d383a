import { type Problem, problem } from '../../../domain/problem.ts';
import { localDate } from '../../../domain/time.ts';
import type { Desk } from '../desk.ts';
import { packIdAt } from '../../../domain/forms/pack-dates.ts';
import type { Paper } from './receipt-data.ts';

/**
 * Form 01, Giấy tiếp nhận hồ sơ và hẹn trả kết quả, of a dossier that is on disk. The same dossier gives the same bytes
 * every time it is printed.
 * @param input.paper A5 where not said otherwise
 */
export const receiptPdf = async (desk: Desk, { dossierId, paper = 'A5' }: { dossierId: string; paper?: Paper }): Promise<Uint8Array | Problem> => {
  const { store } = desk;
  const dossier = store.state('dossier', dossierId);
  const unit = dossier && (store.state('desk', dossier.deskId) ?? store.state('desk', store.deskId))?.unit;
  if (dossier === undefined || unit === undefined) return problem('dossier.unknown');
  const { number, oldNumber, fullName, address, phone, email } = dossier.applicant;
  return desk.workers.run('renderForm', {
    form: 'receipt',
    pack: packIdAt(localDate(dossier.acceptedAt)),
    paper,
    data: {
      code: dossier.code,
      agencyName: unit.name,
      oneStopName: unit.oneStopName,
      place: unit.place,
      phone: unit.phone,
      applicant: { fullName, number, oldNumber, address, phone, email },
      channel: dossier.channel,
      requestSummary: dossier.requestSummary,
      procedureName: dossier.procedure.name,
      procedureCode: dossier.procedure.code,
      components: dossier.components
        .filter(({ isReceived }) => isReceived)
        .map(({ name, originals, certifiedCopies, copies }) => ({ name, originals, certifiedCopies, copies })),
      sets: dossier.sets,
      limitText: dossier.limitText,
      receivedAt: dossier.acceptedAt,
      dueAt: dossier.dueAt,
      returnMethod: dossier.returnMethod,
      feeVnd: dossier.feeVnd,
      receivedByName: dossier.receivedByName,
    },
  });
};
