import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type CitizenFields, citizenIdOf } from '../../domain/citizen/citizen.ts';
import { agencyCodeSchema, usualSettings } from '../../domain/desk/desk.ts';
import { fold, reducers } from '../../domain/entities.ts';
import { type DomainEvent, entityNames } from '../../domain/event.ts';
import { officerIdOf } from '../../domain/officer/officer.ts';
import { organisationIdOf } from '../../domain/organisation/organisation.ts';
import { citizen, event, id, morning } from './histories.ts';

describe('a citizen', () => {
  const registered = (at: number, fields: Partial<CitizenFields>, fromCard: string[] = [], desk = 'a') => event(at, 'citizen.registered', { fields: { ...citizen, ...fields }, fromCard }, { desk });
  const corrected = (at: number, changes: object, desk = 'a', fromCard: string[] = []) => event(at, 'citizen.corrected', { changes, fromCard }, { desk });

  it('has one id on every desk', () => expect(citizenIdOf('024190001234')).toBe(citizenIdOf('024190001234')));

  it('registered by two desks is one person; the second registration adds and never empties', () => {
    const first = registered(0, { phone: '0912' }, ['number', 'fullName']);
    const second = registered(1, { email: 'lan@vd.vn' }, [], 'b');
    expect(fold('citizen', [second, first])).toEqual({
      ...citizen, phone: '0912', email: 'lan@vd.vn', id: id('it'), fromCard: ['fullName', 'number'], registeredAt: first.occurredAt, updatedAt: second.occurredAt,
    });
  });

  it('can be corrected to nothing, and a field that was edited is no longer from the card', () => {
    const events = [registered(0, { phone: '0912' }, ['fullName', 'address']), corrected(1, { phone: '', fullName: 'Nguyễn Thị Lân' })];
    expect(fold('citizen', events)).toMatchObject({ phone: '', fullName: 'Nguyễn Thị Lân', fromCard: ['address'] });
  });

  it('is from the card again after the card is read again', () => {
    const events = [registered(0, {}, ['fullName']), corrected(1, { fullName: 'Lân' }), registered(2, {}, ['fullName', 'email'], 'b')];
    // The e-mail was empty: nothing was read.
    expect(fold('citizen', events)).toMatchObject({ fullName: citizen.fullName, fromCard: ['fullName'] });
  });

  it('fields that two desks changed apart stand side by side, the same field by the later clock', () => {
    const field = fc.constantFrom('phone', 'email', 'address', 'note');
    const change = fc.record({ at: fc.integer({ min: 1, max: 50 }), desk: fc.constantFrom('a', 'b'), field, value: fc.string({ maxLength: 9 }) });
    fc.assert(
      fc.property(fc.uniqueArray(change, { selector: ({ at, desk }) => `${at}${desk}` }), (changes) => {
        const known = changes.filter((entry) => entry.field !== 'note');
        const state = fold('citizen', [registered(0, {}), ...changes.map((entry) => corrected(entry.at, { [entry.field]: entry.value }, entry.desk))].toReversed());
        const last = (name: 'phone' | 'email' | 'address') => known.filter((entry) => entry.field === name).toSorted((a, b) => a.at - b.at || (a.desk < b.desk ? -1 : 1)).at(-1)?.value ?? citizen[name];
        expect(state).toMatchObject({ phone: last('phone'), email: last('email'), address: last('address') });
      }),
    );
  });
});

describe('a document', () => {
  const source = { folder: '/scan', fileName: 'a.jpg', sizeBytes: 9, modifiedAt: 1 };
  const scanned = event(0, 'document.scanned', { source, sha256: 'a'.repeat(64), mediaType: 'image/jpeg', sizeBytes: 9, pageCount: 1 });
  const attached = (at: number, dossierId = 'x') => event(at, 'document.attached', { dossierId, componentKey: 'd01', sha256: 'a'.repeat(64) });
  const status = (...events: DomainEvent[]) => fold('document', events)?.status;

  it('goes from the inbox to a dossier and back', () => {
    const detached = event(2, 'document.detached', { reason: 'nhầm' });
    expect([status(scanned), fold('document', [scanned, attached(1)]), fold('document', [scanned, attached(1), detached])]).toMatchObject(['inbox', { status: 'attached', dossierId: 'x', componentKey: 'd01', attachedBy: 'hoa' }, { status: 'inbox' }]);
    expect(fold('document', [scanned, attached(1), detached])).not.toHaveProperty('dossierId');
  });

  it('that was refused is taken on a later try, under the same id', () => {
    const refused = event(0, 'document.refused', { source, reason: 'scan.truncated' });
    const taken = event(1, 'document.scanned', scanned.payload);
    expect([fold('document', [refused]), fold('document', [refused, taken])]).toMatchObject([{ status: 'refused', refusedFor: 'scan.truncated' }, { status: 'inbox', createdAt: refused.occurredAt }]);
    expect(fold('document', [refused, taken])).not.toHaveProperty('refusedFor');
  });

  it('that one desk dismissed and another attached stays attached, in either order', () => {
    const dismissed = (at: number) => event(at, 'document.dismissed', { reason: 'trùng' }, { desk: 'b' });
    expect([status(scanned, attached(1), dismissed(2)), status(scanned, dismissed(1), attached(2)), status(scanned, dismissed(1))]).toEqual(['attached', 'attached', 'dismissed']);
  });
});

describe('a paper that its owner has digitised already', () => {
  const reusedPayload = {
    fromDocumentId: 'cũ', source: { folder: '/scan', fileName: 'a.jpg', sizeBytes: 9, modifiedAt: 1 }, sha256: 'a'.repeat(64), mediaType: 'image/jpeg', sizeBytes: 9, pageCount: 1,
    dossierId: 'y', componentKey: 'd02', typeCode: 'KQ.G15.000031', ownerId: 'c1', purpose: 'Giải quyết hồ sơ H02.15.20-261123-1001',
  };
  const reused = event(0, 'document.reused', reusedPayload);

  it('is a document of its own with the same bytes, attached, and says what for', () => {
    const { fromDocumentId, ...kept } = reusedPayload;
    expect(fold('document', [reused])).toEqual({ ...kept, id: id('it'), status: 'attached', reusedFrom: fromDocumentId, deskId: 'a', scannedBy: 'hoa', attachedBy: 'hoa', createdAt: reused.occurredAt, updatedAt: reused.occurredAt });
  });

  it('is described bit by bit, and the description stays when it moves', () => {
    const described = (at: number, description: object) => event(at, 'document.described', { description });
    const moved = event(3, 'document.attached', { dossierId: 'z', componentKey: 'd01', sha256: 'a'.repeat(64), ownerId: 'c2' });
    expect(fold('document', [reused, described(1, { number: '12/2024', issuedOn: '2024-05-17' }), described(2, { number: '13/2024' }), moved])).toMatchObject({
      description: { number: '13/2024', issuedOn: '2024-05-17' }, dossierId: 'z', ownerId: 'c2', typeCode: 'KQ.G15.000031',
    });
  });
});

describe('an organisation', () => {
  const fields = { taxCode: '2400123456', name: 'HTX Lục Sơn', kind: 'cooperative', address: '', representative: 'Trần Văn Bốn', phone: '', email: '' };
  it('is one on every desk; a second registration adds and never empties, a correction may', () => {
    expect(organisationIdOf('2400123456')).toBe(organisationIdOf('2400123456'));
    const registered = (at: number, changes: object, desk = 'a') => event(at, 'organisation.registered', { fields: { ...fields, ...changes } }, { desk });
    const events = [registered(0, {}), registered(1, { representative: '', phone: '0204' }, 'b'), event(2, 'organisation.corrected', { changes: { phone: '', name: 'HTX Lục Sơn I' } })];
    expect(fold('organisation', events.slice(0, 2))).toMatchObject({ representative: 'Trần Văn Bốn', phone: '0204' });
    expect(fold('organisation', events.toReversed())).toEqual({ ...fields, name: 'HTX Lục Sơn I', id: id('it'), registeredAt: events[0]!.occurredAt, updatedAt: events[2]!.occurredAt });
  });
});

describe('a queue number', () => {
  const issued = event(0, 'ticket.issued', { number: '1007', day: '2026-11-23', about: '' });
  const called = (at: number, counter = '1') => event(at, 'ticket.called', { counter });
  const closed = (at: number, outcome: string) => event(at, 'ticket.closed', { outcome });

  it('waits until its first call, however often it is called', () => {
    expect(fold('ticket', [issued])).toMatchObject({ number: '1007', status: 'waiting', issuedAt: morning, calls: 0 });
    expect(fold('ticket', [issued, called(5), called(6, '2')])).toMatchObject({ status: 'called', calledAt: morning + 5 * 60_000, calls: 2, counter: '2' });
  });

  it('that is closed stays closed', () => {
    expect(fold('ticket', [issued, called(5), closed(9, 'absent'), called(10), closed(11, 'served')])).toMatchObject({ status: 'absent', closedAt: morning + 9 * 60_000, calls: 1 });
  });
});

describe('a form', () => {
  it('is the administrator’s until it is put back', () => {
    const definition = { formNumber: '', name: 'Giấy tiếp nhận', numberSuffix: '', isConfirmed: true, paper: 'A5', blocks: [{ kind: 'codes' }] };
    const published = event(0, 'form.published', { pack: '2025', form: 'receipt', definition, reason: '' });
    const reset = event(1, 'form.reset', { reason: '' });
    expect(fold('form', [published])).toEqual({ id: id('it'), pack: '2025', form: 'receipt', definition, updatedAt: published.occurredAt });
    expect(fold('form', [published, reset])).toEqual({ id: id('it'), pack: '2025', form: 'receipt', updatedAt: reset.occurredAt });
  });
});

describe('an officer', () => {
  const added = event(0, 'officer.added', { username: 'hoa', fullName: 'Nguyễn Thị Hoa', title: '', roles: ['receiving'] });
  it('is one officer on every desk of the commune', () => {
    expect([officerIdOf('H02', 'hoa') === officerIdOf('H02', 'hoa'), officerIdOf('H02', 'hoa') === officerIdOf('H03', 'hoa')]).toEqual([true, false]);
  });

  it('changes and leaves; a value that is not given stays', () => {
    const events = [added, event(1, 'officer.changed', { title: 'Công chức', fullName: undefined }), event(2, 'officer.deactivated', { reason: 'nghỉ hưu' })];
    expect(fold('officer', events)).toEqual({ username: 'hoa', fullName: 'Nguyễn Thị Hoa', title: 'Công chức', roles: ['receiving'], id: id('it'), isActive: false, deactivated: { at: morning + 2 * 60_000, by: 'hoa', reason: 'nghỉ hưu' }, favourites: [], delegations: [], updatedAt: events[2]!.occurredAt });
  });
});

describe('an officer’s favourites', () => {
  it('are in the officer’s own order, and outlast a change of roles', () => {
    const added = { username: 'hoa', fullName: 'Nguyễn Thị Hoa', title: '', roles: ['receiving'] };
    const events = [event(0, 'officer.added', added), event(1, 'officer.favouritesChanged', { procedureIds: ['b', 'a'] }), event(2, 'officer.added', added), event(3, 'officer.changed', { roles: ['clerk'] })];
    expect(fold('officer', events)).toMatchObject({ favourites: ['b', 'a'], roles: ['clerk'] });
  });
});

describe('a desk', () => {
  const unit = { name: 'UBND xã Lục Sơn', agencyCode: 'H02.15.20', oneStopName: 'Bộ phận Một cửa', parentName: 'UBND huyện Lục Nam', parentLevel: 'huyện', place: 'Lục Sơn', phone: '' };
  it('is set up once; the rest changes', () => {
    const setUp = event(0, 'desk.setUp', { unit, number: 1, scannerFolders: [], publicKey: 'k' });
    const events = [
      setUp,
      event(1, 'desk.setUp', { unit, number: 2, scannerFolders: [], publicKey: 'k' }),
      event(2, 'desk.enrolled', { districtUrl: 'https://huyen', districtName: 'UBND huyện Lục Nam' }),
      event(3, 'desk.scannerFoldersChanged', { scannerFolders: ['/scan'] }),
      event(4, 'desk.unitChanged', { ...unit, parentName: 'UBND tỉnh Bắc Ninh', parentLevel: 'tỉnh' }),
      event(5, 'desk.rejectionSettled', { deskSeq: 7, note: 'đã sửa' }),
      event(6, 'desk.settingsChanged', { hasQueueTickets: true }),
    ];
    expect(fold('desk', events)).toEqual({
      id: id('it'),
      unit: { ...unit, parentName: 'UBND tỉnh Bắc Ninh', parentLevel: 'tỉnh' },
      number: 1,
      scannerFolders: ['/scan'],
      publicKey: 'k',
      district: { url: 'https://huyen', name: 'UBND huyện Lục Nam' },
      settings: { ...usualSettings, hasQueueTickets: true },
      settledRejections: [{ deskSeq: 7, note: 'đã sửa', by: 'hoa' }],
      updatedAt: events[6]!.occurredAt,
    });
  });

  it.each([['H02.15.20', true], ['H56.14', true], ['G01', true], ['000.17.22.H56', true], ['h02', false], ['H2', false], ['H02.', false], ['H02-15', false]])('agency code %s: %s', (code, isOne) => {
    expect(agencyCodeSchema.safeParse(code).success).toBe(isOne);
  });
});

describe('any reducer', () => {
  it('never throws, and makes nothing of an event that is not its own', () => {
    const anything = fc.record({ type: fc.constantFrom('dossier.stepTaken', 'citizen.corrected', 'document.detached', 'officer.deactivated', 'desk.enrolled', 'procedure.retired', 'calendar.yearPublished', 'x'), payload: fc.dictionary(fc.string(), fc.jsonValue()) });
    fc.assert(
      fc.property(fc.constantFrom(...entityNames), anything, (entity, { type, payload }) => {
        expect(reducers[entity](undefined, event(0, type, payload))).toBeUndefined();
      }),
    );
  });
});
