import type { CitizenFields } from '../../../domain/citizen/citizen.ts';
import type { Authority, Component, Owner } from '../../../domain/dossier/events.ts';
import { utcOf } from '../../../domain/time.ts';
import type { ItemForm, PaperForm, PersonForm, ReceptionForm } from './form.ts';
import { filledItems, isFiledElsewhere } from './form-faults.ts';
import { typedDate } from './typed-date.ts';

const tidy = (text: string): string => text.trim().replace(/\s+/g, ' ');

const citizenOf = (person: PersonForm): CitizenFields => ({
  ...person,
  number: person.number.replace(/[\s.]/g, ''),
  fullName: tidy(person.fullName),
  dateOfBirth: typedDate(person.dateOfBirth),
  cardIssuedOn: typedDate(person.cardIssuedOn),
});

const ownerOf = ({ owner }: ReceptionForm): { owner?: Owner; authority?: Authority } => {
  const { isOther, kind, person, organisation, authority } = owner;
  if (!isOther || authority.kind === '') return {};
  return {
    owner: kind === 'person' ? { kind, person: citizenOf(person) } : { kind, organisation: { ...organisation, taxCode: organisation.taxCode.replace(/[\s.]/g, ''), name: tidy(organisation.name) } },
    authority: { kind: authority.kind, document: authority.document.trim() },
  };
};

const componentOf = ({ key, name, kind, required, isReceived, originals, certifiedCopies, copies, source }: PaperForm): Component => ({
  key,
  name,
  kind,
  required,
  isReceived,
  originals,
  certifiedCopies,
  copies,
  source,
});

const digits = (text: string): string => text.replace(/\D/g, '');
export const moneyOf = (text: string): number | null => (digits(text) === '' ? null : Number(digits(text)));

/** Of the dossiers that are accepted: who is sent home pays nothing yet. */
export const totalFeeOf = (form: ReceptionForm): number =>
  filledItems(form).reduce((sum, { fee, decision }) => sum + (decision.outcome === 'accept' ? (moneyOf(fee) ?? 0) : 0), 0);

const paymentOf = ({ payment }: ReceptionForm, { fee, decision }: ItemForm) =>
  payment.method === 'none' || decision.outcome !== 'accept' || (moneyOf(fee) ?? 0) === 0 ? {} : { payment: { method: payment.method, reference: payment.reference.trim() } };

const itemOf = (form: ReceptionForm, item: ItemForm) => ({
  procedureId: item.procedureId ?? '',
  ...(item.version === '' ? {} : { version: item.version }),
  components: item.components.map(componentOf),
  reuse: item.components.flatMap(({ key, source, reused }) => (source === 'reused' && reused ? [{ componentKey: key, documentId: reused.documentId }] : [])),
  sets: Number(item.sets),
  feeVnd: moneyOf(item.fee),
  ...(digits(item.resultCopies) === '' ? {} : { resultCopies: Number(item.resultCopies) }),
  requestSummary: item.requestSummary.trim(),
  note: item.note.trim(),
  ...paymentOf(form, item),
  decision: {
    outcome: item.decision.outcome,
    ...(item.decision.outcome === 'accept' ? {} : { reason: item.decision.reason.trim() }),
    ...(item.decision.outcome === 'supplement' ? { requested: item.decision.requested } : {}),
  },
});

/** What goes to the desk, of a form without faults. */
export const receptionOf = (draftId: string, form: ReceptionForm) => {
  const submittedOn = typedDate(form.submittedOn);
  return {
    draftId,
    applicant: citizenOf(form.applicant),
    fromCard: form.fromCard,
    ...ownerOf(form),
    channel: form.channel === 'helped' ? ('online' as const) : form.channel,
    ...(form.channel === 'helped' ? { wasHelped: true } : {}),
    ...(isFiledElsewhere(form) && submittedOn !== '' ? { submittedAt: utcOf(submittedOn) } : {}),
    returnMethod: form.returnMethod,
    ...(form.returnMethod === 'postal' && form.returnAddress.trim() !== '' ? { returnAddress: form.returnAddress.trim() } : {}),
    outcome: 'accept' as const,
    items: filledItems(form).map((item) => itemOf(form, item)),
  };
};
