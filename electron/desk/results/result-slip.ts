import { usualSettings } from '../../../domain/desk/desk.ts';
import type { HandOver } from '../../../domain/dossier/state.ts';
import { fold } from '../../../domain/entities.ts';
import { byClock } from '../../../domain/event.ts';
import { resultSlip } from '../../../domain/forms/result-slip.ts';
import { hybridTimeMs } from '../../../domain/hybrid-clock.ts';
import { isProblem, type Problem, problem } from '../../../domain/problem.ts';
import type { SignedInDesk } from '../desk.ts';
import { formValues } from '../forms/form-values.ts';
import { numberOf } from '../forms/issued-form.ts';
import type { PrintedForm } from '../forms/printed-form.ts';

/**
 * What the citizen signs for, as PDF: of a result that was handed over always the same bytes; of one that waits, to be signed on
 * paper, as things stand.
 */
export const resultSlipPdf = async (desk: SignedInDesk, input: { dossierId: string; paper?: 'A5' | 'A4' | undefined }): Promise<Uint8Array | Problem> => {
  const slip = await slipOf(desk, input);
  return isProblem(slip) ? slip : desk.workers.run('renderForm', slip);
};

const slipOf = async ({ store, blobs, clock, officer }: SignedInDesk, { dossierId, paper }: { dossierId: string; paper?: 'A5' | 'A4' | undefined }): Promise<PrintedForm | Problem> => {
  const events = store.eventsOf('dossier', dossierId);
  const handedOver = events.find(({ type }) => type === 'dossier.handedOver');
  const dossier = fold('dossier', handedOver ? events.filter((event) => byClock(event, handedOver) <= 0) : events);
  const ownDesk = store.state('desk', handedOver?.deskId ?? store.deskId) ?? store.state('desk', store.deskId);
  if (!dossier || !ownDesk) return problem('dossier.unknown');
  if (dossier.status !== 'done' && dossier.status !== 'returned') return problem('result.notReady', { status: dossier.status });

  const { unit, settings = usualSettings } = ownDesk;
  const by = handedOver ? store.state('officer', handedOver.actorId) : officer;
  const at = handedOver ? hybridTimeMs(handedOver.occurredAt) : clock.now();
  const number = `${numberOf(dossier.code)}/${resultSlip.numberSuffix}`;
  return {
    definition: resultSlip,
    paper: paper ?? 'A5',
    values: formValues({ dossier, unit, settings, issued: { number, at, by: by?.fullName ?? '', byTitle: by?.title ?? '', text: {} } }),
    head: { agencyName: unit.name, oneStopName: unit.oneStopName, place: unit.place, number, date: at },
    code: dossier.code,
    qr: dossier.code,
    components: [],
    requested: [],
    handovers: [],
    dueChanges: [],
    register: [],
    ...(await signatureOf(blobs, dossier.handOver)),
  };
};

/** On the way from another desk it is left out, as on paper that was signed by hand. */
const signatureOf = async (blobs: SignedInDesk['blobs'], handOver: HandOver | undefined): Promise<{ receiverSignature?: string }> => {
  const sha256 = handOver?.signatureSha256;
  return sha256 === undefined || !blobs.has(sha256) ? {} : { receiverSignature: `data:image/png;base64,${(await blobs.readAll(sha256)).toString('base64')}` };
};
