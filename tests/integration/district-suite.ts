import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, utimesSync, writeFileSync } from 'node:fs';
import { cp, rename, rm, stat } from 'node:fs/promises';
import { request as httpRequest } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { serve } from '@hono/node-server';
import { sql } from 'drizzle-orm';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createDistrict, type District } from '../../district/district.ts';
import { rowsOf } from '../../district/database.ts';
import { fold } from '../../domain/entities.ts';
import { byClock, type DomainEvent, hashEvent } from '../../domain/event.ts';
import { contentDigest } from '../../domain/http-signature.ts';
import { isProblem } from '../../domain/problem.ts';
import { pullResponseSchema, pushResponseSchema, type PullResponse, type PushResponse } from '../../domain/wire.ts';
import { newEvents } from '../fixtures/histories.ts';
import {
  citizenRegistered,
  createTestDesk,
  documentAttached,
  documentScanned,
  dossierReceived,
  sha256Of,
  stepTaken,
  type TestDesk,
} from '../fixtures/test-desk.ts';

/** The promises of the district server, the same for every database that it can stand on. */
export const districtSuite = (name: string, databaseUrl: () => Promise<string | undefined>): void => {
  describe(`district on ${name}`, () => {
    const clock = { at: Date.parse('2023-08-01T02:00:00Z'), now: () => clock.at };
    const faults: unknown[] = [];
    let dataFolder: string;
    let url: string | undefined;
    let district: District;
    let communes = 10;

    const open = () =>
      createDistrict({
        dataFolder,
        databaseUrl: url,
        name: 'UBND huyện Lục Nam',
        level: 'huyện',
        clock,
        randomBytes,
        adminToken: 'quản-trị',
        limits: { maxBodyBytes: 200_000, maxBlobBytes: 5_000_000 },
        onFault: (error) => faults.push(error),
      });

    beforeAll(async () => {
      dataFolder = mkdtempSync(join(tmpdir(), 'quầy một cửa '));
      url = await databaseUrl();
      district = await open();
    });
    afterAll(async () => {
      await district?.close();
      await rm(dataFolder, { recursive: true, force: true });
      expect(faults).toEqual([]);
    });

    const newCommune = () => `H02.15.${(communes += 1)}`;
    const deskOf = (agencyCode: string, number: number) => createTestDesk({ agencyCode, number, clock, fetch: (request) => district.fetch(request) });
    const codeFor = async (agencyCode: string, deskNumber?: number, isReplacement?: boolean): Promise<string> => {
      const issued = await district.issueEnrolmentCode({ agencyCode, unitName: 'UBND xã Lục Sơn', deskNumber, isReplacement });
      if (isProblem(issued)) throw new Error(issued.problem);
      return issued.code;
    };
    const enrol = async (desk: TestDesk, code: string, changes = {}) => {
      const { deskId, number, agencyCode, publicKey } = desk;
      const response = await district.fetch(
        new Request('http://district.test/v1/enrol', {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ code, deskId, deskNumber: number, agencyCode, publicKey, ...changes }),
        }),
      );
      return { status: response.status, body: (await response.json()) as Record<string, unknown> };
    };
    const enrolled = async (agencyCode: string, number = 1): Promise<TestDesk> => {
      const desk = deskOf(agencyCode, number);
      expect((await enrol(desk, await codeFor(agencyCode, number))).status).toBe(200);
      return desk;
    };
    const push = async (desk: TestDesk, events: readonly unknown[]): Promise<PushResponse> => {
      const { status, body } = await desk.call('POST', '/v1/events', { json: { events } });
      expect({ status, body }).toMatchObject({ status: 200 });
      return pushResponseSchema.parse(body);
    };
    const pull = async (desk: TestDesk, after?: string, limit = 500): Promise<PullResponse> => {
      const { body } = await desk.call('GET', `/v1/events?limit=${limit}${after === undefined ? '' : `&after=${after}`}`);
      return pullResponseSchema.parse(body);
    };
    const pullAll = async (desk: TestDesk, after?: string, limit = 500): Promise<{ events: DomainEvent[]; cursor: string }> => {
      const events: DomainEvent[] = [];
      for (let cursor = after; ; ) {
        const page = await pull(desk, cursor, limit);
        events.push(...page.events);
        cursor = page.cursor;
        if (!page.hasMore) return { events, cursor };
      }
    };
    const verdictsOf = ({ verdicts }: PushResponse) => verdicts.map(({ deskSeq, verdict, reason }) => `${deskSeq} ${verdict}${reason ? ` ${reason}` : ''}`);
    const stateOf = async (agencyCode: string, entity: string, entityId: string): Promise<unknown> =>
      (
        await rowsOf<{ state: unknown }>(
          district.context.db,
          sql`select state from states where agency_code = ${agencyCode} and entity = ${entity} and entity_id = ${entityId}`,
        )
      )[0]?.state;

    describe('about', () => {
      test('says its name, level, protocol and clock to anyone', async () => {
        const response = await district.fetch(new Request('http://district.test/v1/about'));
        expect(await response.json()).toEqual({ protocol: 1, name: 'UBND huyện Lục Nam', level: 'huyện', now: clock.at });
      });

      test('publishes an OpenAPI document with every operation', async () => {
        const response = await district.fetch(new Request('http://district.test/v1/openapi.json'));
        const document = (await response.json()) as { openapi: string; paths: Record<string, object> };
        expect(document.openapi).toBe('3.1.0');
        expect(Object.entries(document.paths).flatMap(([path, methods]) => Object.keys(methods).map((method) => `${method} ${path}`)).sort()).toEqual([
          'get /v1/about',
          'get /v1/blobs/{sha256}',
          'get /v1/dossiers/{id}',
          'get /v1/events',
          'post /v1/admin/enrolment-codes',
          'post /v1/blobs/lacking',
          'post /v1/enrol',
          'post /v1/events',
        ]);
      });
    });

    describe('enrolment', () => {
      test('a good code enrols once, and the same desk may ask again when the answer was lost', async () => {
        const commune = newCommune();
        const desk = deskOf(commune, 1);
        const code = await codeFor(commune, 1);
        const typed = ` ${code.toLowerCase().replaceAll('-', ' ')} `;
        expect(await enrol(desk, typed)).toEqual({ status: 200, body: { name: 'UBND huyện Lục Nam', level: 'huyện' } });
        expect((await enrol(desk, code)).status).toBe(200);
        expect(await enrol(deskOf(commune, 2), code)).toMatchObject({ status: 403, body: { problem: 'district.enrolmentCodeUsed' } });
      });

      test('a wrong code, an expired one, another commune, another number, a taken number are each refused', async () => {
        const commune = newCommune();
        const first = await enrolled(commune, 1);
        const desk = deskOf(commune, 1);
        const problemOf = async (code: string, changes = {}) => (await enrol(desk, code, changes)).body['problem'];
        expect(await problemOf('ABCD-EFGH-JKMN')).toBe('district.wrongEnrolmentCode');
        expect(await problemOf(await codeFor(newCommune()))).toBe('district.otherCommune');
        expect(await problemOf(await codeFor(commune, 2))).toBe('district.otherDeskNumber');
        expect(await problemOf(await codeFor(commune))).toBe('district.deskNumberTaken');
        expect(await problemOf(await codeFor(commune), { publicKey: 'not a key' })).toBe('input.malformed');
        const old = await codeFor(commune, 2);
        clock.at += 8 * 24 * 3_600_000;
        expect(await problemOf(old, { deskNumber: 2 })).toBe('district.enrolmentCodeExpired');

        // A replacement takes the number, and the desk that had it may not speak any more.
        expect((await enrol(desk, await codeFor(commune, 1, true))).status).toBe(200);
        expect((await first.call('GET', '/v1/events')).body).toMatchObject({ problem: 'district.notEnrolled' });
        expect((await desk.call('GET', '/v1/events')).status).toBe(200);
      });

      test('codes are kept as hashes only', async () => {
        const code = await codeFor(newCommune());
        const rows = await rowsOf<Record<string, unknown>>(district.context.db, sql`select * from enrolment_codes`);
        expect(JSON.stringify(rows)).not.toContain(code);
        expect(JSON.stringify(rows)).not.toContain(code.replaceAll('-', ''));
      });

      test('the administrator route needs the token', async () => {
        const ask = (token: string) =>
          district.fetch(
            new Request('http://district.test/v1/admin/enrolment-codes', {
              method: 'POST',
              headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
              body: JSON.stringify({ agencyCode: newCommune(), unitName: 'UBND xã Lục Sơn', deskNumber: 1 }),
            }),
          );
        expect((await ask('wrong')).status).toBe(401);
        expect((await district.fetch(new Request('http://district.test/v1/admin/enrolment-codes', { method: 'POST', body: '{}' }))).status).not.toBe(200);
      });
    });

    describe('signatures', () => {
      const refusalOf = async (response: Response) => {
        const body = (await response.json()) as { problem: string; data: Record<string, unknown> };
        return { status: response.status, problem: body.problem, reason: body.data['reason'] };
      };

      test('unsigned, wrongly signed, altered, replayed and strangers are refused', async () => {
        const desk = await enrolled(newCommune());
        const stranger = deskOf(desk.agencyCode, 9);
        const signed = desk.request('GET', '/v1/events?limit=5');
        const altered = (changes: (headers: Headers) => void, url = signed.url) => {
          const headers = new Headers(signed.headers);
          changes(headers);
          return desk.send(new Request(url, { headers }));
        };
        expect(await refusalOf(await desk.send(new Request(signed.url)))).toEqual({ status: 401, problem: 'district.signatureInvalid', reason: 'missing' });
        expect(await refusalOf(await altered(() => {}, 'http://district.test/v1/events?limit=6'))).toMatchObject({ status: 401, reason: 'wrong' });
        expect(await refusalOf(await altered((headers) => headers.set('upload-offset', '1')))).toMatchObject({ status: 401, reason: 'coversTooLittle' });
        const other = new Headers(stranger.request('GET', '/v1/events?limit=5').headers);
        expect(await refusalOf(await altered((headers) => headers.set('signature', other.get('signature')!)))).toMatchObject({ status: 401, reason: 'wrong' });
        expect(await refusalOf(await stranger.send(stranger.request('GET', '/v1/events')))).toMatchObject({ status: 403, problem: 'district.notEnrolled' });
        expect((await desk.send(signed.clone())).status).toBe(200);
        expect(await refusalOf(await desk.send(signed.clone()))).toEqual({ status: 401, problem: 'district.signatureInvalid', reason: 'replayed' });
      });

      test('a body that is not the one that was signed is refused', async () => {
        const desk = await enrolled(newCommune());
        const signed = desk.request('POST', '/v1/blobs/lacking', { json: { hashes: [] } });
        const body = JSON.stringify({ hashes: ['0'.repeat(64)] });
        expect(await refusalOf(await desk.send(new Request(signed.url, { method: 'POST', headers: signed.headers, body })))).toMatchObject({
          status: 401,
          reason: 'digest',
        });
        const noDigest = new Headers(signed.headers);
        noDigest.delete('content-digest');
        expect((await desk.send(new Request(signed.url, { method: 'POST', headers: noDigest, body }))).status).toBe(401);
      });

      test('a clock more than five minutes off is told the right time', async () => {
        const desk = await enrolled(newCommune());
        const seconds = Math.floor(clock.at / 1000);
        for (const off of [-301, 301]) {
          const { status, body } = await desk.call('GET', '/v1/events', { created: seconds + off });
          expect({ status, body }).toMatchObject({ status: 401, body: { problem: 'district.clockSkew', data: { now: clock.at } } });
        }
        expect((await desk.call('GET', '/v1/events', { created: seconds - 299 })).status).toBe(200);
      });

      test('a nonce is remembered for as long as its request could be taken', async () => {
        const desk = await enrolled(newCommune());
        const signed = desk.request('GET', '/v1/events', { created: Math.floor(clock.at / 1000) + 290 });
        expect((await desk.send(signed.clone())).status).toBe(200);
        clock.at += 9 * 60_000;
        await district.tidy();
        expect(await refusalOf(await desk.send(signed.clone()))).toMatchObject({ reason: 'replayed' });
        clock.at += 9 * 60_000;
        await district.tidy();
        expect(await rowsOf(district.context.db, sql`select 1 from nonces where desk_id = ${desk.deskId}`)).toEqual([]);
      });
    });

    describe('push', () => {
      test('is idempotent by desk and sequence', async () => {
        const desk = await enrolled(newCommune());
        desk.append(dossierReceived('d1', 'code-1'));
        desk.append(stepTaken('d1', 'accepted', 'processing'));
        expect(await push(desk, desk.log)).toEqual({
          verdicts: [
            { deskSeq: 1, verdict: 'applied' },
            { deskSeq: 2, verdict: 'applied' },
          ],
          acknowledged: 2,
        });
        const before = await stateOf(desk.agencyCode, 'dossier', 'd1');
        desk.append(stepTaken('d1', 'processing', 'done'));
        expect(verdictsOf(await push(desk, desk.log))).toEqual(['1 duplicate', '2 duplicate', '3 applied']);
        expect(before).toMatchObject({ status: 'processing' });
        expect(await stateOf(desk.agencyCode, 'dossier', 'd1')).toMatchObject({ status: 'done' });
        const rows = await rowsOf(district.context.db, sql`select desk_seq from events where desk_id = ${desk.deskId}`);
        expect(rows).toHaveLength(3);
      });

      test('the same push twice at once stores everything once', async () => {
        const desk = await enrolled(newCommune());
        for (let n = 0; n < 20; n += 1) desk.append(dossierReceived(`d${n}`, `code-${n}`));
        const answers = await Promise.all([1, 2, 3, 4].map(() => push(desk, desk.log)));
        expect(answers.map((answer) => answer.acknowledged)).toEqual([20, 20, 20, 20]);
        expect(answers.flatMap(({ verdicts }) => verdicts).filter(({ verdict }) => verdict === 'applied')).toHaveLength(20);
      });

      test('an event after a gap is held until the missing one comes', async () => {
        const desk = await enrolled(newCommune());
        for (const n of [1, 2, 3]) desk.append(dossierReceived(`d${n}`, `code-${n}`));
        const [first, second, third] = desk.log;
        expect(await push(desk, [third, first])).toEqual({
          verdicts: [
            { deskSeq: 1, verdict: 'applied' },
            { deskSeq: 3, verdict: 'held' },
          ],
          acknowledged: 1,
        });
        expect(await push(desk, [second, third])).toMatchObject({ acknowledged: 3 });
      });

      test('one bad event does not block the rest, and its refusal is told again', async () => {
        const desk = await enrolled(newCommune());
        const rehash = (event: DomainEvent, changes: Record<string, unknown>) => {
          const changed = { ...event, ...changes } as DomainEvent;
          return Object.assign(event, changed, { hash: hashEvent(changed) });
        };
        desk.append(dossierReceived('good', 'code-1'));
        rehash(desk.append({ entity: 'dossier', entityId: 'x', type: 'dossier.flown', payload: {} }), {});
        desk.append({ entity: 'dossier', entityId: 'x', type: 'dossier.received', payload: { code: 1 } });
        rehash(desk.append(stepTaken('good', 'accepted', 'processing')), { deskId: 'another-desk' });
        const far = desk.append(stepTaken('good', 'accepted', 'processing'));
        rehash(far, { occurredAt: `${clock.at + 48 * 3_600_000}-0000-${desk.deskId}` });
        rehash(desk.append(stepTaken('good', 'accepted', 'processing')), { prevHash: 'f'.repeat(64) });
        Object.assign(desk.append(stepTaken('good', 'accepted', 'processing')), { actorId: 'someone-else' });
        rehash(desk.append(citizenRegistered('c1', 'NUL \u0000')), {});
        rehash(desk.append(stepTaken('good', 'accepted', 'processing')), { surplus: true });
        desk.append(stepTaken('good', 'accepted', 'processing'));
        const expected = [
          '1 applied',
          '2 rejected unknownType',
          '3 rejected payloadMalformed',
          '4 rejected foreignDesk',
          '5 rejected clockAhead',
          '6 rejected chainBroken',
          '7 rejected hashMismatch',
          '8 rejected malformed',
          '9 rejected malformed',
          '10 applied',
        ];
        const answer = await push(desk, desk.log);
        expect(verdictsOf(answer)).toEqual(expected);
        expect(answer.acknowledged).toBe(10);
        expect(await stateOf(desk.agencyCode, 'dossier', 'good')).toMatchObject({ status: 'processing' });
        expect(verdictsOf(await push(desk, desk.log))).toEqual(expected.map((line) => line.replace('applied', 'duplicate')));
        const kept = await rowsOf<{ reason: string }>(
          district.context.db,
          sql`select reason from events where desk_id = ${desk.deskId} and verdict = 'rejected' order by desk_seq`,
        );
        expect(kept).toHaveLength(8);
      });

      test('an event too malformed to have a hash or deeper than the stack is stored too', async () => {
        const desk = await enrolled(newCommune());
        const first = { deskSeq: 1, nothing: 'else' };
        const raw = `{"events":[${JSON.stringify(first)},{"deskSeq":2,"payload":${'['.repeat(20_000)}${']'.repeat(20_000)}}]}`;
        const body = new TextEncoder().encode(raw);
        const { status, body: answer } = await desk.call<PushResponse>('POST', '/v1/events', {
          bytes: body,
          headers: { 'content-type': 'application/json', 'content-digest': contentDigest(body) },
        });
        expect({ status, verdicts: verdictsOf(answer) }).toEqual({ status: 200, verdicts: ['1 rejected malformed', '2 rejected malformed'] });
        desk.log.push(undefined as never, undefined as never);
        desk.append(dossierReceived('d1', 'code-1'));
        expect(verdictsOf(await push(desk, desk.log.slice(2)))).toEqual(['3 applied']);
      });

      test('a log that differs from the stored one is a fork, and both are kept', async () => {
        const desk = await enrolled(newCommune());
        desk.append(dossierReceived('d1', 'code-1'));
        desk.append(stepTaken('d1', 'accepted', 'processing'));
        await push(desk, desk.log);
        desk.log.pop();
        clock.at += 1000;
        desk.append(stepTaken('d1', 'accepted', 'withdrawn', 'Công dân rút hồ sơ'));
        const answer = await push(desk, desk.log);
        expect(answer).toEqual({ verdicts: [{ deskSeq: 1, verdict: 'duplicate' }, { deskSeq: 2, verdict: 'rejected', reason: 'forked' }], acknowledged: 2 });
        await push(desk, desk.log);
        expect(await stateOf(desk.agencyCode, 'dossier', 'd1')).toMatchObject({ status: 'processing' });
        const forks = await rowsOf<{ body: string }>(district.context.db, sql`select body from forks where desk_id = ${desk.deskId}`);
        expect(forks.map(({ body }) => JSON.parse(body))).toEqual([desk.log[1]]);
      });

      test('two desks that took different steps while apart: kept, flagged, and the earlier one stands', async () => {
        const commune = newCommune();
        const [one, two] = [await enrolled(commune, 1), await enrolled(commune, 2)];
        one.append(dossierReceived('shared', 'code-1'));
        one.append(stepTaken('shared', 'accepted', 'processing'));
        await push(one, one.log);
        two.see(one.log);
        clock.at += 1000;
        two.append(stepTaken('shared', 'processing', 'supplementRequested', 'Thiếu giấy tờ'));
        clock.at += 1000;
        one.append(stepTaken('shared', 'processing', 'done'));
        expect(verdictsOf(await push(one, one.log.slice(2)))).toEqual(['3 applied']);
        // The earlier step comes late: the fold starts again, and now it is the other that was forbidden.
        expect(verdictsOf(await push(two, two.log))).toEqual(['1 applied']);
        const all = [...one.log, ...two.log];
        const state = await stateOf(commune, 'dossier', 'shared');
        expect(state).toEqual(JSON.parse(JSON.stringify(fold('dossier', all))));
        expect(state).toMatchObject({ status: 'supplementRequested', conflicts: [{ eventId: one.log[2]!.id }] });
        clock.at += 1000;
        two.append(stepTaken('shared', 'processing', 'paymentRequested'));
        expect(verdictsOf(await push(two, two.log))).toEqual(['1 duplicate', '2 conflict']);
        expect(verdictsOf(await push(two, two.log))).toEqual(['1 duplicate', '2 conflict']);
      });

      test('communes do not see or touch each other', async () => {
        const [a, b] = [await enrolled(newCommune()), await enrolled(newCommune())];
        a.append(citizenRegistered('same-person', 'Nguyễn Văn Ấn'));
        b.append(citizenRegistered('same-person', 'Nguyễn Văn Ân'));
        await push(a, a.log);
        await push(b, b.log);
        expect(await stateOf(a.agencyCode, 'citizen', 'same-person')).toMatchObject({ fullName: 'Nguyễn Văn Ấn' });
        expect(await stateOf(b.agencyCode, 'citizen', 'same-person')).toMatchObject({ fullName: 'Nguyễn Văn Ân' });
        expect((await pullAll(b)).events).toEqual([]);
      });

      test('too large a push is refused with 413, nothing of it stored', async () => {
        const desk = await enrolled(newCommune());
        for (let n = 0; n < 300; n += 1) desk.append(dossierReceived(`d${n}`, `code-${n}`));
        const { status, body } = await desk.call('POST', '/v1/events', { json: { events: desk.log } });
        expect({ status, body }).toMatchObject({ status: 413, body: { problem: 'district.requestTooLarge' } });
        expect((await push(desk, desk.log.slice(0, 100))).acknowledged).toBe(100);
      });

      test('what is no push is refused as malformed', async () => {
        const desk = await enrolled(newCommune());
        for (const json of [{}, { events: [] }, { events: [{ deskSeq: 'one' }] }, { events: [null] }, []]) {
          expect(await desk.call('POST', '/v1/events', { json })).toMatchObject({ status: 400, body: { problem: 'input.malformed' } });
        }
        const bytes = new TextEncoder().encode('{"events":[');
        const headers = { 'content-type': 'application/json', 'content-digest': contentDigest(bytes) };
        expect(await desk.call('POST', '/v1/events', { bytes, headers })).toMatchObject({ status: 400, body: { problem: 'input.malformed' } });
      });
    });

    describe('fold', () => {
      /** One desk acts on one of a few dossiers and citizens, or a desk pushes what it has so far. */
      const actionArbitrary = fc.record({
        desk: fc.nat(2),
        dossier: fc.nat(3),
        kind: fc.constantFrom('receive', 'step', 'correct', 'citizen', 'push', 'push', 'publish'),
        step: fc.constantFrom(
          ['accepted', 'processing'],
          ['processing', 'done'],
          ['processing', 'supplementRequested'],
          ['supplementRequested', 'processing'],
          ['done', 'returned'],
          ['processing', 'withdrawn'],
        ),
        advanceMs: fc.nat(5000),
      });

      test('states that an older program folded are folded anew at the start, and new events come on top', async () => {
        const commune = newCommune();
        const desk = await enrolled(commune);
        desk.append(dossierReceived('old', 'x-1'));
        desk.append(stepTaken('old', 'accepted', 'processing'));
        await push(desk, desk.log);
        // As a program left it that knew no payments.
        await district.context.db.execute(sql`update states set state = state - 'payments' - 'wasAccepted' where agency_code = ${commune}`);
        await district.context.db.execute(sql`update meta set value = '1' where name = 'foldVersion'`);
        await district.close();
        district = await open();
        const expected = (events: DomainEvent[]) => JSON.parse(JSON.stringify(fold('dossier', events)));
        expect(await stateOf(commune, 'dossier', 'old')).toEqual(expected(desk.log));
        clock.at += 1000;
        desk.append({ entity: 'dossier', entityId: 'old', type: 'dossier.paymentRecorded', payload: { method: 'cash', amountVnd: 8000, reference: '' } });
        expect(verdictsOf(await push(desk, desk.log.slice(2)))).toEqual(['3 applied']);
        expect(await stateOf(commune, 'dossier', 'old')).toEqual(expected(desk.log));
      });

      test('whatever the counter can write is folded as on the desk', async () => {
        await fc.assert(
          fc.asyncProperty(fc.array(newEvents('any'), { minLength: 30, maxLength: 90, size: 'max' }), fc.array(fc.nat(2), { minLength: 90, maxLength: 90 }), async (events, writers) => {
            const commune = newCommune();
            const desks = [await enrolled(commune, 1), await enrolled(commune, 2), await enrolled(commune, 3)];
            for (const [index, event] of events.entries()) {
              // PostgreSQL's jsonb cannot hold NUL, and such an event is refused at the door.
              if (JSON.stringify(event).includes('\\u0000')) continue;
              clock.at += 700;
              desks[writers[index]!]!.append(event);
            }
            for (const desk of [desks[2]!, desks[0]!, desks[1]!]) {
              const { verdicts } = await push(desk, desk.log);
              expect(verdicts.filter(({ verdict }) => verdict === 'rejected')).toEqual([]);
            }
            const all = desks.flatMap((desk) => desk.log);
            for (const [key, own] of Map.groupBy(all, (event) => `${event.entity}|${event.entityId}`)) {
              const [entity, entityId] = key.split('|') as [DomainEvent['entity'], string];
              const expected = fold(entity, own);
              expect(await stateOf(commune, entity, entityId)).toEqual(expected === undefined ? null : JSON.parse(JSON.stringify(expected)));
            }
          }),
          { numRuns: 8 },
        );
      });

      test('random histories of three desks pushed in any order come out as the shared reducers fold them', async () => {
        await fc.assert(
          fc.asyncProperty(fc.array(actionArbitrary, { minLength: 10, maxLength: 60 }), async (actions) => {
            const commune = newCommune();
            const desks = [await enrolled(commune, 1), await enrolled(commune, 2), await enrolled(commune, 3)];
            const pushed = [0, 0, 0];
            const published: DomainEvent[] = [];
            const flush = async (index: number) => {
              const desk = desks[index]!;
              const events = desk.log.slice(pushed[index]);
              if (events.length > 0) expect((await push(desk, events)).acknowledged).toBe(desk.log.length);
              pushed[index] = desk.log.length;
            };
            for (const { desk: index, dossier, kind, step, advanceMs } of actions) {
              clock.at += advanceMs;
              const desk = desks[index]!;
              const id = `${commune}/d${dossier}`;
              if (kind === 'receive') desk.append(dossierReceived(id, `${commune}-${index}`));
              else if (kind === 'step') desk.append(stepTaken(id, step[0]!, step[1]!, 'lý do'));
              else if (kind === 'correct') desk.append({ entity: 'dossier', entityId: id, type: 'dossier.corrected', payload: { changes: { note: `ghi chú ${advanceMs}` }, reason: '' } });
              else if (kind === 'citizen') desk.append(citizenRegistered(`${commune}/c${dossier}`, `Tên ${advanceMs}`));
              else if (kind === 'publish') {
                published.push(...(await district.publish('quản-trị', [{ entity: 'dossier', entityId: id, type: 'dossier.corrected', payload: { changes: { sets: (advanceMs % 9) + 1 }, reason: '' } }])));
              } else await flush(index);
            }
            for (const index of [2, 0, 1]) await flush(index);

            const all = [...desks.flatMap((desk) => desk.log), ...published];
            for (const [key, events] of Map.groupBy(all, (event) => `${event.entity} ${event.entityId}`)) {
              const [entity, entityId] = key.split(' ') as ['dossier' | 'citizen', string];
              // What only the district has said about something that no desk has is not in the commune's table.
              if (events.every((event) => published.includes(event))) continue;
              const expected = fold(entity, events);
              expect(await stateOf(commune, entity, entityId)).toEqual(expected === undefined ? null : JSON.parse(JSON.stringify(expected)));
            }
            for (const desk of desks) {
              const others = all.filter((event) => event.deskId !== desk.deskId);
              const got = (await pullAll(desk, undefined, 7)).events.filter((event) => event.entityId.startsWith(`${commune}/`));
              expect(got.map((event) => event.id).sort()).toEqual(others.map((event) => event.id).sort());
              expect([...got].sort(byClock)).toEqual([...others].sort(byClock));
            }
          }),
          { numRuns: 12 },
        );
      });
    });

    describe('pull', () => {
      test('gives the events of the other desks and the district, as they were written, but not the own ones', async () => {
        const commune = newCommune();
        const [one, two] = [await enrolled(commune, 1), await enrolled(commune, 2)];
        const start = (await pullAll(one)).cursor;
        one.append(dossierReceived('p1', 'code-1'));
        two.append(citizenRegistered('c9', 'Trần Thị Bưởi'));
        two.append(citizenRegistered('c10', 'Ấn "ngoặc" \\ \n 😀'));
        await push(one, one.log);
        await push(two, two.log);
        const [own] = await district.publish('quản-trị', [
          { entity: 'calendar', entityId: '2024', type: 'calendar.yearPublished', payload: { year: 2024, daysOff: [{ date: '2024-01-01', name: 'Tết Dương lịch' }], workingSaturdays: [] } },
        ]);
        expect(own!.hash).toBe(hashEvent(own!));
        const got = await pullAll(one, start);
        expect(got.events).toEqual([...two.log, own]);
        expect(await pull(one, got.cursor)).toEqual({ events: [], cursor: got.cursor, hasMore: false });
        expect((await pullAll(two, start)).events).toEqual([...one.log, own]);
      });

      test('does not give refused events', async () => {
        const commune = newCommune();
        const [one, two] = [await enrolled(commune, 1), await enrolled(commune, 2)];
        const start = (await pullAll(two)).cursor;
        one.append({ entity: 'dossier', entityId: 'x', type: 'dossier.flown', payload: {} });
        one.append(dossierReceived('p1', 'code-1'));
        await push(one, one.log);
        expect((await pullAll(two, start)).events).toEqual([one.log[1]]);
      });

      test('never misses or repeats an event while desks push at the same time', async () => {
        const commune = newCommune();
        const writers = await Promise.all([1, 2, 3].map((number) => enrolled(commune, number)));
        const reader = await enrolled(commune, 4);
        let cursor = (await pullAll(reader)).cursor;
        const got: string[] = [];
        let isWriting = true;
        const reading = (async () => {
          for (let isLast = false; !isLast; ) {
            isLast = !isWriting;
            const page = await pull(reader, cursor, 13);
            got.push(...page.events.map((event) => event.id));
            cursor = page.cursor;
            if (page.hasMore) isLast = false;
          }
        })();
        await Promise.all(
          writers.map(async (desk) => {
            for (let round = 0; round < 12; round += 1) {
              for (let n = 0; n < 5; n += 1) desk.append(citizenRegistered(`w${desk.number}-${round}-${n}`, 'Ai đó'));
              await push(desk, desk.log.slice(-5));
            }
          }),
        );
        isWriting = false;
        await reading;
        expect(got).toHaveLength(180);
        expect(new Set(got)).toEqual(new Set(writers.flatMap((desk) => desk.log.map((event) => event.id))));
      });

      test('a cursor of another database starts from the beginning; nonsense is refused', async () => {
        const commune = newCommune();
        const [one, two] = [await enrolled(commune, 1), await enrolled(commune, 2)];
        one.append(dossierReceived('p1', 'code-1'));
        await push(one, one.log);
        const ids = async (after: string) => (await pullAll(two, after)).events.map((event) => event.id);
        expect(await ids('0000000000000000.999')).toContain(one.log[0]!.id);
        expect(await two.call('GET', '/v1/events?after=nonsense')).toMatchObject({ status: 400, body: { problem: 'input.malformed' } });
        expect(await two.call('GET', '/v1/events?limit=0')).toMatchObject({ status: 400 });
      });
    });

    test('a district restored from an older copy is brought back by the desks, and nobody misses what takes the old places', async () => {
      // PGlite's folder is its copy; on PostgreSQL the same is left to its own tools.
      if (district.kind !== 'pglite') return;
      const commune = newCommune();
      const [one, two] = [await enrolled(commune, 1), await enrolled(commune, 2)];
      one.append(dossierReceived('r1', 'code-1'));
      await push(one, one.log);
      await district.close();
      const copy = mkdtempSync(join(tmpdir(), 'bản sao '));
      await cp(dataFolder, copy, { recursive: true });
      district = await open();
      one.append(stepTaken('r1', 'accepted', 'processing'));
      await push(one, one.log);
      const { cursor } = await pullAll(two);

      await district.close();
      await rm(dataFolder, { recursive: true });
      await rename(copy, dataFolder);
      district = await open();
      two.append(citizenRegistered('r2', 'Người khác'));
      expect((await push(two, two.log)).acknowledged).toBe(1);
      one.append(stepTaken('r1', 'processing', 'done'));
      expect(await push(one, one.log.slice(2))).toEqual({ verdicts: [{ deskSeq: 3, verdict: 'held' }], acknowledged: 1 });
      expect((await push(one, one.log.slice(1))).acknowledged).toBe(3);
      const ids = (await pullAll(two, cursor)).events.map((event) => event.id);
      expect(ids.slice(-2)).toEqual(one.log.slice(1).map((event) => event.id));
    });

    describe('files', () => {
      const tus = { 'tus-resumable': '1.0.0' };
      const create = (desk: TestDesk, sha256: string, sizeBytes: number) =>
        desk.send(
          desk.request('POST', '/v1/uploads', {
            headers: { ...tus, 'upload-length': String(sizeBytes), 'upload-metadata': `sha256 ${Buffer.from(sha256).toString('base64')}` },
          }),
        );
      const patch = (desk: TestDesk, location: string, offset: number, bytes: Uint8Array | ReadableStream<Uint8Array>) =>
        desk.send(desk.request('PATCH', location, { bytes, headers: { ...tus, 'upload-offset': String(offset), 'content-type': 'application/offset+octet-stream' } }));
      const offsetOf = async (desk: TestDesk, location: string) => {
        const response = await desk.send(desk.request('HEAD', location, { headers: tus }));
        return response.status === 200 ? Number(response.headers.get('upload-offset')) : response.status;
      };
      const lacking = async (desk: TestDesk, hashes: string[]) => (await desk.call<{ lacking: string[] }>('POST', '/v1/blobs/lacking', { json: { hashes } })).body.lacking;
      const withDocument = async (bytes: Uint8Array, commune = newCommune()) => {
        const desk = await enrolled(commune, 1);
        const sha256 = sha256Of(bytes);
        const id = `doc-${sha256.slice(0, 8)}`;
        desk.append(dossierReceived('d-files', 'code-1'));
        desk.append(documentScanned(id, sha256, bytes.length));
        desk.append(documentAttached(id, 'd-files', sha256));
        await push(desk, desk.log);
        return { desk, sha256, id };
      };
      /** Over a real connection, which is broken once some of the bytes are on the server's disk. */
      const sendThenCutLine = async (desk: TestDesk, location: string, bytes: Uint8Array, path: string) => {
        const server = serve({ fetch: district.fetch, port: 0, hostname: '127.0.0.1' });
        await once(server, 'listening');
        const signed = desk.request('PATCH', location, { bytes, headers: { ...tus, 'upload-offset': '0', 'content-type': 'application/offset+octet-stream' } });
        const connection = httpRequest({
          port: (server.address() as AddressInfo).port,
          path: location,
          method: 'PATCH',
          headers: { ...Object.fromEntries(signed.headers), 'content-length': '1000000' },
        });
        connection.on('error', () => {});
        connection.write(bytes);
        while ((await stat(path)).size === 0) await new Promise((resolve) => setImmediate(resolve));
        connection.destroy();
        server.close();
        await once(server, 'close');
      };
      const dossierOf = async (desk: TestDesk) =>
        (await desk.call<{ state: { code: string }; timeline: DomainEvent[]; documents: { id: string; isHere: boolean }[] }>('GET', '/v1/dossiers/d-files')).body;

      test('an upload that is interrupted goes on where it stopped, and the document is here only when whole', async () => {
        const bytes = randomBytes(1_000_000);
        const { desk, sha256, id } = await withDocument(bytes);
        expect(await lacking(desk, [sha256])).toEqual([sha256]);
        expect((await dossierOf(desk)).documents).toMatchObject([{ id, isHere: false }]);
        const created = await create(desk, sha256, bytes.length);
        expect(created.status).toBe(201);
        const location = created.headers.get('location')!;

        await sendThenCutLine(desk, location, bytes.subarray(0, 400_000), join(district.context.blobs.uploadsFolder, location.split('/').at(-1)!));
        const offset = await offsetOf(desk, location);
        expect(offset).toBeGreaterThan(0);
        expect(offset).toBeLessThanOrEqual(400_000);
        expect((await patch(desk, location, 0, bytes)).status).toBe(409);

        expect((await patch(desk, location, offset, bytes.subarray(offset))).status).toBe(204);
        expect(await lacking(desk, [sha256])).toEqual([]);
        // The answer to the last piece may be lost: the desk asks, and hears that all is there.
        expect(await offsetOf(desk, location)).toBe(bytes.length);
        const dossier = await dossierOf(desk);
        expect(dossier.documents).toMatchObject([{ id, isHere: true, status: 'attached' }]);
        expect(dossier.timeline).toEqual(desk.log);
        expect(dossier.state.code).toBe('code-1');
        expect(readdirSync(district.context.blobs.uploadsFolder).filter((file) => file.includes(sha256))).toEqual([]);
      });

      test('files go out to the desks of the commune, whole or by range, and to no other', async () => {
        const bytes = randomBytes(100_000);
        const { desk, sha256 } = await withDocument(bytes);
        await patch(desk, (await create(desk, sha256, bytes.length)).headers.get('location')!, 0, bytes);
        const neighbour = await enrolled(desk.agencyCode, 2);
        const get = (from: TestDesk, range?: string) => from.send(from.request('GET', `/v1/blobs/${sha256}`, range === undefined ? {} : { headers: { range } }));
        const whole = await get(neighbour);
        expect(sha256Of(new Uint8Array(await whole.arrayBuffer()))).toBe(sha256);
        const part = await get(neighbour, 'bytes=99990-');
        expect([part.status, part.headers.get('content-range')]).toEqual([206, 'bytes 99990-99999/100000']);
        expect(Buffer.from(await part.arrayBuffer())).toEqual(bytes.subarray(99_990));
        expect((await get(neighbour, 'bytes=100000-')).status).toBe(416);

        // Another commune that has come to know the hash neither gets the bytes nor hears that they exist.
        const stranger = (await withDocument(bytes)).desk;
        expect((await get(stranger)).status).toBe(404);
        expect(await lacking(stranger, [sha256])).toEqual([sha256]);
        expect((await stranger.call('GET', '/v1/dossiers/nothing')).body).toMatchObject({ problem: 'dossier.unknown' });
      });

      test('wrong bytes are refused and thrown away; the right ones are taken after that', async () => {
        const bytes = randomBytes(10_000);
        const { desk, sha256 } = await withDocument(bytes);
        const location = (await create(desk, sha256, bytes.length)).headers.get('location')!;
        const refused = await patch(desk, location, 0, randomBytes(10_000));
        expect({ status: refused.status, body: await refused.json() }).toEqual({ status: 422, body: { problem: 'district.blobMismatch', data: { sha256 } } });
        expect(await lacking(desk, [sha256])).toEqual([sha256]);
        expect(await offsetOf(desk, location)).toBe(404);
        const again = (await create(desk, sha256, bytes.length)).headers.get('location')!;
        expect((await patch(desk, again, 0, bytes)).status).toBe(204);
        expect(await lacking(desk, [sha256])).toEqual([]);
      });

      test('a file that is present finishes at once', async () => {
        const bytes = randomBytes(50_000);
        const { desk, sha256 } = await withDocument(bytes);
        const neighbour = await enrolled(desk.agencyCode, 2);
        const late = (await create(neighbour, sha256, bytes.length)).headers.get('location')!;
        await patch(desk, (await create(desk, sha256, bytes.length)).headers.get('location')!, 0, bytes);
        // Begun before, and begun after.
        for (const location of [late, (await create(neighbour, sha256, bytes.length)).headers.get('location')!]) {
          expect(await offsetOf(neighbour, location)).toBe(bytes.length);
          const response = await patch(neighbour, location, 0, bytes);
          expect([response.status, response.headers.get('upload-offset')]).toEqual([204, String(bytes.length)]);
        }
      });

      test('what no event names, what is too large and what is no hash is not taken', async () => {
        const desk = await enrolled(newCommune());
        const statusOf = async (response: Response) => [response.status, ((await response.json()) as { problem: string }).problem];
        expect(await statusOf(await create(desk, sha256Of(randomBytes(9)), 9))).toEqual([404, 'district.blobUnknown']);
        expect(await statusOf(await create(desk, '../../etc/passwd', 9))).toEqual([400, 'input.malformed']);
        expect(await statusOf(await create(desk, sha256Of(randomBytes(9)), 6_000_000))).toEqual([413, 'district.requestTooLarge']);
        expect((await desk.call('GET', '/v1/blobs/..%2f..%2fadmin-token')).status).toBe(400);
      });

      test("another desk's upload cannot be touched, nor one be sent unsigned", async () => {
        const bytes = randomBytes(1000);
        const { desk, sha256 } = await withDocument(bytes);
        const location = (await create(desk, sha256, bytes.length)).headers.get('location')!;
        const neighbour = await enrolled(desk.agencyCode, 2);
        expect((await patch(neighbour, location, 0, bytes)).status).toBe(404);
        expect((await district.fetch(new Request(`http://district.test${location}`, { method: 'HEAD', headers: tus }))).status).toBe(401);
        expect(await offsetOf(desk, location)).toBe(0);
      });

      test('all bytes came but the power went before they were verified: asking finishes it', async () => {
        const bytes = randomBytes(20_000);
        const { desk, sha256 } = await withDocument(bytes);
        const location = (await create(desk, sha256, bytes.length)).headers.get('location')!;
        writeFileSync(join(district.context.blobs.uploadsFolder, location.split('/').at(-1)!), bytes);
        expect(await lacking(desk, [sha256])).toEqual([sha256]);
        expect(await offsetOf(desk, location)).toBe(bytes.length);
        expect(await lacking(desk, [sha256])).toEqual([]);
      });

      test('an upload that nobody continues is removed in the end', async () => {
        const bytes = randomBytes(2000);
        const { desk, sha256 } = await withDocument(bytes);
        const location = (await create(desk, sha256, bytes.length)).headers.get('location')!;
        await patch(desk, location, 0, bytes.subarray(0, 500)).catch(() => undefined);
        const path = join(district.context.blobs.uploadsFolder, location.split('/').at(-1)!);
        utimesSync(path, clock.at / 1000, clock.at / 1000 - 6 * 24 * 3600);
        await district.tidy();
        expect(await offsetOf(desk, location)).toBe(500);
        utimesSync(path, clock.at / 1000, clock.at / 1000 - 8 * 24 * 3600);
        await district.tidy();
        expect(await offsetOf(desk, location)).toBe(404);
      });
    });

    describe('log', () => {
      test('cannot be changed or emptied, not even by a mistake in our own code', async () => {
        const desk = await enrolled(newCommune());
        desk.append(dossierReceived('d1', 'code-1'));
        await push(desk, desk.log);
        const { db } = district.context;
        const isRefused = (statement: ReturnType<typeof sql>) =>
          db.execute(statement).then(
            () => false,
            () => true,
          );
        for (const table of ['events', 'forks']) {
          expect(await isRefused(sql.raw(`update ${table} set body = 'x'`))).toBe(true);
          expect(await isRefused(sql.raw(`delete from ${table}`))).toBe(true);
          expect(await isRefused(sql.raw(`truncate ${table}`))).toBe(true);
        }
        expect(district.isRestricted).toBe(true);
        const rights = await rowsOf(db, sql`
          select has_table_privilege('events', 'update') as may_update, has_table_privilege('events', 'delete') as may_delete,
            has_table_privilege('events', 'insert') as may_insert`);
        expect(rights).toEqual([{ may_update: false, may_delete: false, may_insert: true }]);
      });

      test('is there after a restart, and the cursor goes on', async () => {
        const commune = newCommune();
        const [one, two] = [await enrolled(commune, 1), await enrolled(commune, 2)];
        one.append(dossierReceived('d1', 'code-1'));
        await push(one, one.log);
        const { cursor } = await pullAll(two);
        await district.close();
        district = await open();
        one.append(stepTaken('d1', 'accepted', 'processing'));
        expect(verdictsOf(await push(one, one.log))).toEqual(['1 duplicate', '2 applied']);
        expect((await pullAll(two, cursor)).events).toEqual([one.log[1]]);
      });
    });
  });
};
