import { expect, test } from 'vitest';
import { changesBetween, draftOf, unfinishedDay, usualHalf, withDay, yearInputOf } from '../../renderer/features/calendar/year-draft.ts';

const published = {
  year: 2026,
  daysOff: [{ date: '2026-09-02', name: 'Quốc khánh' }],
  workingSaturdays: [{ date: '2026-08-22', name: 'Làm bù dịp Quốc khánh' }, { date: '2026-01-10', name: 'Làm bù nửa ngày' }],
  halfDays: [
    { date: '2026-01-10', name: 'Làm bù nửa ngày', hours: [[420, 690]] as [number, number][] },
    { date: '2026-02-13', name: 'Chiều nghỉ Tết', hours: [[420, 690]] as [number, number][] },
  ],
};

test('a year comes out of the editor as it went in, half days and half Saturdays too', () => {
  const { year, daysOff, workingSaturdays, halfDays } = yearInputOf(2026, draftOf(published));
  const sorted = { ...published, workingSaturdays: published.workingSaturdays.toReversed() };
  expect({ year, daysOff, workingSaturdays, halfDays }).toEqual(sorted);
  expect(changesBetween(draftOf(published), draftOf(published))).toEqual([]);
});

test('hours that are no hours keep the year from being published, and a change of hours alone is a change', () => {
  const half = (from: string, to: string) => ({ kind: 'half' as const, name: 'Phòng chống bão', hours: [{ from, to }, { from: '', to: '' }] });
  const before = withDay(draftOf(published), '2026-09-07', half('7:00', '9h30'));
  expect(['7:00', '11:00', 'sáng', ''].map((from) => unfinishedDay(withDay(before, '2026-09-07', half(from, from === '' ? '' : '9:30'))))).toEqual([undefined, '2026-09-07', '2026-09-07', '2026-09-07']);
  expect(changesBetween(before, withDay(before, '2026-09-07', half('07:00', '09:30')))).toEqual([]);
  expect(changesBetween(before, withDay(before, '2026-09-07', half('07:00', '10:00'))).map(({ date }) => date)).toEqual(['2026-09-07']);
  expect(usualHalf()).toEqual([{ from: '07:00', to: '11:30' }, { from: '', to: '' }]);
});
