import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ProcedureState } from '../../domain/procedure/procedure.ts';
import { activeItem, emptyForm, formOfDraft, isUntouched, type ReceptionForm } from '../../renderer/features/reception/form.ts';
import { counted, foundAsData, reusing, ticked, typed, withAnotherItem, withCard, withItem, withKnown, withNewVersion, withoutItem, withOwner, withProcedure } from '../../renderer/features/reception/form-edit.ts';
import { countFaults, faultsOf, faultsSoFar } from '../../renderer/features/reception/form-faults.ts';
import { receptionOf } from '../../renderer/features/reception/reception-input.ts';

const today = '2026-11-23';

const document = (key: string, changes: Partial<ProcedureState['documents'][number]> = {}): ProcedureState['documents'][number] => ({
  key,
  name: `Giấy ${key}`,
  kind: 'original',
  quantity: 1,
  required: true,
  note: '',
  ...changes,
});

const procedure = (id: string, changes: Partial<ProcedureState> = {}): ProcedureState => ({
  id,
  code: '1.001193',
  name: `Thủ tục ${id}`,
  field: 'Hộ tịch',
  documents: [document('a'), document('b', { required: false }), document('c', { kind: 'copy', quantity: 2 })],
  timeLimit: { value: 0, unit: 'same-day' },
  feeVnd: 8000,
  project06: false,
  linkedGroup: null,
  legalBasis: '',
  confidence: 'sourced',
  source: '',
  isRetired: false,
  version: `${id} 1`,
  updatedAt: '',
  ...changes,
});

const filled = (): ReceptionForm => typed(withProcedure(emptyForm(), procedure('p')), 'applicant', 'fullName', 'Đặng Thị Ngọc Ánh');
const complete = (): ReceptionForm => withItem(filled(), (item) => ({ ...item, components: item.components.map((paper) => ticked(paper, true)) }));

describe('a draft', () => {
  test('comes back as it was typed', () => {
    const form = withOwner(withAnotherItem(complete()), { isOther: true });
    expect(formOfDraft(JSON.parse(JSON.stringify(form)))).toEqual(form);
  });

  test('of the version before, with its one procedure, keeps everything', () => {
    const { applicant } = filled();
    const papers = [{ key: 'a', name: 'Giấy chứng sinh', kind: 'original', required: true, isReceived: true, originals: 2, certifiedCopies: 0, copies: 0 }];
    const old = { procedureId: 'p', procedureName: 'Khai sinh', applicant, fromCard: ['number'], components: papers, channel: 'online', returnMethod: 'postal', sets: '2', fee: '8.000', note: 'Gấp', requestSummary: 'Khai sinh cho con' };
    const form = formOfDraft(old);
    expect(form).toMatchObject({ applicant, fromCard: ['number'], channel: 'online', returnMethod: 'postal' });
    expect(activeItem(form)).toMatchObject({ procedureId: 'p', procedureName: 'Khai sinh', components: papers, sets: '2', fee: '8.000', note: 'Gấp', requestSummary: 'Khai sinh cho con' });
  });

  test('whatever it holds, is a form: only what does not fit is lost', () => {
    fc.assert(
      fc.property(fc.anything(), (saved) => {
        expect(formOfDraft(saved).items.length).toBeGreaterThan(0);
      }),
    );
    const broken = { ...filled(), returnMethod: 'pigeon', at: 7, owner: 'nobody' };
    expect(formOfDraft(broken)).toEqual({ ...filled(), returnMethod: 'desk', at: 0 });
    expect(isUntouched(formOfDraft(undefined))).toBe(true);
  });
});

describe('the person', () => {
  test('a number says the sex, unless the officer has chosen one', () => {
    expect(typed(emptyForm(), 'applicant', 'number', '024186001234').applicant.sex).toBe('Nữ');
    const chosen = typed(emptyForm(), 'applicant', 'sex', 'Nam');
    expect(typed(chosen, 'applicant', 'number', '024186001234').applicant.sex).toBe('Nam');
  });

  test('what a card says is marked until the officer’s hand touches it; what the desk knows fills gaps only', () => {
    const read = withCard(emptyForm(), 'owner', { fullName: 'Nguyễn Văn An', dateOfBirth: '1990-09-05' });
    expect(read.owner).toMatchObject({ fromCard: ['fullName', 'dateOfBirth'], person: { dateOfBirth: '05/09/1990' } });
    expect(read.applicant).toEqual(emptyForm().applicant);
    expect(typed(read, 'owner', 'fullName', 'Nguyễn Văn Ân').owner.fromCard).toEqual(['dateOfBirth']);
    const known = { ...emptyForm().applicant, fullName: 'Khác', address: 'Thôn Hồng' };
    expect(withKnown(read, 'owner', known).owner.person).toMatchObject({ fullName: 'Nguyễn Văn An', address: 'Thôn Hồng' });
  });
});

describe('the papers', () => {
  const [a, , c] = activeItem(filled()).components as [ReceptionForm['items'][number]['components'][number], unknown, ReceptionForm['items'][number]['components'][number]];

  test('ticked means as many as are asked for, of the kind that is asked for', () => {
    expect(ticked(a, true)).toMatchObject({ isReceived: true, originals: 1 });
    expect(ticked(c, true)).toMatchObject({ isReceived: true, copies: 2 });
    expect(ticked(counted(a, 'copies', 3), true)).toMatchObject({ originals: 0, copies: 3 });
  });

  test('reused or found as data there is nothing on paper; a count means paper again; taken back means missing', () => {
    const reused = reusing(counted(a, 'originals', 1), { documentId: 'd', title: 'Căn cước', dossierCode: 'H02-261123-1001' });
    expect(reused).toMatchObject({ isReceived: true, source: 'reused', originals: 0 });
    expect(foundAsData(reused)).toMatchObject({ isReceived: true, source: 'data', reused: null });
    expect(counted(reused, 'originals', 1)).toMatchObject({ isReceived: true, source: 'paper', reused: null, originals: 1 });
    expect(counted(reused, 'originals', 0)).toMatchObject({ isReceived: false, source: 'paper' });
    expect(ticked(reused, false)).toMatchObject({ isReceived: false, source: 'paper', reused: null });
  });

  test('another version of the procedure brings its own list, and what was received stays', () => {
    const next = procedure('p', { version: 'p 2', documents: [document('a', { name: 'Giấy a, mẫu mới' }), document('d')] });
    const item = activeItem(withNewVersion(complete(), next));
    expect(item).toMatchObject({ version: 'p 2', isListNew: true });
    expect(item.components.map(({ key, name, isReceived }) => ({ key, name, isReceived }))).toEqual([
      { key: 'a', name: 'Giấy a, mẫu mới', isReceived: true },
      { key: 'd', name: 'Giấy d', isReceived: false },
    ]);
    // Other words in the guide are none of the officer's concern.
    expect(activeItem(withNewVersion(complete(), procedure('p', { version: 'p 2', legalBasis: 'Luật Hộ tịch' }))).isListNew).toBe(false);
  });
});

describe('several procedures', () => {
  test('there is always one place, one empty one at the most, and the officer is at one that is there', () => {
    const step = fc.oneof(
      fc.constant((form: ReceptionForm) => withAnotherItem(form)),
      fc.nat(9).map((index) => (form: ReceptionForm) => withoutItem(form, index % form.items.length)),
      fc.constantFrom('p', 'q').map((id) => (form: ReceptionForm) => withProcedure(form, procedure(id))),
      fc.nat(9).map((index) => (form: ReceptionForm) => ({ ...form, at: index % form.items.length })),
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
        const form = steps.reduce((now, next) => next(now), emptyForm());
        expect(form.items.length).toBeGreaterThan(0);
        expect(form.items.filter(({ procedureId }) => procedureId === null).length).toBeLessThanOrEqual(1);
        expect(form.items[form.at]).toBeDefined();
      }),
    );
  });

  test('an empty place beside others is no dossier and no fault', () => {
    const form = withAnotherItem(complete());
    expect(countFaults(faultsOf(form, today))).toBe(0);
    expect(receptionOf('draft', form).items).toHaveLength(1);
  });

  test('the fee is paid by each that has one and is accepted', () => {
    const two = withProcedure(withAnotherItem(complete()), procedure('q', { feeVnd: 0, documents: [] }));
    const paid = { ...two, payment: { method: 'cash' as const, reference: '' } };
    expect(receptionOf('draft', paid).items.map((item) => 'payment' in item)).toEqual([true, false]);
    const refused = withItem({ ...paid, at: 0 }, (item) => ({ ...item, decision: { outcome: 'refuse', reason: 'Không thuộc thẩm quyền', requested: [] } }));
    expect(receptionOf('draft', refused).items.map((item) => 'payment' in item)).toEqual([false, false]);
  });
});

describe('what is wrong', () => {
  test('who is sent home need not have brought the papers', () => {
    expect(faultsOf(filled(), today).items).toEqual([{ papers: 'paperMissing' }]);
    const sentHome = withItem(filled(), (item) => ({ ...item, decision: { outcome: 'supplement', reason: '', requested: [{ name: 'Giấy a', note: '' }] } }));
    expect(countFaults(faultsOf(sentHome, today))).toBe(0);
  });

  test('missing is said when the officer goes on; wrong is said once the field is left; impossible at once', () => {
    expect(countFaults(faultsSoFar(emptyForm(), today, undefined))).toBe(0);
    const half = typed(emptyForm(), 'applicant', 'dateOfBirth', '31/0');
    expect(faultsSoFar(half, today, 'dateOfBirth').shared).toEqual({});
    expect(faultsSoFar(half, today, undefined).shared).toEqual({ dateOfBirth: 'dateMalformed' });
    expect(faultsSoFar(typed(half, 'applicant', 'dateOfBirth', '31/02/1990'), today, 'dateOfBirth').shared).toEqual({ dateOfBirth: 'dateImpossible' });
    expect(faultsSoFar(typed(half, 'applicant', 'dateOfBirth', '24/11/2026'), today, 'dateOfBirth').shared).toEqual({ dateOfBirth: 'dateInFuture' });
    expect(faultsSoFar(typed(half, 'applicant', 'fullName', 'A'.repeat(301)), today, 'fullName').shared.fullName).toBe('nameTooLong');
  });

  test('who files for another says for whom, and by what right', () => {
    const person = withOwner(complete(), { isOther: true });
    expect(faultsOf(person, today).shared).toEqual({ 'owner.fullName': 'ownerNameMissing', authority: 'authorityMissing' });
    const organisation = withOwner(person, { kind: 'organisation', organisation: { ...person.owner.organisation, taxCode: '123' } });
    expect(faultsOf(organisation, today).shared).toEqual({ 'organisation.taxCode': 'taxCodeMalformed', 'organisation.name': 'organisationNameMissing', authority: 'authorityMissing' });
    // What was typed for another goes nowhere once the officer has switched back.
    expect(receptionOf('draft', withOwner(organisation, { isOther: false }))).not.toHaveProperty('owner');
  });

  test('money through the portal has its reference, a result by post an address', () => {
    const portal = { ...complete(), payment: { method: 'portal' as const, reference: ' ' } };
    expect(faultsOf(portal, today).shared).toEqual({ reference: 'referenceMissing' });
    const postal = { ...complete(), returnMethod: 'postal' as const };
    expect(faultsOf(postal, today).shared).toEqual({ returnAddress: 'returnAddressMissing' });
    expect(faultsOf(typed(postal, 'applicant', 'address', 'Thôn Hồng'), today).shared).toEqual({});
  });
});
