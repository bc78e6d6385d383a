import { sql } from 'drizzle-orm';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { addressesWith } from '../../db/queries/addresses.ts';
import { citizenByNumber } from '../../db/queries/citizens.ts';
import { boardCount, boardPage, dossiersToTake, draftedApologies, openCountsByOfficer, runningDossiers } from '../../db/queries/board.ts';
import { inbox, inboxCounts, refusedScans } from '../../db/queries/documents.ts';
import {
  documentsOf,
  dossierCounts,
  type DossierFilter,
  dossierOrdersOfDay,
  countDossiersBetween,
  dossiersBetween,
  dossiersOfPerson,
  listDossiers,
  openCountsOfPerson,
  openDossiers,
  timelineOf,
} from '../../db/queries/dossiers.ts';
import { documentsOfOwner, dossierIdByCode, dossierPlacesOf } from '../../db/queries/ownership.ts';
import { hasEventAt, scansAsOf, scansOf } from '../../db/queries/receipts.ts';
import { dossierIdsSince, dossiersTouchedAfter } from '../../db/queries/reuse-rate.ts';
import { documentsFromFile, documentsWithBytes } from '../../db/queries/scan-sources.ts';
import { hasText, lastArrival, ownPapersBefore, papersByText, searchTexts } from '../../db/queries/paper-texts.ts';
import { attachedBefore, documentsChangedAfter } from '../../db/queries/rendering.ts';
import { search } from '../../db/queries/search.ts';
import { askedOf } from '../../db/queries/search-tiers.ts';
import { openReminderCount } from '../../db/queries/reminders.ts';
import { countUncollected, uncollectedPage } from '../../db/queries/uncollected.ts';
import { isBlobDelivered } from '../../db/queries/sync.ts';
import { lastTicketNumber, ticketsOfDay } from '../../db/queries/tickets.ts';
import type { Store } from '../../db/store.ts';
import { citizenIdOf } from '../../domain/citizen/citizen.ts';
import { urgencies } from '../../domain/dossier/urgency.ts';
import type { NewEvent } from '../../domain/event.ts';
import { dayMs, utcOf } from '../../domain/time.ts';
import { documentAttached, documentScanned, dossierReceived, sha256Of, stepTaken } from '../fixtures/test-desk.ts';
import { makeFolder, mustOpen, removeFolder, storeOptions } from '../fixtures/db-store.ts';

let folder: string;
let store: Store;
beforeEach(() => {
  folder = makeFolder();
  store = mustOpen(storeOptions(folder));
});
afterEach(() => {
  store.close();
  removeFolder(folder);
});

const add = (...events: NewEvent[]): void => store.write('hoa', (tx) => events.forEach((event) => tx.append(event)));
const person = { number: '024190001234', fullName: 'Nguyễn Văn A', dateOfBirth: '1990-05-17', sex: 'Nam', address: 'Thôn Đồng Đỉnh', phone: '0912 345 678', email: '', oldNumber: '121234567', cardIssuedOn: '' };
const registered = (id: string, changes: object = {}): NewEvent => ({ entity: 'citizen', entityId: id, type: 'citizen.registered', payload: { fields: { ...person, ...changes }, fromCard: [] } });
const corrected = (id: string, changes: object): NewEvent => ({ entity: 'citizen', entityId: id, type: 'citizen.corrected', payload: { changes, fromCard: [] } });
type Changes = { fullName?: string; acceptedAt?: number; dueAt?: number; note?: string; procedureName?: string; citizenId?: string };
const dossier = (id: string, code: string, { fullName = 'Nguyễn Văn A', acceptedAt = now, dueAt = now + dayMs, note = '', procedureName = 'Đăng ký khai sinh', citizenId = 'c1' }: Changes = {}): NewEvent => {
  const base = dossierReceived(id, code);
  const fields = base.payload.fields as Record<string, unknown>;
  return { ...base, payload: { ...base.payload, citizenId, acceptedAt, dueAt, procedure: { ...(base.payload.procedure as object), name: procedureName }, fields: { ...fields, requestSummary: '', note, applicant: { ...person, fullName } } } };
};
const now = utcOf('2026-11-25', 9 * 60);

describe('search', () => {
  const ids = (text: string) => {
    const found = search(store, text, 8);
    return { dossiers: found.dossiers.map(({ id }) => id), citizens: found.citizens.map(({ id }) => id) };
  };
  beforeEach(() => {
    add(
      registered('a'),
      registered('b', { fullName: 'Đặng Thị Đào', number: '024190009999', oldNumber: '', phone: '' }),
      dossier('d1', 'H02.15.20-261123-1001', { note: 'Cần gấp' }),
      dossier('d2', 'H02.15.20-261123-1002', { fullName: 'Đặng Thị Đào', procedureName: 'Chứng thực chữ ký' }),
    );
  });

  it('ignores marks, case and the bar of đ, whichever way round', () => {
    for (const text of ['nguyen van a', 'NGUYỄN', 'Nguyễn Văn', 'nguyễn văn a'.normalize('NFD'), 'nguyen v']) expect(ids(text).citizens, text).toEqual(['a']);
    for (const text of ['dang thi dao', 'ĐẶNG', 'đào', 'dao', 'dang đ']) expect(ids(text).citizens, text).toEqual(['b']);
    expect(ids('đồng đỉnh').citizens).toHaveLength(2);
  });

  it('finds by code, number, old number, phone, procedure and note, also half typed', () => {
    expect(ids('H02.15.20-261123-1002').dossiers).toEqual(['d2']);
    expect(ids('1002').dossiers).toEqual(['d2']);
    expect(ids('02419000999').citizens).toEqual(['b']);
    expect(ids('121234567').citizens).toEqual(['a']);
    expect(ids('0912 345').citizens).toEqual(['a']);
    expect(ids('chung thuc').dossiers).toEqual(['d2']);
    expect(ids('can gap').dossiers).toEqual(['d1']);
    expect(ids('khong co ai')).toEqual({ dossiers: [], citizens: [] });
  });

  it('follows what changes, at once and inside the transaction too', () => {
    add(corrected('a', { fullName: 'Trần Văn Bốn' }));
    expect(ids('nguyen').citizens).toEqual([]);
    expect(ids('tran van bon').citizens).toEqual(['a']);
    store.write('hoa', (tx) => {
      tx.append(corrected('a', { fullName: 'Lê Năm' }));
      expect(ids('le nam').citizens).toEqual(['a']);
    });
    expect(ids('tran van bon').citizens).toEqual([]);
  });

  it('ranks what stands together as typed before what is scattered, and a name before a note', () => {
    add(dossier('scattered', 'H02.15.20-261123-1003', { fullName: 'Hoa Thị Lê', note: 'gặp bà Lê Thị Xuân' }), dossier('together', 'H02.15.20-261123-1004', { fullName: 'Lê Thị Hoa' }));
    expect(ids('le thi hoa').dossiers).toEqual(['together', 'scattered']);
  });

  it('puts whole words before words begun, and people’s own names before their middle names', () => {
    add(registered('x', { fullName: 'Hoàng Văn Hùng', number: '' }), registered('y', { fullName: 'Trần Hùng Cường', number: '' }), registered('z', { fullName: 'Lê Thị Hoà', number: '' }), registered('w', { fullName: 'Vũ Thị Hoa', number: '' }));
    expect(ids('hung').citizens).toEqual(['x', 'y']);
    expect(ids('hoa').citizens).toEqual(['w', 'z', 'x']);
    expect(ids('hoà').citizens).toEqual(['z', 'w', 'x']);
  });

  it('finds a dossier by the tail of its code, with and without the dash', () => {
    for (const text of ['1002', '261123-1002', '2611231002', '261123 1002', 'h02.15.20-261123-1002']) expect(ids(text).dossiers, text).toEqual(['d2']);
    expect(ids('261123').dossiers).toEqual(['d2', 'd1']);
  });

  it('finds a number however it is grouped', () => {
    for (const text of ['024 190 001 234', '024190001234', '0912 345 678', '0912345678', '091234']) expect(ids(text).citizens, text).toContain('a');
  });

  it('finds whose affair it is, person or organisation', () => {
    const base = dossier('d3', 'H02.15.20-261123-1003');
    const fields = base.payload.fields as object;
    const organisation = { taxCode: '2400123456-001', name: 'HTX Nông nghiệp Đồng Đỉnh', kind: 'cooperative', address: '', representative: '', phone: '', email: '' };
    add({ ...base, payload: { ...base.payload, ownerId: 'htx', fields: { ...fields, owner: { kind: 'organisation', organisation } } } }, { entity: 'organisation', entityId: 'htx', type: 'organisation.registered', payload: { fields: organisation } });
    for (const text of ['htx dong dinh', '2400123456-001', '2400123456001', 'nong nghiep']) expect(search(store, text, 8).organisations.map(({ id }) => id), text).toEqual(['htx']);
    expect([ids('htx nong nghiep').dossiers, ids('2400123456').dossiers]).toEqual([['d3'], ['d3']]);
  });

  it('never fails on what is typed', () => {
    for (const text of ['"', '*', 'a"b', 'NEAR(', 'a AND', 'OR', 'NOT x', '^a', '{a}:', '-', 'col:', '((', '"*( ', '\u0000', '😀', 'a\u0000b', '%', "'; DROP TABLE events --"]) expect(() => search(store, text, 8), text).not.toThrow();
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => void search(store, text, 8)));
    expect(askedOf('  "*( ')).toBeUndefined();
  });

  it('indexes by itself when much is waiting', () => {
    for (let index = 0; index < 450; index += 1) add(registered(`many${index}`, { fullName: `Người Thứ ${index}`, number: '' }));
    expect(store.read.get(sql`SELECT indexed_to > 300 AS is_indexed FROM search_progress WHERE search = 'citizen_search'`)).toEqual({ is_indexed: 1 });
    expect(ids('nguoi thu 449').citizens).toEqual(['many449']);
  });
});

describe('lists', () => {
  it('give the same dossiers as a plain filter over all states, in order, page by page', () => {
    const statuses = ['accepted', 'processing', 'supplementRequested', 'done', 'withdrawn'] as const;
    for (let index = 0; index < 90; index += 1) {
      const id = `d${String((index * 37) % 90).padStart(2, '0')}`;
      const status = statuses[index % 5]!;
      add(dossier(id, `H02.15.20-261125-1${String(index + 1).padStart(3, '0')}`, { acceptedAt: now - (index % 7) * dayMs, dueAt: now + ((Math.trunc(index / 5) % 5) - 2) * dayMs }));
      if (status === 'done') add(stepTaken(id, 'accepted', 'processing'), stepTaken(id, 'processing', 'done'));
      else if (status !== 'accepted') add(stepTaken(id, 'accepted', status, 'vì'));
    }
    const walk = (filter: DossierFilter) => {
      const rows = [];
      let cursor: string | undefined;
      do {
        const page = listDossiers(store, { filter, cursor, now, limit: 7 });
        rows.push(...page.rows);
        cursor = page.nextCursor ?? undefined;
      } while (cursor !== undefined);
      return rows;
    };
    const all = walk('all');
    expect(all).toHaveLength(90);
    expect(new Set(all.map(({ id }) => id)).size).toBe(90);
    const keyOf = ({ acceptedAt, id }: { acceptedAt: number; id: string }) => `${acceptedAt} ${id}`;
    expect(all.map(keyOf)).toEqual(all.map(keyOf).toSorted().toReversed());
    const today = utcOf('2026-11-25');
    const open = all.filter(({ status }) => !['done', 'withdrawn'].includes(status));
    const running = open.filter(({ status }) => status !== 'supplementRequested');
    const dueOn = (from: number, to: number) => running.filter(({ dueAt }) => dueAt >= from && dueAt < to);
    const expected: Partial<Record<DossierFilter, typeof all>> = {
      open,
      overdue: dueOn(0, today),
      dueToday: dueOn(today, today + dayMs),
      dueTomorrow: dueOn(today + dayMs, today + 2 * dayMs),
      processing: all.filter(({ status }) => status === 'processing'),
      waitingSupplement: all.filter(({ status }) => status === 'supplementRequested'),
      receivedToday: all.filter(({ acceptedAt }) => acceptedAt >= today),
      finished: all.filter(({ status }) => ['done', 'withdrawn'].includes(status)),
    };
    for (const [filter, rows] of Object.entries(expected)) {
      const listed = walk(filter as DossierFilter);
      expect(listed.map(({ id }) => id).toSorted(), filter).toEqual(rows.map(({ id }) => id).toSorted());
      expect(listed.length).toBeGreaterThan(0);
      if (!['receivedToday', 'finished'].includes(filter)) expect(listed.map(({ dueAt }) => dueAt), filter).toEqual(listed.map(({ dueAt }) => dueAt).toSorted((a, b) => a - b));
      const counts: Record<string, number> = dossierCounts(store, now);
      if (filter in counts) expect(counts[filter], filter).toBe(rows.length);
    }
    expect(listDossiers(store, { filter: 'all', cursor: 'không phải con trỏ', now }).rows).toHaveLength(50);
  });

  it('know the highest order of a desk number in a day', () => {
    add(dossier('a', 'H02.15.20-261125-1007'), dossier('b', 'H02.15.20-261125-1012'), dossier('c', 'H02.15.20-261125-2900'), dossier('d', 'H02.15.20-261124-1999'));
    const highest = (deskNumber: number, day = '261125') => dossierOrdersOfDay(store, { agencyCode: 'H02.15.20', day, deskNumber });
    expect([highest(1), highest(2), highest(3), highest(1, '261124')]).toEqual([12, 900, 0, 999]);
  });

  it('find a person by either number, also after a correction', () => {
    const byNumber = citizenIdOf(person.number);
    add(registered(byNumber), registered('foreigner', { number: '', oldNumber: '', fullName: 'John Smith' }));
    expect([citizenByNumber(store, person.number)?.id, citizenByNumber(store, '121234567')?.id, citizenByNumber(store, ''), citizenByNumber(store, '1')]).toEqual([byNumber, byNumber, undefined, undefined]);
    add(corrected(byNumber, { number: '001301234567', oldNumber: '' }), corrected('foreigner', { number: '024190005555' }));
    expect([citizenByNumber(store, person.number), citizenByNumber(store, '001301234567')?.id, citizenByNumber(store, '121234567'), citizenByNumber(store, '024190005555')?.id]).toEqual([undefined, byNumber, undefined, 'foreigner']);
    add(dossier('d1', 'x-1', { citizenId: 'foreigner', acceptedAt: now }), dossier('d2', 'x-2', { citizenId: 'foreigner', acceptedAt: now + 1 }));
    expect(dossiersOfPerson(store, 'foreigner', 5).map(({ id }) => id)).toEqual(['d2', 'd1']);
  });
});

describe('the counter', () => {
  const later = (id: string, type: string, payload: object): NewEvent => ({ entity: 'dossier', entityId: id, type, payload: payload as Record<string, unknown> });
  const cancelled = (id: string): NewEvent => later(id, 'dossier.cancelled', { reason: 'nhận nhầm' });
  const owned = (event: NewEvent, ownerId: string): NewEvent => ({ ...event, payload: { ...event.payload, ownerId } });
  const idsOf = (rows: { id: string }[]) => rows.map(({ id }) => id);

  it('knows what a person or an organisation has here, filed by them or for them', () => {
    add(
      dossier('own', 'x-1', { citizenId: 'lan', acceptedAt: now - 3 * dayMs, dueAt: now - dayMs }),
      owned(dossier('for', 'x-2', { citizenId: 'hoa', acceptedAt: now - 2 * dayMs }), 'lan'),
      owned(dossier('both', 'x-3', { citizenId: 'lan', acceptedAt: now - dayMs }), 'lan'),
      owned(dossier('company', 'x-4', { citizenId: 'lan', acceptedAt: now }), 'htx'),
      dossier('other', 'x-5', { citizenId: 'hoa' }),
      dossier('error', 'x-6', { citizenId: 'lan', acceptedAt: now + 1 }),
      cancelled('error'),
      dossier('returned', 'x-7', { citizenId: 'lan', acceptedAt: now - 9 * dayMs, dueAt: now - 8 * dayMs }),
      stepTaken('returned', 'accepted', 'processing'),
      stepTaken('returned', 'processing', 'done'),
      dossier('waiting', 'x-8', { citizenId: 'lan', acceptedAt: now - 8 * dayMs, dueAt: now - 7 * dayMs }),
      stepTaken('waiting', 'accepted', 'supplementRequested', 'thiếu giấy tờ'),
    );
    expect(idsOf(dossiersOfPerson(store, 'lan', 20))).toEqual(['error', 'company', 'both', 'for', 'own', 'waiting', 'returned']);
    expect(idsOf(dossiersOfPerson(store, 'lan', 2))).toEqual(['error', 'company']);
    expect(idsOf(dossiersOfPerson(store, 'htx', 20))).toEqual(['company']);
    expect(dossiersOfPerson(store, '', 20)).toEqual([]);
    expect(openCountsOfPerson(store, 'lan', now)).toEqual({ total: 6, open: 5, overdue: 1 });
    expect(openCountsOfPerson(store, 'nobody', now)).toEqual({ total: 0, open: 0, overdue: 0 });
  });

  it('gives the places of a person’s dossiers since a moment, one in error as withdrawn', () => {
    const today = utcOf('2026-11-25');
    add(dossier('yesterday', 'x-1', { acceptedAt: today - 1 }), dossier('today', 'x-2', { acceptedAt: today }), dossier('error', 'x-3', { acceptedAt: now }), cancelled('error'), dossier('other', 'x-4', { citizenId: 'c2' }));
    expect(dossierPlacesOf(store, 'c1', { since: today }).map(({ id, status }) => [id, status])).toEqual([['error', 'withdrawn'], ['today', 'accepted']]);
    expect(dossierPlacesOf(store, 'c1')).toHaveLength(3);
    expect([dossierIdByCode(store, 'x-2'), dossierIdByCode(store, 'x-9')]).toEqual(['today', undefined]);
  });

  it('counts what was received in error nowhere, and shows it in the list of everything only', () => {
    add(dossier('kept', 'x-1'), dossier('error', 'x-2'), cancelled('error'));
    const lists = ['all', 'open', 'receivedToday', 'finished', 'overdue'] as const;
    expect(lists.map((filter) => idsOf(listDossiers(store, { filter, now }).rows).length)).toEqual([2, 1, 1, 0, 0]);
    expect(dossierCounts(store, now)).toMatchObject({ receivedToday: 1 });
    expect(idsOf([...openDossiers(store)])).toEqual(['kept']);
    expect(dossierOrdersOfDay(store, { agencyCode: 'x', day: '1', deskNumber: 1 })).toBe(0);
  });

  it('writes the register in the order of reception, page by page, with what is open, finished and cancelled', () => {
    for (let index = 0; index < 70; index += 1) {
      const id = `d${String((index * 37) % 70).padStart(2, '0')}`;
      add(dossier(id, `H02.15.20-261125-1${String(index + 1).padStart(3, '0')}`, { acceptedAt: now + (index % 9) * dayMs }));
      if (index % 3 === 0) add(stepTaken(id, 'accepted', 'withdrawn', 'rút'));
      if (index % 7 === 1) add(cancelled(id));
    }
    const rows = [];
    for (let cursor: string | undefined; ; ) {
      const page = dossiersBetween(store, { from: now + dayMs, to: now + 5 * dayMs, cursor, limit: 6 });
      rows.push(...page.rows);
      if (page.nextCursor === null) break;
      cursor = page.nextCursor;
    }
    const inPeriod = Array.from({ length: 70 }, (_, index) => index).filter((index) => index % 9 >= 1 && index % 9 < 5);
    expect(rows).toHaveLength(inPeriod.length);
    expect(new Set(idsOf(rows)).size).toBe(inPeriod.length);
    expect(countDossiersBetween(store, { from: now + dayMs, to: now + 5 * dayMs })).toBe(inPeriod.length);
    const places = rows.map(({ acceptedAt, id }) => `${acceptedAt} ${id}`);
    expect(places).toEqual(places.toSorted());
    expect([...openDossiers(store)].map(({ dueAt }) => dueAt)).toHaveLength(listDossiers(store, { filter: 'open', now, limit: 1000 }).rows.length);
  });

  it('finds the papers in a person’s dossiers, also after the dossier turned out to be another’s', () => {
    const sha256 = sha256Of(Buffer.from('giấy'));
    add(dossier('d1', 'x-1', { citizenId: 'lan' }), owned(dossier('d2', 'x-2', { citizenId: 'hoa' }), 'lan'), owned(dossier('d3', 'x-3', { citizenId: 'lan' }), 'htx'));
    add(...['a', 'b', 'c', 'd'].map((id) => documentScanned(id, sha256, 10)));
    add(documentAttached('a', 'd1', sha256), documentAttached('b', 'd2', sha256), documentAttached('c', 'd3', sha256), documentAttached('d', 'd1', sha256));
    add({ entity: 'document', entityId: 'd', type: 'document.detached', payload: { reason: 'nhầm' } });
    expect([idsOf(documentsOfOwner(store, 'lan', 9)), idsOf(documentsOfOwner(store, 'htx', 9)), documentsOfOwner(store, 'hoa', 9), idsOf(documentsOfOwner(store, 'lan', 1))]).toEqual([['b', 'a'], ['c'], [], ['b']]);
    add(later('d1', 'dossier.corrected', { changes: {}, reason: 'nhầm người', citizenId: 'khác' }));
    expect([idsOf(documentsOfOwner(store, 'lan', 9)), idsOf(documentsOfOwner(store, 'khác', 9))]).toEqual([['b'], ['a']]);
  });

  it('gives the day’s queue numbers in order, and the last one of this desk', () => {
    const issued = (id: string, number: string, day = '2026-11-25'): NewEvent => ({ entity: 'ticket', entityId: id, type: 'ticket.issued', payload: { number, day, about: '' } });
    add(issued('b', '1012'), issued('a', '1007'), issued('c', '1999', '2026-11-24'));
    const last = (day: string) => lastTicketNumber(store, { day, deskId: store.deskId });
    expect([idsOf(ticketsOfDay(store, '2026-11-25')), last('2026-11-25'), last('2026-11-24'), last('2026-11-23')]).toEqual([['a', 'b'], '1012', '1999', undefined]);
  });

});

describe('documents', () => {
  const sha256 = sha256Of(Buffer.from('bản quét'));
  const detached = (id: string): NewEvent => ({ entity: 'document', entityId: id, type: 'document.detached', payload: { reason: 'nhầm' } });

  it('show in the inbox of their own desk only, page by page', () => {
    for (let index = 0; index < 5; index += 1) add(documentScanned(`x${index}`, sha256, 10));
    add(documentAttached('x1', 'd1', sha256), { entity: 'document', entityId: 'x9', type: 'document.refused', payload: { source: { folder: 'q', fileName: 'rỗng.pdf', sizeBytes: 0, modifiedAt: 1 }, reason: 'scan.empty' } });
    const first = inbox(store, { limit: 3 });
    expect([first.rows.map(({ id }) => id), inbox(store, { limit: 3, cursor: first.nextCursor! })].flat()).toMatchObject(['x0', 'x2', 'x3', { rows: [{ id: 'x4' }], nextCursor: null }]);
    expect([inboxCounts(store), refusedScans(store).map(({ id }) => id)]).toEqual([{ inboxCount: 4, refusedCount: 1 }, ['x9']]);
    const elsewhere = mustOpen(storeOptions(`${folder}/khác`));
    elsewhere.merge(store.ownEvents(0, 100), 'c');
    expect(inboxCounts(elsewhere)).toEqual({ inboxCount: 0, refusedCount: 0 });
    expect(elsewhere.state('document', 'x0')?.status).toBe('inbox');
    elsewhere.close();
  });

  it('are known again by their bytes and by the file they came from', () => {
    add(documentScanned('x0', sha256, 10), documentScanned('x1', sha256, 10));
    expect(documentsWithBytes(store.read, sha256).map(({ id }) => id)).toEqual(['x0', 'x1']);
    expect(documentsFromFile(store.read, store.deskId, '/quét', 'tờ khai.pdf').map(({ id }) => id)).toEqual(['x0', 'x1']);
    expect(documentsFromFile(store.read, store.deskId, '/khác', 'tờ khai.pdf')).toEqual([]);
    add(documentAttached('x0', 'd1', sha256));
    expect(isBlobDelivered(store, sha256)).toBe(false);
    store.write('sync', (tx) => void tx.db.run(sql`UPDATE deliveries SET delivered_at = 1`));
    expect(isBlobDelivered(store, sha256)).toBe(true);
  });

  it('are in the timeline of a dossier while they belong to it', () => {
    add(
      dossier('d1', 'x-1'),
      dossier('d2', 'x-2'),
      documentScanned('x', sha256, 10),
      documentAttached('x', 'd1', sha256),
      detached('x'),
      documentAttached('x', 'd2', sha256),
      stepTaken('d1', 'accepted', 'processing'),
      documentScanned('y', sha256, 10),
      documentAttached('y', 'd2', sha256),
      documentAttached('y', 'd1', sha256),
    );
    const types = (id: string) => timelineOf(store, id).map(({ type, entityId }) => `${type.split('.')[1]} ${entityId}`);
    expect(types('d1')).toEqual(['received d1', 'scanned x', 'attached x', 'detached x', 'stepTaken d1', 'scanned y', 'attached y']);
    expect(types('d2')).toEqual(['received d2', 'scanned x', 'attached x', 'scanned y', 'attached y', 'attached y']);
    expect(documentsOf(store, 'd2').map(({ id }) => id)).toEqual(['x']);
    const source = { folder: '/quét', fileName: 'tờ khai.pdf', sizeBytes: 10, modifiedAt: 1 };
    const reused = { fromDocumentId: 'y', source, sha256, mediaType: 'application/pdf', sizeBytes: 10, pageCount: 1, dossierId: 'd2', componentKey: 'k1', ownerId: 'c1', purpose: 'dùng lại' };
    add({ entity: 'document', entityId: 'z', type: 'document.reused', payload: reused, blobs: [sha256] }, { entity: 'document', entityId: 'z', type: 'document.described', payload: { description: { number: '12' } } });
    expect(types('d2').slice(-2)).toEqual(['reused z', 'described z']);
    expect(documentsOf(store, 'd2').map(({ id }) => id)).toEqual(['x', 'z']);
  });
});

describe('EXPLAIN QUERY PLAN', () => {
  it('of every hot query uses an index and scans no table that grows', () => {
    add(registered('c'), dossier('d1', 'x-1'), documentScanned('x', sha256Of(Buffer.from('x')), 1), documentAttached('x', 'd1', sha256Of(Buffer.from('x'))));
    const statements: string[] = [];
    type Client = { prepare(text: string): unknown };
    const reader = store.read as unknown as { session: { client: Client }; $client: Client };
    const { client } = reader.session;
    reader.session.client = reader.$client = new Proxy(client, {
      get: (target, name) =>
        name === 'prepare' ? (text: string) => (statements.push(text), target.prepare(text)) : Reflect.get(target, name),
    });
    const filters = ['all', 'open', 'overdue', 'dueToday', 'dueTomorrow', 'processing', 'waitingSupplement', 'receivedToday', 'finished', 'conflict'] as const;
    for (const filter of filters) {
      listDossiers(store, { filter, now });
      listDossiers(store, { filter, now, cursor: Buffer.from('[5,"x"]').toString('base64url') });
    }
    dossierCounts(store, now);
    dossiersBetween(store, { from: 1, to: now });
    dossiersBetween(store, { from: 1, to: now, cursor: Buffer.from('[5,"x"]').toString('base64url') });
    [...openDossiers(store)].forEach(() => {});
    countDossiersBetween(store, { from: 1, to: now });
    dossiersOfPerson(store, 'c', 5);
    openCountsOfPerson(store, 'c', now);
    for (const urgency of urgencies) {
      for (const filter of [{}, { officerIds: ['a', 'b'], field: 'Hộ tịch' }]) {
        boardPage(store, urgency, now, filter, Buffer.from('[5,"x"]').toString('base64url'));
        boardCount(store, urgency, now, filter);
        runningDossiers(store, filter);
        draftedApologies(store, filter);
      }
    }
    dossiersToTake(store, { officerIds: ['a'], roles: ['handling'] });
    openCountsByOfficer(store);
    uncollectedPage(store, { isTold: false, cursor: Buffer.from('[5,"x"]').toString('base64url') });
    countUncollected(store, true);
    openReminderCount(store);
    dossierPlacesOf(store, 'c');
    documentsOfOwner(store, 'c', 5);
    dossierIdByCode(store, 'x-1');
    addressesWith(store, 'thôn đồng', 5);
    hasEventAt(store, 'a', 1);
    scansOf(store, 'd1');
    scansAsOf(store, 'd1', () => true);
    dossierIdsSince(store, now);
    dossiersTouchedAfter(store, 0);
    ticketsOfDay(store, '2026-11-25');
    lastTicketNumber(store, { day: '2026-11-25', deskId: store.deskId });
    dossierOrdersOfDay(store, { agencyCode: 'H02', day: '261125', deskNumber: 1 });
    documentsOf(store, 'd1');
    timelineOf(store, 'd1');
    inbox(store);
    inbox(store, { cursor: Buffer.from('["5","x"]').toString('base64url') });
    inboxCounts(store);
    refusedScans(store);
    citizenByNumber(store, 'khác');
    documentsFromFile(store.read, store.deskId, 'a', 'b');
    documentsWithBytes(store.read, 'a');
    isBlobDelivered(store, 'a');
    search(store, 'nguyen van a', 8);
    searchTexts(store, 'nguyen van', 8);
    hasText(store, 'a');
    papersByText(store, 'a', 10);
    ownPapersBefore(store, 'inbox', undefined, 10);
    lastArrival(store);
    attachedBefore(store, undefined, 10);
    documentsChangedAfter(store, 0, 10);
    reader.session.client = reader.$client = client;
    // What the store itself asks, on every reception and every merge.
    statements.push(
      'SELECT * FROM events WHERE entity_id = ?',
      'SELECT max(occurred_at) FROM events WHERE entity_id = ?',
      'SELECT min(entity_id) FROM events WHERE entity_id > ?',
      'SELECT min(desk_id) FROM events WHERE desk_id > ?',
      'SELECT hash FROM events WHERE desk_id = ? AND desk_seq = ?',
      'SELECT * FROM events WHERE desk_id = ? AND desk_seq > ? ORDER BY desk_seq LIMIT ?',
      'SELECT desk_seq FROM events WHERE desk_id = ? ORDER BY desk_seq DESC LIMIT 1',
      'SELECT state FROM dossiers WHERE id = ?',
      'SELECT sha256 FROM deliveries WHERE delivered_at IS NULL AND desk_seq <= ? ORDER BY desk_seq',
    );
    expect(statements.length).toBeGreaterThan(100);
    for (const statement of new Set(statements)) {
      const plan = store.read.all<{ detail: string }>(sql.raw(`EXPLAIN QUERY PLAN ${statement.replaceAll('?', 'NULL')}`)).map(({ detail }) => detail);
      // A full-text table and the rows that it found are read by their own means, and a partial index holds only what is wanted; everything else through an index.
      const scans = plan.filter((step) => step.startsWith('SCAN ') && !/VIRTUAL TABLE INDEX|\(subquery|^SCAN found|dossiers_in_conflict/.test(step));
      expect(scans, `${statement}\n${plan.join('\n')}`).toEqual([]);
      const sorts = plan.filter((step) => /TEMP B-TREE FOR ORDER BY/.test(step));
      // Three are bounded by what they sort: the open dossiers by day of reception, one dossier's or one person's documents.
      if (sorts.length > 0) expect(statement).toMatch(/"is_open" = 1 .* order by "dossiers"."accepted_at"|from "documents" where .*"(dossier_id|sha256|source_file_name)"/s);
    }
  });
});
