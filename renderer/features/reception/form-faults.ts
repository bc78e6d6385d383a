import type { CitizenField } from '../../../domain/citizen/citizen.ts';
import { type CitizenNumber, type CitizenNumberWarning, citizenNumberWarnings, parseCitizenNumber } from '../../../domain/identity/citizen-number.ts';
import { parseTaxCode } from '../../../domain/identity/tax-code.ts';
import { isProblem } from '../../../domain/problem.ts';
import { isRealDate } from '../../../domain/time.ts';
import { parseTypedDate } from '../../components/format.ts';
import type { ItemForm, PersonForm, ReceptionForm } from './form.ts';
import { isYear, typedDate } from './typed-date.ts';

export type FormFault =
  | 'procedureMissing'
  | 'nameMissing'
  | 'nameTooLong'
  | 'ownerNameMissing'
  | 'organisationNameMissing'
  | 'taxCodeMalformed'
  | 'authorityMissing'
  | 'numberMalformed'
  | 'dateMalformed'
  | 'dateImpossible'
  | 'dateInFuture'
  | 'setsMalformed'
  | 'resultCopiesMalformed'
  | 'feeMalformed'
  | 'referenceMissing'
  | 'returnAddressMissing'
  | 'paperMissing';

type ItemField = 'procedure' | 'papers' | 'sets' | 'fee' | 'resultCopies';
type SharedField =
  | CitizenField
  | `owner.${CitizenField}`
  | 'organisation.taxCode'
  | 'organisation.name'
  | 'authority'
  | 'submittedOn'
  | 'reference'
  | 'returnAddress';

export type ItemFaults = Partial<Record<ItemField, FormFault>>;
export type SharedFaults = Partial<Record<SharedField, FormFault>>;
export type FormFaults = { shared: SharedFaults; items: ItemFaults[] };

const longestName = 300;

/** As the calendar sees it: wrong for good, whatever is typed next. */
const dateFault = (text: string, today: string): FormFault | undefined => {
  if (text.trim() === '') return undefined;
  if (isYear(text)) return text.trim() > today.slice(0, 4) ? 'dateInFuture' : undefined;
  const date = parseTypedDate(text);
  if (date === undefined) return 'dateMalformed';
  if (!isRealDate(date)) return 'dateImpossible';
  return date > today ? 'dateInFuture' : undefined;
};

const dayFault = (text: string, today: string): FormFault | undefined => (isYear(text) ? 'dateMalformed' : dateFault(text, today));

const nameFault = (name: string, missing: FormFault): FormFault | undefined =>
  name.trim() === '' ? missing : name.trim().length > longestName ? 'nameTooLong' : undefined;

const personFaults = (person: PersonForm, today: string, missing: FormFault): [CitizenField, FormFault | undefined][] => [
  ['number', person.number.trim() === '' || !isProblem(parseCitizenNumber(person.number)) ? undefined : 'numberMalformed'],
  ['fullName', nameFault(person.fullName, missing)],
  ['dateOfBirth', dateFault(person.dateOfBirth, today)],
  ['cardIssuedOn', dayFault(person.cardIssuedOn, today)],
];

const onlyFaults = <Field extends string>(faults: readonly (readonly [Field, FormFault | undefined])[]): Partial<Record<Field, FormFault>> =>
  Object.fromEntries(faults.filter(([, fault]) => fault !== undefined)) as Partial<Record<Field, FormFault>>;

const ownerFaults = ({ owner }: ReceptionForm, today: string): [SharedField, FormFault | undefined][] => {
  if (!owner.isOther) return [];
  const who: [SharedField, FormFault | undefined][] =
    owner.kind === 'person'
      ? personFaults(owner.person, today, 'ownerNameMissing').map(([field, fault]) => [`owner.${field}` as const, fault])
      : [
          ['organisation.taxCode', owner.organisation.taxCode.trim() === '' || !isProblem(parseTaxCode(owner.organisation.taxCode)) ? undefined : 'taxCodeMalformed'],
          ['organisation.name', nameFault(owner.organisation.name, 'organisationNameMissing')],
        ];
  return [...who, ['authority', owner.authority.kind === '' ? 'authorityMissing' : undefined]];
};

export const isFiledElsewhere = ({ channel }: ReceptionForm): boolean => channel !== 'direct';

/** Who is sent home, for papers or for good, need not have brought all of them. */
const itemFaults = (item: ItemForm): ItemFaults =>
  onlyFaults<ItemField>([
    ['procedure', item.procedureId === null ? 'procedureMissing' : undefined],
    ['papers', item.decision.outcome === 'accept' && item.components.some(({ required, isReceived }) => required && !isReceived) ? 'paperMissing' : undefined],
    ['sets', /^[1-9]\d?$/.test(item.sets.trim()) ? undefined : 'setsMalformed'],
    ['fee', /^[\d.\s]*$/.test(item.fee) ? undefined : 'feeMalformed'],
    ['resultCopies', /^\d{0,2}$/.test(item.resultCopies.trim()) ? undefined : 'resultCopiesMalformed'],
  ]);

/** An empty place beside procedures that are chosen is no dossier, and no fault. */
export const filledItems = ({ items }: ReceptionForm): ItemForm[] => {
  const filled = items.filter(({ procedureId }) => procedureId !== null);
  return filled.length > 0 ? filled : items.slice(0, 1);
};

/** What stands between this form and a reception. The desk checks again; this is so that the officer sees it at the field. */
export const faultsOf = (form: ReceptionForm, today: string): FormFaults => {
  const counting = new Set(filledItems(form));
  return {
    shared: onlyFaults<SharedField>([
      ...personFaults(form.applicant, today, 'nameMissing'),
      ...ownerFaults(form, today),
      ['submittedOn', isFiledElsewhere(form) && form.submittedOn.trim() !== '' ? dayFault(form.submittedOn, today) : undefined],
      ['returnAddress', form.returnMethod === 'postal' && form.returnAddress.trim() === '' && form.applicant.address.trim() === '' ? 'returnAddressMissing' : undefined],
      ['reference', form.payment.method === 'portal' && form.payment.reference.trim() === '' ? 'referenceMissing' : undefined],
    ]),
    items: form.items.map((item) => (counting.has(item) ? itemFaults(item) : {})),
  };
};

export const countFaults = ({ shared, items }: FormFaults): number => [shared, ...items].reduce((sum, faults) => sum + Object.keys(faults).length, 0);

/** Missing is said when the officer goes on; wrong is said at once, at the field that was left. */
const saidAtOnce: readonly FormFault[] = ['nameTooLong', 'numberMalformed', 'taxCodeMalformed', 'dateMalformed', 'dateImpossible', 'dateInFuture', 'setsMalformed', 'resultCopiesMalformed', 'feeMalformed'];
/** Nothing typed after it could make it right. */
const saidWhileTyping: readonly FormFault[] = ['nameTooLong', 'dateImpossible', 'dateInFuture', 'feeMalformed'];

const keptOf = <Faults extends object>(faults: Faults, isFocused: (field: string) => boolean): Faults =>
  Object.fromEntries(
    Object.entries(faults).filter(([field, fault]) => (isFocused(field) ? saidWhileTyping : saidAtOnce).includes(fault as FormFault)),
  ) as Faults;

/** @param focused the field that is being typed in, by the names of `FormFaults` */
export const faultsSoFar = (form: ReceptionForm, today: string, focused: string | undefined): FormFaults => {
  const { shared, items } = faultsOf(form, today);
  const isFocused = (field: string): boolean => field === focused;
  return { shared: keptOf(shared, isFocused), items: items.map((faults) => keptOf(faults, isFocused)) };
};

export type NumberWarning = CitizenNumberWarning | 'citizenNumber.provinceUnknown';

/** What a number says of its holder, and where that does not fit the rest: to look at, never a reason to refuse. */
export const readNumber = ({ number, sex, dateOfBirth }: PersonForm): { number: CitizenNumber; warnings: NumberWarning[] } | undefined => {
  const parsed = parseCitizenNumber(number);
  if (isProblem(parsed)) return undefined;
  const born = typedDate(dateOfBirth);
  return {
    number: parsed,
    warnings: [...citizenNumberWarnings(parsed, { sex, dateOfBirth: born }), ...(parsed.province === undefined ? ['citizenNumber.provinceUnknown' as const] : [])],
  };
};
