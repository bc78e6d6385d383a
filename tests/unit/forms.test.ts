import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { DomainEvent } from '../../domain/event.ts';
import { formDefinitionSchema, type FormName, type PackId } from '../../domain/forms/definition.ts';
import { handoversOf } from '../../domain/forms/handovers.ts';
import { inForceFrom, isInPack, packIdAt } from '../../domain/forms/pack-dates.ts';
import { shippedForm, shippedPacks } from '../../domain/forms/packs/packs.ts';
import { definitionFault, fill, fillRuns, placeholders } from '../../domain/forms/placeholders.ts';
import { formatHybridTime } from '../../domain/hybrid-clock.ts';
import type { Status } from '../../domain/dossier/status.ts';

describe('the words of a form', () => {
  test('a placeholder becomes what the dossier says', () => {
    expect(fill('Kính gửi: {applicant.fullName}, {applicant.address}.', { 'applicant.fullName': 'Lê Ơn', 'applicant.address': 'thôn Đồng' })).toBe('Kính gửi: Lê Ơn, thôn Đồng.');
  });

  test('a name that is not in the list is refused, and says which', () => {
    expect(fill('{applicant.age}', {})).toMatchObject({ problem: 'form.placeholderUnknown', data: { name: 'applicant.age' } });
  });

  test('a part in brackets is left out where the dossier has nothing for it; other brackets stay', () => {
    const template = 'Gọi {applicant.fullName}[, số {unit.phone}] [mẫu 2]';
    expect(fill(template, { 'applicant.fullName': 'An', 'unit.phone': '0204' })).toBe('Gọi An, số 0204 [mẫu 2]');
    expect(fill(template, { 'applicant.fullName': 'An' })).toBe('Gọi An [mẫu 2]');
  });

  test('stars make words bold', () => {
    expect(fillRuns('**{applicant.fullName}** (nộp)', { 'applicant.fullName': 'An' })).toEqual([
      { text: 'An', isStrong: true },
      { text: ' (nộp)', isStrong: false },
    ]);
  });

  test('what a citizen is called is never read as a form', () => {
    fc.assert(
      fc.property(fc.constantFrom('{unit.name}', '**', '[x {unit.phone}]', '{', '}', 'a**b{dossier.code}c'), (name) => {
        expect(fill('«{applicant.fullName}»', { 'applicant.fullName': name, 'unit.name': 'UBND', 'unit.phone': '1' })).toBe(`«${name}»`);
      }),
    );
  });
});

describe('the sets that come with the program', () => {
  const all = Object.entries(shippedPacks).flatMap(([pack, forms]) => Object.entries(forms).map(([form, definition]) => ({ pack: pack as PackId, form: form as FormName, definition })));

  test('2018 has six forms and 2025 seven', () => {
    expect(Object.keys(shippedPacks['2018'])).toHaveLength(6);
    expect(Object.keys(shippedPacks['2025'])).toHaveLength(7);
    expect(all.every(({ pack, form }) => isInPack(pack, form))).toBe(true);
    expect(isInPack('2018', 'stopNotice')).toBe(false);
  });

  test.each(all)('$pack $form is well formed and names only what is known', ({ definition }) => {
    expect(formDefinitionSchema.safeParse(definition).success).toBe(true);
    expect(definitionFault(definition)).toBeUndefined();
  });

  test('what could not be seen of the 2025 set is marked so, and 01 to 03 are not', () => {
    const marks = Object.fromEntries(Object.entries(shippedPacks['2025']).map(([form, { isConfirmed }]) => [form, isConfirmed]));
    expect(marks).toEqual({ receipt: true, supplementRequest: true, refusal: true, apology: false, stopNotice: false, controlSlip: false, register: false });
  });

  test('each set has its numbers of forms', () => {
    expect(Object.values(shippedPacks['2018']).map(({ formNumber }) => formNumber)).toEqual(['01', '02', '03', '04', '05', '06'].map((number) => `Mẫu số ${number}`));
    expect(Object.values(shippedPacks['2025']).map(({ formNumber }) => formNumber)).toEqual(['01', '02', '03', '04', '05', '06', '07'].map((number) => `Mẫu số ${number}`));
    expect(shippedForm('2025', 'apology')!.numberSuffix).toBe('PXL');
  });

  test('each is in force from its day on', () => {
    expect(['2023-09-01', '2025-06-30', '2025-07-01', '2026-11-23'].map(packIdAt)).toEqual(['2018', '2018', '2025', '2025']);
    expect([inForceFrom('2018'), inForceFrom('2025')]).toEqual(['2019-01-06', '2025-07-01']);
  });

  test('every placeholder says in Vietnamese what it becomes', () => {
    expect(Object.values(placeholders).filter((description) => description.trim() === '' || description.includes('{'))).toEqual([]);
    expect(new Set(Object.values(placeholders)).size).toBe(Object.keys(placeholders).length);
  });
});

describe('the control slip', () => {
  const applicant = { number: '', fullName: 'Lê Ơn', dateOfBirth: '', sex: '' as const, address: '', phone: '', email: '', oldNumber: '', cardIssuedOn: '' };
  const start = Date.UTC(2026, 10, 23, 1);
  const event = (seq: number, type: string, payload: Record<string, unknown>, actorId: string, at: number): DomainEvent => ({
    id: `00000000-0000-7000-8000-${String(seq).padStart(12, '0')}`, deskId: 'd', deskSeq: seq, entity: 'dossier', entityId: 'x', type, payload, blobs: [], actorId,
    occurredAt: formatHybridTime(Math.round(at), 0, 'd'), prevHash: '', hash: '',
  });
  const received = event(1, 'dossier.received', {
    code: 'H02.15.20-261123-1001', procedure: { id: 'p', code: null, name: 'P', field: 'F', version: 'v' }, citizenId: 'c', components: [],
    fields: { applicant, requestSummary: '', channel: 'direct', returnMethod: 'desk', sets: 1, feeVnd: 0, note: '' },
    submittedAt: start, acceptedAt: start, dueAt: start + 3 * 86_400_000, limitText: '', receivedByName: 'Hoa',
  }, 'hoa', start);
  const step = (seq: number, from: Status, to: Status, actorId: string, days: number): DomainEvent => event(seq, 'dossier.stepTaken', { from, to, reason: '' }, actorId, start + days * 86_400_000);

  test('says who gave it to whom, and whether the work was in time', () => {
    const rows = handoversOf([
      received,
      step(2, 'accepted', 'processing', 'binh', 0.1),
      step(3, 'processing', 'supplementRequested', 'binh', 1),
      step(4, 'supplementRequested', 'processing', 'binh', 2),
      step(5, 'processing', 'done', 'binh', 4),
      step(6, 'done', 'returned', 'hoa', 4.1),
    ]);
    expect(rows.map(({ from, to, outcome }) => [from, to, outcome])).toEqual([
      [{ kind: 'applicant' }, officer('hoa'), 'none'],
      [officer('hoa'), officer('binh'), 'inTime'],
      [officer('binh'), { kind: 'applicant' }, 'none'],
      [{ kind: 'applicant' }, officer('binh'), 'inTime'],
      [officer('binh'), { kind: 'oneStop' }, 'late'],
      [officer('hoa'), { kind: 'applicant' }, 'none'],
    ]);
  });

  test.each([[2, 'early'], [3, 'onTime'], [4, 'late']] as const)('finished after %i days is %s', (days, outcome) => {
    expect(handoversOf([received, step(2, 'accepted', 'processing', 'b', 0), step(3, 'processing', 'done', 'b', days)]).at(-1)!.outcome).toBe(outcome);
  });

  const move = (seq: number, from: number, to: number, officerId: string, actorId: string, days: number, reason = ''): DomainEvent => event(seq, 'dossier.moved', { from, to, officerId, reason }, actorId, start + days * 86_400_000);
  const answer = (seq: number, moved: DomainEvent, isAccepted: boolean, actorId: string, days: number, reason = ''): DomainEvent => event(seq, 'dossier.moveAnswered', { moveId: moved.id, isAccepted, reason }, actorId, start + days * 86_400_000);
  const officer = (id: string) => ({ kind: 'officer', id });

  test('follows a dossier from hand to hand, also where it is not taken, or is at another agency', () => {
    const flow = [
      { kind: 'receive', place: 'commune', agency: '', sharePercent: 10 },
      { kind: 'examine', place: 'commune', agency: '', sharePercent: 40 },
      { kind: 'approve', place: 'upper', agency: 'Sở Tư pháp', sharePercent: 40 },
      { kind: 'return', place: 'commune', agency: '', sharePercent: 10 },
    ];
    const born = { ...received, payload: { ...received.payload, flow } };
    const [refused, again, away, home] = [move(2, 0, 1, 'binh', 'hoa', 0.1), move(4, 0, 1, '', 'hoa', 0.3), move(6, 1, 2, 'lan', 'lan', 1), move(7, 2, 3, 'hoa', 'lan', 3)] as const;
    const handed = event(9, 'dossier.handedOver', { method: 'desk', receiver: 'authorised', name: 'Bốn', number: '', authority: 'giấy', identity: 'seen', signature: 'paper', trackingNumber: '' }, 'hoa', start + 4 * 86_400_000);
    const rows = handoversOf([born, refused, answer(3, refused, false, 'binh', 0.2, 'thiếu'), again, answer(5, again, true, 'lan', 0.4), away, home, answer(8, home, true, 'hoa', 3.1), handed]);
    expect(rows.map(({ from, to, stage, outcome, note, isDeclined }) => [from, to, stage, outcome, note, isDeclined])).toEqual([
      [{ kind: 'applicant' }, officer('hoa'), undefined, 'none', '', false],
      [officer('hoa'), officer('binh'), 'examine', 'inTime', '', false],
      [officer('binh'), officer('hoa'), undefined, 'none', 'thiếu', true],
      [officer('hoa'), { kind: 'role', role: 'handling' }, 'examine', 'inTime', '', false],
      [{ kind: 'role', role: 'handling' }, officer('lan'), undefined, 'none', '', false],
      [officer('lan'), { kind: 'agency', place: 'upper', name: 'Sở Tư pháp' }, 'approve', 'inTime', '', false],
      [{ kind: 'agency', place: 'upper', name: 'Sở Tư pháp' }, officer('hoa'), 'return', 'onTime', '', false],
      [officer('hoa'), { kind: 'person', name: 'Bốn' }, undefined, 'none', '', false],
    ]);
  });

  test('whatever happens later only adds rows', () => {
    const statuses: Status[] = ['accepted', 'processing', 'supplementRequested', 'paymentRequested', 'suspended', 'done', 'returned', 'withdrawn', 'refused'];
    const actorId = fc.constantFrom('a', 'b', 'c');
    const hours = fc.integer({ min: 1, max: 40 });
    const anything = fc.oneof(
      fc.record({ type: fc.constant('dossier.stepTaken'), payload: fc.record({ from: fc.constantFrom(...statuses), to: fc.constantFrom(...statuses), reason: fc.constant('') }), actorId, hours }),
      fc.record({ type: fc.constant('dossier.moved'), payload: fc.record({ from: fc.nat(4), to: fc.nat(4), officerId: fc.constantFrom('', 'a', 'b'), reason: fc.constant('') }), actorId, hours }),
      fc.record({ type: fc.constant('dossier.moveAnswered'), payload: fc.record({ moveId: fc.nat(8).map((seq) => `00000000-0000-7000-8000-${String(seq).padStart(12, '0')}`), isAccepted: fc.boolean(), reason: fc.constant('') }), actorId, hours }),
    );
    fc.assert(
      fc.property(fc.array(anything, { maxLength: 25 }), (happened) => {
        let at = start;
        const events = [received, ...happened.map(({ type, payload, actorId: by, hours: later }, index) => event(index + 2, type, payload, by, (at += later * 3_600_000)))];
        const whole = handoversOf(events);
        for (let length = 1; length <= events.length; length += 1) {
          const rows = handoversOf(events.slice(0, length));
          expect(whole.slice(0, rows.length)).toEqual(rows);
        }
      }),
    );
  });
});
