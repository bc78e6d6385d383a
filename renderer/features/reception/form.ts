import { z } from 'zod';
import { type CitizenField, type CitizenFields, citizenFieldsSchema } from '../../../domain/citizen/citizen.ts';
import { channelSchema, componentSchema, returnMethodSchema } from '../../../domain/dossier/dossier.ts';
import type { ProcedureState } from '../../../domain/procedure/procedure.ts';
import { isRealDate } from '../../../domain/time.ts';
import { formatCount, formatDate, parseTypedDate } from '../../components/format.ts';

/** A reception as it stands on the screen: dates and money as typed, because half a date is worth keeping too. */
export const receptionFormSchema = z.object({
  procedureId: z.string().nullable(),
  procedureName: z.string(),
  applicant: citizenFieldsSchema.extend({ fullName: z.string().max(300) }),
  fromCard: z.array(citizenFieldsSchema.keyof()),
  components: z.array(componentSchema),
  channel: channelSchema,
  returnMethod: returnMethodSchema,
  sets: z.string().max(2),
  fee: z.string().max(20),
  note: z.string().max(2000),
  requestSummary: z.string().max(2000),
});
export type ReceptionForm = z.infer<typeof receptionFormSchema>;

export const emptyForm = (): ReceptionForm => ({
  procedureId: null,
  procedureName: '',
  applicant: { number: '', fullName: '', dateOfBirth: '', sex: '', address: '', phone: '', email: '', oldNumber: '', cardIssuedOn: '' },
  fromCard: [],
  components: [],
  channel: 'direct',
  returnMethod: 'desk',
  sets: '1',
  fee: '',
  note: '',
  requestSummary: '',
});

/** A draft of an older version keeps what still fits. */
export const formOfDraft = (saved: unknown): ReceptionForm => {
  const whole = receptionFormSchema.safeParse(saved);
  if (whole.success) return whole.data;
  const empty = emptyForm();
  if (typeof saved !== 'object' || saved === null) return empty;
  const parts = Object.entries(receptionFormSchema.shape).flatMap(([name, schema]) => {
    const part = schema.safeParse((saved as Record<string, unknown>)[name]);
    return part.success ? [[name, part.data]] : [];
  });
  return { ...empty, ...Object.fromEntries(parts) };
};

export const isUntouched = (form: ReceptionForm): boolean => JSON.stringify(form) === JSON.stringify(emptyForm());

const dateFields: readonly CitizenField[] = ['dateOfBirth', 'cardIssuedOn'];

/** The officer's own keystroke: the field is no longer from the card. */
export const typed = (form: ReceptionForm, field: CitizenField, value: string): ReceptionForm => ({
  ...form,
  applicant: { ...form.applicant, [field]: value },
  fromCard: form.fromCard.filter((other) => other !== field),
});

/** Card values replace what stands there; what the card does not say stays. */
export const withCard = (form: ReceptionForm, fields: Partial<CitizenFields>): ReceptionForm => {
  const given = (Object.entries(fields) as [CitizenField, string][]).filter(([, value]) => value !== '');
  return {
    ...form,
    applicant: { ...form.applicant, ...Object.fromEntries(given.map(([field, value]) => [field, shown(field, value)])) },
    fromCard: [...new Set([...form.fromCard, ...given.map(([field]) => field)])],
  };
};

/** What the desk knows of the person fills the gaps only. */
export const withKnown = (form: ReceptionForm, known: CitizenFields): ReceptionForm => ({
  ...form,
  applicant: Object.fromEntries(
    (Object.entries(form.applicant) as [CitizenField, string][]).map(([field, value]) => [field, value === '' ? shown(field, known[field]) : value]),
  ) as ReceptionForm['applicant'],
});

const shown = (field: CitizenField, value: string): string => (dateFields.includes(field) ? formatDate(value) : value);

export const withProcedure = (form: ReceptionForm, procedure: ProcedureState): ReceptionForm => ({
  ...form,
  procedureId: procedure.id,
  procedureName: procedure.name,
  components: procedure.documents.map(({ key, name, kind, required }) => ({
    key,
    name,
    kind,
    required,
    isReceived: false,
    originals: 0,
    certifiedCopies: 0,
    copies: 0,
  })),
  fee: procedure.feeVnd === null ? '' : formatCount(procedure.feeVnd),
  requestSummary: form.requestSummary === '' || form.requestSummary === form.procedureName ? procedure.name : form.requestSummary,
});

type Component = ReceptionForm['components'][number];

/** Ticked without a number means one of the kind that is asked for; none is right too, where the paper was shown and handed back. */
export const ticked = (component: Component, isReceived: boolean): Component => {
  const hasNone = component.originals + component.certifiedCopies + component.copies === 0;
  if (!isReceived) return { ...component, isReceived, originals: 0, certifiedCopies: 0, copies: 0 };
  if (!hasNone) return { ...component, isReceived };
  const kind = component.kind === 'copy' ? 'copies' : component.kind === 'certified-copy' ? 'certifiedCopies' : 'originals';
  return { ...component, isReceived, [kind]: 1 };
};

export const counted = (component: Component, kind: 'originals' | 'certifiedCopies' | 'copies', count: number): Component => ({
  ...component,
  [kind]: count,
  isReceived: component.isReceived || count > 0,
});

export type FormFault =
  | 'procedureMissing'
  | 'nameMissing'
  | 'numberMalformed'
  | 'dateMalformed'
  | 'dateImpossible'
  | 'dateInFuture'
  | 'setsMalformed'
  | 'feeMalformed'
  | 'paperMissing';
export type FormFaults = Partial<Record<CitizenField | 'procedure' | 'papers' | 'sets' | 'fee', FormFault>>;

/** Many old people know only the year of their birth. */
const isYear = (text: string): boolean => /^(19|20)\d{2}$/.test(text.trim());

const dateFault = (text: string, today: string): FormFault | undefined => {
  if (text.trim() === '') return undefined;
  if (isYear(text)) return text.trim() > today.slice(0, 4) ? 'dateInFuture' : undefined;
  const date = parseTypedDate(text);
  if (date === undefined) return 'dateMalformed';
  if (!isRealDate(date)) return 'dateImpossible';
  return date > today ? 'dateInFuture' : undefined;
};

/** What stands between this form and a reception. The desk checks again; this is so that the officer sees it at the field. */
export const faultsOf = (form: ReceptionForm, today: string): FormFaults => {
  const { applicant } = form;
  const faults: [keyof FormFaults, FormFault | undefined][] = [
    ['number', applicant.number === '' || /^\d{12}$/.test(applicant.number.replace(/[\s.]/g, '')) ? undefined : 'numberMalformed'],
    ['fullName', applicant.fullName.trim() === '' ? 'nameMissing' : undefined],
    ['dateOfBirth', dateFault(applicant.dateOfBirth, today)],
    ['cardIssuedOn', isYear(applicant.cardIssuedOn) ? 'dateMalformed' : dateFault(applicant.cardIssuedOn, today)],
    ['procedure', form.procedureId === null ? 'procedureMissing' : undefined],
    ['papers', form.components.some(({ required, isReceived }) => required && !isReceived) ? 'paperMissing' : undefined],
    ['sets', /^[1-9]\d?$/.test(form.sets.trim()) ? undefined : 'setsMalformed'],
    ['fee', /^[\d.\s]*$/.test(form.fee) ? undefined : 'feeMalformed'],
  ];
  return Object.fromEntries(faults.filter(([, fault]) => fault !== undefined)) as FormFaults;
};

const typedDate = (text: string): string => (isYear(text) ? text.trim() : (parseTypedDate(text) ?? ''));

/** What goes to the desk, of a form without faults. */
export const receptionOf = (draftId: string, form: ReceptionForm) => ({
  draftId,
  procedureId: form.procedureId ?? '',
  applicant: {
    ...form.applicant,
    number: form.applicant.number.replace(/[\s.]/g, ''),
    fullName: form.applicant.fullName.trim().replace(/\s+/g, ' '),
    dateOfBirth: typedDate(form.applicant.dateOfBirth),
    cardIssuedOn: typedDate(form.applicant.cardIssuedOn),
  },
  fromCard: form.fromCard,
  components: form.components,
  channel: form.channel,
  returnMethod: form.returnMethod,
  sets: Number(form.sets),
  feeVnd: form.fee.replace(/\D/g, '') === '' ? null : Number(form.fee.replace(/\D/g, '')),
  note: form.note.trim(),
  requestSummary: form.requestSummary.trim(),
});
