import type { CitizenField, CitizenFields } from '../../../domain/citizen/citizen.ts';
import { parseCitizenNumber } from '../../../domain/identity/citizen-number.ts';
import type { OrganisationFields } from '../../../domain/organisation/organisation.ts';
import { isProblem } from '../../../domain/problem.ts';
import type { ProcedureState } from '../../../domain/procedure/procedure.ts';
import { formatCount, formatDate } from '../../components/format.ts';
import { emptyItem, type ItemForm, type OwnerForm, type PaperForm, type PersonForm, type ReceptionForm } from './form.ts';

/** A person as both the applicant's and the owner's part of the form have one. */
export type PersonPart = { person: PersonForm; fromCard: CitizenField[] };
export type WhoseField = 'applicant' | 'owner';

const partOf = (form: ReceptionForm, whose: WhoseField): PersonPart =>
  whose === 'applicant' ? { person: form.applicant, fromCard: form.fromCard } : { person: form.owner.person, fromCard: form.owner.fromCard };

const withPart = (form: ReceptionForm, whose: WhoseField, { person, fromCard }: PersonPart): ReceptionForm =>
  whose === 'applicant' ? { ...form, applicant: person, fromCard } : { ...form, owner: { ...form.owner, person, fromCard } };

const dateFields: readonly CitizenField[] = ['dateOfBirth', 'cardIssuedOn'];
const shown = (field: CitizenField, value: string): string => (dateFields.includes(field) ? formatDate(value) : value);

/** The officer's own keystroke: the field is no longer from the card. A number says the sex, so a sex not chosen yet follows it. */
export const typed = (form: ReceptionForm, whose: WhoseField, field: CitizenField, value: string): ReceptionForm => {
  const { person, fromCard } = partOf(form, whose);
  const number = field === 'number' ? parseCitizenNumber(value) : undefined;
  const sex = number !== undefined && !isProblem(number) && person.sex === '' ? { sex: number.sex } : {};
  return withPart(form, whose, { person: { ...person, [field]: value, ...sex }, fromCard: fromCard.filter((other) => other !== field) });
};

/** Card values replace what stands there; what the card does not say stays. */
export const withCard = (form: ReceptionForm, whose: WhoseField, fields: Partial<CitizenFields>): ReceptionForm => {
  const { person, fromCard } = partOf(form, whose);
  const given = (Object.entries(fields) as [CitizenField, string][]).filter(([, value]) => value !== '');
  return withPart(form, whose, {
    person: { ...person, ...Object.fromEntries(given.map(([field, value]) => [field, shown(field, value)])) },
    fromCard: [...new Set([...fromCard, ...given.map(([field]) => field)])],
  });
};

/** What the desk knows of the person fills the gaps only. */
export const withKnown = (form: ReceptionForm, whose: WhoseField, known: CitizenFields): ReceptionForm => {
  const { person, fromCard } = partOf(form, whose);
  const filled = (Object.entries(person) as [CitizenField, string][]).map(([field, value]) => [field, value === '' ? shown(field, known[field]) : value]);
  return withPart(form, whose, { person: Object.fromEntries(filled) as PersonForm, fromCard });
};

export const withOwner = (form: ReceptionForm, changes: Partial<OwnerForm>): ReceptionForm => ({ ...form, owner: { ...form.owner, ...changes } });

export const withOrganisation = (form: ReceptionForm, changes: Partial<OrganisationFields>): ReceptionForm =>
  withOwner(form, { organisation: { ...form.owner.organisation, ...changes } });

/** What the desk knows of the organisation fills the gaps; the kind is not a gap, so it follows the desk while the name was empty. */
export const withKnownOrganisation = (form: ReceptionForm, known: OrganisationFields): ReceptionForm => {
  const now = form.owner.organisation;
  const filled = Object.entries(now).map(([field, value]) => [field, value === '' ? known[field as keyof OrganisationFields] : value]);
  return withOrganisation(form, { ...Object.fromEntries(filled), kind: now.name === '' ? known.kind : now.kind });
};

export const withItem = (form: ReceptionForm, change: (item: ItemForm) => ItemForm): ReceptionForm => ({
  ...form,
  items: form.items.with(form.at, change(form.items[form.at]!)),
});

const paperOf = ({ key, name, kind, required, quantity, note, mustDigitise, isReplaceableByData }: ProcedureState['documents'][number]): PaperForm => ({
  key,
  name,
  kind,
  required,
  quantity,
  note,
  mustDigitise: mustDigitise ?? false,
  isReplaceableByData: isReplaceableByData ?? false,
  isReceived: false,
  originals: 0,
  certifiedCopies: 0,
  copies: 0,
  source: 'paper',
  reused: null,
});

export const withProcedure = (form: ReceptionForm, procedure: ProcedureState): ReceptionForm =>
  withItem(form, (item) => ({
    ...item,
    procedureId: procedure.id,
    procedureName: procedure.name,
    version: procedure.version,
    isListNew: false,
    components: procedure.documents.map(paperOf),
    fee: procedure.feeVnd === null ? '' : formatCount(procedure.feeVnd),
    requestSummary: item.requestSummary === '' || item.requestSummary === item.procedureName ? procedure.name : item.requestSummary,
  }));

/** Whether the two lists ask for the same; a version that changed only its words is none of the officer's concern. */
const asksTheSame = (item: ItemForm, procedure: ProcedureState): boolean => {
  const asked = (papers: readonly { key: string; name: string; required: boolean }[]): string => JSON.stringify(papers.map(({ key, name, required }) => [key, name, required]));
  return asked(item.components) === asked(procedure.documents);
};

/** The catalogue went on while the sheet, or its draft, lay here: the list as it is now, with what the citizen brought. */
export const withNewVersion = (form: ReceptionForm, procedure: ProcedureState): ReceptionForm => ({
  ...form,
  items: form.items.map((item) => {
    if (item.procedureId !== procedure.id || item.version === procedure.version) return item;
    const before = new Map(item.components.map((paper) => [paper.key, paper]));
    const components = procedure.documents.map((document): PaperForm => {
      const paper = paperOf(document);
      const old = before.get(document.key);
      if (!old) return paper;
      const { isReceived, originals, certifiedCopies, copies, source, reused } = old;
      return { ...paper, isReceived, originals, certifiedCopies, copies, source, reused };
    });
    // A draft of before versions were kept says nothing about whether the list is another.
    const isListNew = item.isListNew || (item.version !== '' && !asksTheSame(item, procedure));
    return { ...item, procedureName: procedure.name, version: procedure.version, isListNew, components };
  }),
});

/** One empty place for a procedure is enough: asking again comes back to it. */
export const withAnotherItem = (form: ReceptionForm): ReceptionForm => {
  const empty = form.items.findIndex(({ procedureId }) => procedureId === null);
  return empty >= 0 ? { ...form, at: empty } : { ...form, items: [...form.items, emptyItem()], at: form.items.length };
};

export const withoutItem = (form: ReceptionForm, index: number): ReceptionForm => {
  const items = form.items.filter((_, other) => other !== index);
  const at = form.at > index || form.at >= items.length ? Math.max(0, form.at - 1) : form.at;
  return items.length === 0 ? { ...form, items: [emptyItem()], at: 0 } : { ...form, items, at };
};

/** Ticked without a number means as many of the kind as are asked for; none is right too, where the paper was shown and handed back. */
export const ticked = (paper: PaperForm, isReceived: boolean): PaperForm => {
  const none = { originals: 0, certifiedCopies: 0, copies: 0, source: 'paper' as const, reused: null };
  if (!isReceived) return { ...paper, isReceived, ...none };
  if (paper.originals + paper.certifiedCopies + paper.copies > 0 || paper.source !== 'paper') return { ...paper, isReceived };
  const kind = paper.kind === 'copy' ? 'copies' : paper.kind === 'certified-copy' ? 'certifiedCopies' : 'originals';
  return { ...paper, isReceived, [kind]: Math.max(1, paper.quantity) };
};

export const counted = (paper: PaperForm, kind: 'originals' | 'certifiedCopies' | 'copies', count: number): PaperForm => ({
  ...paper,
  [kind]: count,
  source: 'paper',
  reused: null,
  isReceived: (paper.isReceived && paper.source === 'paper') || count > 0,
});

/** Nothing is asked of the citizen: the digitised paper serves again. */
export const reusing = (paper: PaperForm, reused: NonNullable<PaperForm['reused']>): PaperForm => ({
  ...ticked(paper, false),
  isReceived: true,
  source: 'reused',
  reused: { documentId: reused.documentId, title: reused.title, dossierCode: reused.dossierCode },
});

/** The data stand in a national database, and the law forbids to ask for the paper. */
export const foundAsData = (paper: PaperForm): PaperForm => ({ ...ticked(paper, false), isReceived: true, source: 'data' });
