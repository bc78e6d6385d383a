import type { CorrectedFields } from '../../../domain/dossier/events.ts';
import { canonicalJson } from '../../../domain/canonical.ts';
import { formatCount, formatDate } from '../../components/format.ts';
import { emptyForm, emptyItem, type OwnerForm, type PersonForm, type ReceptionForm } from '../reception/form.ts';
import { receptionOf } from '../reception/reception-input.ts';
import type { DossierView } from './dossier-view.ts';

type State = DossierView['state'];

/** The dossier as the sheet of reception has it, so that the same fields with the same checks mend it. */
export const formOfDossier = (state: State): ReceptionForm => ({
  ...emptyForm(),
  applicant: asTyped(state.applicant),
  owner: ownerOf(state),
  items: [
    {
      ...emptyItem(),
      procedureId: state.procedure.id,
      procedureName: state.procedure.name,
      version: state.procedure.version,
      sets: String(state.sets),
      fee: state.feeVnd === null ? '' : formatCount(state.feeVnd),
      resultCopies: state.resultCopies ? String(state.resultCopies) : '',
      requestSummary: state.requestSummary,
      note: state.note,
    },
  ],
  channel: state.wasHelped ? 'helped' : state.channel,
  returnMethod: state.returnMethod,
  returnAddress: state.returnAddress ?? '',
});

const asTyped = (person: State['applicant']): PersonForm => ({ ...person, dateOfBirth: formatDate(person.dateOfBirth), cardIssuedOn: formatDate(person.cardIssuedOn) });

const ownerOf = ({ owner, authority }: State): OwnerForm => {
  const empty = emptyForm().owner;
  if (!owner) return empty;
  const common = { ...empty, isOther: true, kind: owner.kind, authority: authority ?? empty.authority };
  return owner.kind === 'person' ? { ...common, person: asTyped(owner.person) } : { ...common, organisation: owner.organisation };
};

/** All fields as they shall be; null where something is taken away. */
const correctedOf = (form: ReceptionForm): CorrectedFields => {
  const { applicant, owner, authority, channel, wasHelped, returnMethod, returnAddress, items } = receptionOf('', form);
  const { sets, feeVnd, resultCopies, requestSummary, note } = items[0]!;
  return {
    applicant,
    owner: owner ?? null,
    authority: authority ?? null,
    channel,
    wasHelped: wasHelped ?? false,
    returnMethod,
    returnAddress: returnAddress ?? '',
    sets,
    feeVnd,
    resultCopies: resultCopies ?? 0,
    requestSummary,
    note,
  };
};

export type Correction = {
  /** For the desk. */
  changes: CorrectedFields;
  /** For the eye: in the shape of an event, only what differs. */
  shown: Record<string, unknown>;
  before: Record<string, unknown>;
};

/** What differs from the dossier as it is. */
export const correctionOf = (state: State, form: ReceptionForm): Correction => {
  const first = correctedOf(formOfDossier(state)) as Record<string, unknown>;
  const now = correctedOf(form) as Record<string, unknown>;
  const changed = Object.keys(now).filter((field) => canonicalJson(now[field]) !== canonicalJson(first[field]));
  const pick = (from: Record<string, unknown>) => Object.fromEntries(changed.map((field) => [field, from[field]]));
  const shown = pick(now);
  if (changed.includes('applicant')) {
    const [person, old] = [now.applicant as Record<string, string>, first.applicant as Record<string, string>];
    shown.applicant = Object.fromEntries(Object.entries(person).filter(([field, value]) => value !== old[field]));
  }
  return { changes: pick(now), shown, before: pick(first) };
};
