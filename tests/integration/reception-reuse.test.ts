import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { citizenIdOf } from '../../domain/citizen/citizen.ts';
import { utcOf } from '../../domain/time.ts';
import { detach } from '../../electron/desk/digitisation/inbox.ts';
import { glance } from '../../electron/desk/reception/glance.ts';
import { receive } from '../../electron/desk/reception/receive.ts';
import { reusableDocuments } from '../../electron/desk/reception/reuse.ts';
import { reuseRate } from '../../electron/desk/reception/reuse-rate.ts';
import { makeDesk, must, type TestDesk } from '../fixtures/desk.ts';
import { digitise } from '../fixtures/digitised.ts';
import { allComponents, birth, marriage, receiveSome, someApplicant, someReception } from '../fixtures/reception.ts';

let made: TestDesk;
beforeEach(async () => {
  made = await makeDesk();
});
afterEach(() => made.close());

/** Of the marriage: d02 Giấy xác nhận tình trạng hôn nhân (six months), d04 Xác nhận thông tin về cư trú (CT07). */
const singleStatus = 'd02';
const residence = 'd04';
/** The same CT07 among the papers of a birth. */
const residenceAtBirth = 'd07';

const reusable = (procedureId: string, number = someApplicant.number) => must(reusableDocuments(made.desk, { number, procedureId }));
const idsOf = (found: ReturnType<typeof reusable>) => Object.fromEntries(Object.entries(found).map(([key, papers]) => [key, papers.map(({ documentId }) => documentId)]));
const stateOf = (id: string) => made.store.state('document', id)!;

describe('a paper that its owner has digitised already', () => {
  it('is offered where the same kind of paper is asked for, and serves with the same bytes', async () => {
    const hoa = made.as('hoa');
    const first = receiveSome(hoa, { procedureId: marriage });
    const description = { number: '15/XN', issuedOn: '2026-11-20', issuedBy: 'Công an xã' };
    const documentId = await digitise(hoa, { dossierId: first.dossierId, componentKey: residence, description });
    expect(stateOf(documentId)).toMatchObject({ typeCode: 'KQ.G01.000062', ownerId: citizenIdOf(someApplicant.number) });
    expect(reusable(birth)).toEqual({
      [residenceAtBirth]: [
        {
          documentId,
          typeCode: 'KQ.G01.000062',
          title: expect.stringContaining('cư trú'),
          number: '15/XN',
          issuedOn: '2026-11-20',
          state: 'valid',
          validUntil: '2027-11-20',
          dossierCode: first.code,
          isHere: true,
          thumbnailUrl: `/files/document/${documentId}/page/1?width=320`,
        },
      ],
    });

    const second = receiveSome(hoa, { procedureId: birth, reuse: [{ componentKey: residenceAtBirth, documentId }] });
    const component = made.store.state('dossier', second.dossierId)!.components.find(({ key }) => key === residenceAtBirth)!;
    expect(component).toMatchObject({ isReceived: true, source: 'reused', originals: 0 });
    expect(stateOf(component.reusedDocumentId!)).toMatchObject({
      status: 'attached',
      sha256: stateOf(documentId).sha256,
      dossierId: second.dossierId,
      componentKey: residenceAtBirth,
      reusedFrom: documentId,
      description,
      purpose: `${second.code} · Thủ tục đăng ký khai sinh`,
    });
    // One paper, however often it was used.
    expect(idsOf(reusable(marriage))).toEqual({ [residence]: [documentId] });
    must(detach(hoa, { documentId, reason: 'gắn nhầm' }));
    expect(idsOf(reusable(marriage))).toEqual({ [residence]: [component.reusedDocumentId] });
    expect(glance(made.desk, { number: someApplicant.number })?.documents.map(({ documentId: id }) => id)).toEqual([component.reusedDocumentId]);
  });

  it('is not offered once it has run out, nor where its bytes are not', async () => {
    const hoa = made.as('hoa');
    const { dossierId } = receiveSome(hoa, { procedureId: marriage });
    const old = await digitise(hoa, { dossierId, componentKey: singleStatus, description: { issuedOn: '2026-05-22' } });
    expect(reusable(marriage)).toEqual({});
    expect(glance(made.desk, { number: someApplicant.number })?.documents).toMatchObject([{ documentId: old, state: 'expired', validUntil: '2026-11-22' }]);

    const undated = await digitise(hoa, { dossierId, componentKey: singleStatus });
    expect(reusable(marriage)[singleStatus]).toMatchObject([{ documentId: undated, state: 'unknown', validUntil: '' }]);
    made.clock.set(utcOf('2027-06-01', 8 * 60));
    expect(reusable(marriage)).toEqual({});

    const other = await makeDesk({ deskNumber: 2 });
    other.store.merge(made.store.ownEvents(0, 10_000), '1');
    expect(glance(other.desk, { number: someApplicant.number })?.documents.map(({ isHere }) => isHere)).toEqual([false, false]);
    expect(must(reusableDocuments(other.desk, { number: someApplicant.number, procedureId: marriage }))).toEqual({});
    other.close();
  });

  it('serves its owner alone, for its own kind of paper, and while it is valid', async () => {
    const hoa = made.as('hoa');
    const { dossierId } = receiveSome(hoa, { procedureId: marriage });
    const documentId = await digitise(hoa, { dossierId, componentKey: residence });
    const reuse = [{ componentKey: residence, documentId }];
    const neighbour = { ...someApplicant, number: '024086005678', fullName: 'Đặng Văn Nam', oldNumber: '' };
    const head = made.store.head();
    const refusedFor = (changes: Parameters<typeof someReception>[1]) => receive(hoa, someReception(made.desk, { procedureId: marriage, reuse, ...changes }));
    expect(refusedFor({ applicant: neighbour })).toMatchObject({ problem: 'document.notReusable' });
    expect(refusedFor({ owner: { kind: 'person', person: neighbour }, authority: { kind: 'relative', document: '' } })).toMatchObject({ problem: 'document.notReusable' });
    expect(refusedFor({ reuse: [{ componentKey: singleStatus, documentId }] })).toMatchObject({ problem: 'document.notReusable' });
    expect(refusedFor({ reuse: [{ componentKey: residence, documentId: 'none' }] })).toMatchObject({ problem: 'document.notReusable' });
    expect(refusedFor({ reuse: [{ componentKey: 'zz', documentId }] })).toMatchObject({ problem: 'component.unknown' });
    expect(made.store.head()).toEqual(head);
    // For its owner also when somebody else files for them.
    const { dossierId: served } = receiveSome(hoa, { procedureId: marriage, reuse, applicant: neighbour, owner: { kind: 'person', person: someApplicant }, authority: { kind: 'relative', document: '' } });
    expect(made.store.state('dossier', served)?.components.find(({ key }) => key === residence)?.source).toBe('reused');
    // Whoever is turned away has none of their papers used.
    const turnedAway = receiveSome(hoa, { procedureId: marriage, reuse, outcome: 'refuse', reason: 'sai thẩm quyền' });
    expect(made.store.state('dossier', turnedAway.dossierId)?.components.some(({ source }) => source === 'reused')).toBe(false);
  });

  it('stands for a required paper', async () => {
    const hoa = made.as('hoa');
    const { dossierId } = receiveSome(hoa, { procedureId: birth });
    const documentId = await digitise(hoa, { dossierId, componentKey: 'd02' });
    const components = allComponents(made.desk, birth).filter(({ key }) => key !== 'd02');
    expect(receive(hoa, someReception(made.desk, { components }))).toMatchObject({ problem: 'dossier.requiredDocumentMissing' });
    must(receive(hoa, someReception(made.desk, { components, reuse: [{ componentKey: 'd02', documentId }] })));
  });
});

describe('the share of papers that were not asked for again', () => {
  const only = (procedureId: string, keys: string[]) => allComponents(made.desk, procedureId).map((component) => (keys.includes(component.key) ? component : { ...component, isReceived: false }));

  it('counts live what was reused or found as data, against what could have been', async () => {
    const hoa = made.as('hoa');
    expect(reuseRate(made.desk)).toEqual({ reused: 0, reusable: 0, rate: null, from: '2026-11-01' });
    // Of a birth: the form (of one case only) does not count, the birth paper and the identity paper could have been spared.
    const first = receiveSome(hoa, { components: only(birth, ['d01', 'd02', 'd06']) });
    expect(reuseRate(made.desk)).toEqual({ reused: 0, reusable: 2, rate: 0, from: '2026-11-01' });
    const documentId = await digitise(hoa, { dossierId: first.dossierId, componentKey: 'd02' });
    const components = only(birth, ['d01']).map((component) => (component.key === 'd06' ? { ...component, source: 'data' as const, isReceived: true, originals: 0 } : component));
    receiveSome(hoa, { components, reuse: [{ componentKey: 'd02', documentId }] });
    expect(reuseRate(made.desk)).toEqual({ reused: 2, reusable: 4, rate: 0.5, from: '2026-11-01' });
    // Turned away: not accepted, not counted.
    receiveSome(hoa, { outcome: 'refuse', reason: 'sai thẩm quyền' });
    expect(reuseRate(made.desk)).toMatchObject({ reused: 2, reusable: 4 });
    // Received in error: as if it had never been.
    made.store.write('test', (tx) => tx.append({ entity: 'dossier', entityId: first.dossierId, type: 'dossier.cancelled', payload: { reason: 'nhận nhầm' } }));
    expect(reuseRate(made.desk)).toMatchObject({ reused: 2, reusable: 2, rate: 1 });
    // The same when it is counted anew, after a restart.
    made = made.reopen();
    expect(reuseRate(made.desk)).toMatchObject({ reused: 2, reusable: 2, rate: 1 });
    made.clock.set(utcOf('2026-12-01', 8 * 60));
    expect(reuseRate(made.desk)).toEqual({ reused: 0, reusable: 0, rate: null, from: '2026-12-01' });
  });
});
