import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createDistrict, type District } from '../../district/district.ts';
import { districtDossiers, type DistrictDossiersInput, type DistrictFigures, districtFigures } from '../../district/reports/figures.ts';
import type { IndicatorId, IndicatorPart, MeasureValues } from '../../domain/reports/indicators.ts';
import type { MeasureId } from '../../domain/reports/measures.ts';
import { isProblem } from '../../domain/problem.ts';
import { pushResponseSchema } from '../../domain/wire.ts';
import { testClock } from '../fixtures/desk.ts';
import { lifeReceived } from '../fixtures/lives.ts';
import { type LetterCommune, letterCarriedOver, letterCommunes, letterFields, letterNow, letterOpenInTime, letterPaused, letterPeriod, letterPlan } from '../fixtures/letter-2023.ts';

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);

/** What the letter says must come out of the district's figures, whatever database it stands on. */
export const letterSuite = (name: string, databaseUrl: () => Promise<string | undefined>): void => {
  describe(`the letter of 2023, at the district on ${name}`, () => {
    const clock = testClock(letterNow);
    let dataFolder: string;
    let district: District;
    let communes: LetterCommune[];

    beforeAll(async () => {
      dataFolder = mkdtempSync(join(tmpdir(), 'quầy một cửa '));
      district = await createDistrict({ dataFolder, databaseUrl: await databaseUrl(), name: 'UBND huyện Lục Nam', level: 'huyện', clock, randomBytes });
      communes = letterCommunes(clock, (request) => district.fetch(request));
      for (const { plan, desk } of communes) {
        clock.set(letterNow);
        const { agencyCode, unitName } = plan;
        const { deskId, number, publicKey } = desk;
        const issued = await district.issueEnrolmentCode({ agencyCode, unitName, deskNumber: number });
        if (isProblem(issued)) throw new Error(issued.problem);
        const body = JSON.stringify({ code: issued.code, deskId, deskNumber: number, agencyCode, publicKey });
        await district.fetch(new Request('http://district.test/v1/enrol', { method: 'POST', headers: { 'content-type': 'application/json' }, body }));
        for (let from = 0; from < desk.log.length; from += 500) {
          const answer = await desk.call('POST', '/v1/events', { json: { events: desk.log.slice(from, from + 500) } });
          expect(pushResponseSchema.parse(answer.body).verdicts.filter(({ verdict }) => verdict !== 'applied')).toEqual([]);
        }
      }
    });
    afterAll(async () => {
      await district?.close();
      rmSync(dataFolder, { recursive: true, force: true });
    });

    const indicatorOf = ({ indicators }: DistrictFigures, id: string) => {
      const { numerator, denominator, rate } = indicators.find((one) => one.id === id)!;
      return { numerator, denominator, rate };
    };
    type Part = { measure: MeasureId } | { indicator: IndicatorId; part: IndicatorPart };
    const listed = async (asked: Part & Pick<DistrictDossiersInput, 'agencyCode' | 'filter'>) => {
      const codes: string[] = [];
      for (let cursor: string | undefined, isFirst = true; isFirst || cursor !== undefined; isFirst = false) {
        const page = await districtDossiers(district.context, { ...letterPeriod, ...asked, cursor });
        codes.push(...page.items.map(({ code }) => code));
        cursor = page.nextCursor ?? undefined;
      }
      return codes;
    };

    it('271 closed late and 24 open and overdue, of all communes', async () => {
      const figures = await districtFigures(district.context, { ...letterPeriod, groupBy: 'agency' });
      const total = Object.fromEntries(figures.measures.map(({ id, value }) => [id, value])) as MeasureValues;
      const open = 24 + letterPlan.length * (letterOpenInTime + letterPaused);
      expect(total).toMatchObject({ received: 2000, carriedOver: letterPlan.length * letterCarriedOver, solvedLate: 271, openOverdue: 24, open, openPaused: letterPlan.length * letterPaused, withdrawn: letterPlan.length });
      expect(total.solved).toBe(2000 + letterPlan.length * letterCarriedOver - open);
      expect(Object.fromEntries(figures.groups.map(({ label, values }) => [label, [values.received, values.solvedLate, values.openOverdue]]))).toEqual(
        Object.fromEntries(letterPlan.map(({ unitName, late, overdue }) => [unitName, [200, late, overdue]])),
      );
      const worst = figures.groups.toSorted((a, b) => b.values.solvedLate - a.values.solvedLate).slice(0, 5);
      expect(worst.map(({ label }) => label)).toEqual(['UBND xã Lục Sơn', 'UBND xã Nghĩa Phương', 'UBND xã Đông Hưng', 'UBND xã Chu Điện', 'UBND xã Yên Sơn']);
      expect([sum(worst.map(({ values }) => values.solvedLate)), sum(worst.map(({ values }) => values.openOverdue))]).toEqual([226, 21]);
    });

    it('62% online and 31.1% digitised, and by field', async () => {
      const figures = await districtFigures(district.context, { ...letterPeriod, groupBy: 'field' });
      expect(indicatorOf(figures, 'online')).toEqual({ numerator: 930, denominator: 1500, rate: 0.62 });
      expect(indicatorOf(figures, 'digitised')).toEqual({ numerator: 622, denominator: 2000, rate: 0.311 });
      const planned = (of: 'received' | 'online' | 'digitised', field: (typeof letterFields)[number]) => sum(letterPlan.map(({ fields }) => fields[field][of]));
      expect(Object.fromEntries(figures.groups.map(({ key, values }) => [key, [values.received, values.receivedOnline, values.digitised]]))).toEqual(
        Object.fromEntries(letterFields.map((field) => [field, [planned('received', field), planned('online', field), planned('digitised', field)]])),
      );
      const rates = figures.groups.filter(({ values }) => values.onlineProcedure > 0).map(({ key, values }) => ({ key, rate: values.onlineOfOnlineProcedure / values.onlineProcedure }));
      expect(rates.toSorted((a, b) => a.rate - b.rate).slice(0, 2).map(({ key }) => key)).toEqual(['Đất đai', 'Xây dựng']);
      expect(figures.groups.filter(({ values }) => values.digitised === 0).map(({ key }) => key).sort()).toEqual(['Môi trường', 'Đất đai'].sort());
    });

    it('each commune by itself, its fields too', async () => {
      for (const { agencyCode, late, overdue, fields } of [letterPlan[0]!, letterPlan[9]!]) {
        const figures = await districtFigures(district.context, { ...letterPeriod, groupBy: 'field', agencyCode });
        expect(Object.fromEntries(figures.measures.map(({ id, value }) => [id, value]))).toMatchObject({ received: 200, solvedLate: late, openOverdue: overdue });
        expect(Object.fromEntries(figures.groups.map(({ key, values }) => [key, values.digitised]))).toEqual(Object.fromEntries(letterFields.map((field) => [field, fields[field].digitised])));
      }
    });

    it('behind each number stand its dossiers, each once', async () => {
      const late = await listed({ measure: 'solvedLate' });
      expect([late.length, new Set(late).size]).toEqual([271, 271]);
      const overdue = await listed({ measure: 'openOverdue', agencyCode: letterPlan[0]!.agencyCode });
      expect([overdue.length, overdue.every((code) => code.startsWith(letterPlan[0]!.agencyCode))]).toEqual([6, true]);
      const inHand = await listed({ indicator: 'onTime', part: 'denominator', filter: { field: 'Môi trường' } });
      expect([inHand.length, new Set(inHand).size]).toEqual([150, 150]);
      expect(await listed({ indicator: 'digitised', part: 'numerator', filter: { field: 'Đất đai' } })).toEqual([]);
    });

    it('what comes later is counted at the next question, and what was long on its way is sent late', async () => {
      const handled = async () => indicatorOf(await districtFigures(district.context, { from: '2023-01-01', to: '2023-09-29', groupBy: 'none' }), 'syncInTime');
      const before = await handled();
      expect(before).toEqual({ numerator: 2000 + letterPlan.length * (letterCarriedOver + 5), denominator: 2000 + letterPlan.length * (letterCarriedOver + 5), rate: 1 });
      const { desk } = communes[1]!;
      const procedure = { id: 'p', code: null, name: 'Thủ tục', field: 'Hộ tịch', version: 'v' };
      desk.append(lifeReceived({ id: 'muộn', code: 'H02.15.21-230929-1999', procedure, at: letterNow, dueAt: letterNow, channel: 'direct' }));
      clock.advance(61 * 60_000);
      await desk.call('POST', '/v1/events', { json: { events: desk.log.slice(-1) } });
      expect(await handled()).toMatchObject({ numerator: before.numerator, denominator: before.denominator + 1 });
    });

    it('month by month, what one month leaves open the next one takes over', async () => {
      const { groups } = await districtFigures(district.context, { ...letterPeriod, groupBy: 'month' });
      expect(groups.map(({ key }) => key)).toEqual(['2023-01', '2023-02', '2023-03', '2023-04', '2023-05', '2023-06', '2023-07', '2023-08', '2023-09']);
      for (const [index, { values }] of groups.slice(1).entries()) expect(values.carriedOver).toBe(groups[index]!.values.open);
      expect([sum(groups.map(({ values }) => values.solvedLate)), groups.at(-1)!.values.openOverdue]).toEqual([271, 24]);
    });
  });
};
