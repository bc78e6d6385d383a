import type { Store } from '../../../db/store.ts';
import { type DeskState, usualSettings } from '../../../domain/desk/desk.ts';
import type { RequestedPaper } from '../../../domain/dossier/events.ts';
import type { DossierState } from '../../../domain/dossier/state.ts';
import type { Status } from '../../../domain/dossier/status.ts';
import { fold } from '../../../domain/entities.ts';
import { byClock, type DomainEvent } from '../../../domain/event.ts';
import type { FormName, PackId } from '../../../domain/forms/definition.ts';
import { handoversOf } from '../../../domain/forms/handovers.ts';
import { packIdAt } from '../../../domain/forms/pack-dates.ts';
import { hybridTimeMs } from '../../../domain/hybrid-clock.ts';
import { type Problem, problem } from '../../../domain/problem.ts';
import { localDate } from '../../../domain/time.ts';
import type { Desk } from '../desk.ts';
import { receiptPayload } from '../reception/receipt-code.ts';
import { definitionInForce } from './definition-in-force.ts';
import { formValues, type FormExtension, type FormStep } from './form-values.ts';
import type { Paper, PrintedForm } from './printed-form.ts';
import { printedHandovers } from './printed-handovers.ts';

type Unissued = { form: FormName; pack: PackId; number: string; text: Record<string, string>; at: number; by: string };

/**
 * What a form says: the dossier, the unit and the form itself as they were when it was made out, so that what is printed
 * again is what the citizen holds.
 * @param input.formId without one the receipt of a dossier that was received before forms were made out, as it is now
 * @param input.paper the form's own size where not said otherwise
 */
export const issuedForm = (desk: Desk, { dossierId, formId, paper }: { dossierId: string; formId?: string; paper?: 'A5' | 'A4' | undefined }): PrintedForm | Problem => {
  const { store } = desk;
  const events = store.eventsOf('dossier', dossierId);
  const made = formId === undefined ? undefined : events.find(({ id, type }) => id === formId && type === 'dossier.formIssued');
  if (formId !== undefined && made === undefined) return problem(events.length === 0 ? 'dossier.unknown' : 'form.unknown');
  const until = made === undefined ? events : events.filter((event) => byClock(event, made) <= 0);
  const dossier = fold('dossier', until);
  if (dossier === undefined) return problem('dossier.unknown');
  const kept = made && dossier.forms.find(({ id }) => id === made.id);
  const issued = made === undefined ? unissuedReceipt(dossier) : kept;
  const ownDesk = deskAt(store, made?.deskId ?? dossier.deskId, made);
  if (issued === undefined || ownDesk === undefined) return problem('form.unknown');
  const definition = definitionInForce(store, issued.pack, issued.form, made);
  if (definition === undefined) return problem('form.notInPack', { pack: issued.pack });

  const { unit, settings = usualSettings } = ownDesk;
  const { step, requested } = stepOf(issued.form, until);
  const extension = issued.form === 'apology' ? extensionOf(until) : undefined;
  const officer = (id: string): string => store.state('officer', id)?.fullName ?? '';
  const number = definition.numberSuffix === '' ? issued.number : `${issued.number}/${definition.numberSuffix}`;
  return {
    definition,
    paper: paperOf(definition.paper, paper),
    values: formValues({
      dossier,
      unit,
      settings,
      issued: { number, at: issued.at, by: officer(issued.by) || dossier.receivedByName, byTitle: store.state('officer', issued.by)?.title ?? '', text: issued.text },
      step,
      extension,
    }),
    head: { agencyName: unit.name, oneStopName: unit.oneStopName, place: unit.place, number, date: issued.at },
    code: dossier.code,
    qr: kept?.form === 'receipt' && kept.digest !== undefined ? receiptPayload(desk, dossier, kept) : dossier.code,
    components: dossier.components
      .filter(({ isReceived, source }) => isReceived || source === 'reused' || source === 'data')
      .map(({ name, originals, certifiedCopies, copies, source = 'paper' }) => ({ name, originals, certifiedCopies, copies, source })),
    requested,
    handovers: printedHandovers(handoversOf(until), { applicant: dossier.applicant.fullName, oneStop: unit.oneStopName, upper: unit.parentName, officer }),
    // The change that this very letter announces is its subject, not its history.
    dueChanges: dossier.dueChanges.filter((change, index) => index < dossier.dueChanges.length - 1 || change.to !== extension?.dueAt).map(({ from, to, at, reason }) => ({ from, to, at, reason })),
    register: [],
  };
};

/** A5 and A4 are asked for by the printer at hand; what lies across A4 has no other size. */
const paperOf = (own: Paper, asked: 'A5' | 'A4' | undefined): Paper => (own === 'A4-landscape' ? own : (asked ?? own));

/** The day and the order in it, which is how the dossier is found in the register. */
export const numberOf = (code: string): string => code.split('-').slice(1).join('-');

const unissuedReceipt = (dossier: DossierState): Unissued => ({
  form: 'receipt',
  pack: packIdAt(localDate(dossier.acceptedAt)),
  number: numberOf(dossier.code),
  text: {},
  at: dossier.acceptedAt,
  by: dossier.receivedBy,
});

/** The desk that made the form out, with its unit as it was then. */
const deskAt = (store: Store, deskId: string, at: DomainEvent | undefined): DeskState | undefined =>
  (at && fold('desk', store.eventsOf('desk', deskId).filter((event) => byClock(event, at) <= 0))) ?? store.state('desk', deskId) ?? store.state('desk', store.deskId);

/** The stop notice is also for a dossier that the citizen takes back. */
const stepsOfForms: Partial<Record<FormName, readonly Status[]>> = { supplementRequest: ['supplementRequested'], refusal: ['refused'], stopNotice: ['suspended', 'withdrawn'] };

/** The latest step of the kind that such a form is made out for. */
const stepOf = (form: FormName, events: readonly DomainEvent[]): { step: FormStep | undefined; requested: RequestedPaper[] } => {
  const wanted = stepsOfForms[form] ?? [];
  const taken = events.findLast((event) => event.type === 'dossier.stepTaken' && wanted.includes(event.payload.to as Status));
  if (taken === undefined) return { step: undefined, requested: [] };
  const { from, to, reason, refundVnd, requested = [] } = taken.payload as { from: Status; to: Status; reason: string; refundVnd?: number; requested?: RequestedPaper[] };
  return { step: { from, to, reason, refundVnd, at: hybridTimeMs(taken.occurredAt) }, requested };
};

const extensionOf = (events: readonly DomainEvent[]): FormExtension | undefined => {
  const event = events.findLast(({ type }) => type === 'dossier.extended' || type === 'dossier.rescheduled');
  if (event === undefined) return undefined;
  const { previousDueAt, dueAt, reason, signedBy = '' } = event.payload as { previousDueAt: number; dueAt: number; reason: string; signedBy?: string };
  return { previousDueAt, dueAt, reason, signedBy };
};
