import type { NewEvent } from '../event.ts';
import { addDays, type LocalDate } from '../time.ts';
import { type CalendarYear, hoursEntityId, type OpeningHours } from './calendar.ts';

/**
 * The calendar that a new desk starts with; the commune replaces a year when the yearly decision is announced.
 *
 * By law (Bộ luật Lao động 2019, Điều 112; 24/11 since 1 July 2026 by Nghị quyết 28/2026/QH16): 1/1, Tết 5 days, Giỗ Tổ
 * (10/3 lunar), 30/4, 1/5, 2/9 with one adjacent day, 24/11. A day that falls on a weekend is made up on the next
 * working day. Which five days of Tết, which neighbour of 2/9 and the swapped Saturdays are decided year by year:
 * 2023–2026 are as announced; in 2027–2028 those days are computed and their names say so.
 */
type Span = { from: LocalDate; to: LocalDate; name: string };
const day = (date: LocalDate, name: string): Span => ({ from: date, to: date, name });
const span = (from: LocalDate, to: LocalDate, name: string): Span => ({ from, to, name });

const newYear = 'Tết Dương lịch';
const tet = 'Tết Nguyên đán';
const kings = 'Giỗ Tổ Hùng Vương';
const reunification = 'Ngày Chiến thắng 30/4';
const labour = 'Ngày Quốc tế lao động 1/5';
const national = 'Quốc khánh';
const culture = 'Ngày Văn hóa Việt Nam';
const madeUp = (name: string) => `Nghỉ bù ${name}`;
const swapped = (name: string) => `Nghỉ hoán đổi dịp ${name}`;
const work = (name: string) => `Làm bù dịp ${name}`;
/** The day is our reading of the law; the decision of that year is not out yet. */
const expected = (name: string) => `${name} (dự kiến)`;

const years: { year: number; off: Span[]; workingSaturdays: Span[] }[] = [
  {
    year: 2023,
    off: [
      day('2023-01-01', newYear),
      day('2023-01-02', madeUp(newYear)),
      span('2023-01-20', '2023-01-26', tet),
      day('2023-04-29', kings),
      day('2023-04-30', reunification),
      day('2023-05-01', labour),
      day('2023-05-02', madeUp(kings)),
      day('2023-05-03', madeUp(reunification)),
      span('2023-09-01', '2023-09-02', national),
      day('2023-09-04', madeUp(national)),
    ],
    workingSaturdays: [],
  },
  {
    year: 2024,
    off: [
      day('2024-01-01', newYear),
      span('2024-02-08', '2024-02-14', tet),
      day('2024-04-18', kings),
      day('2024-04-29', swapped('30/4')),
      day('2024-04-30', reunification),
      day('2024-05-01', labour),
      span('2024-09-02', '2024-09-03', national),
    ],
    workingSaturdays: [day('2024-05-04', work('30/4'))],
  },
  {
    year: 2025,
    off: [
      day('2025-01-01', newYear),
      span('2025-01-27', '2025-01-31', tet),
      day('2025-04-07', kings),
      day('2025-04-30', reunification),
      day('2025-05-01', labour),
      day('2025-05-02', swapped('1/5')),
      span('2025-09-01', '2025-09-02', national),
    ],
    workingSaturdays: [day('2025-04-26', work('1/5'))],
  },
  {
    year: 2026,
    off: [
      day('2026-01-01', newYear),
      day('2026-01-02', swapped(newYear)),
      span('2026-02-16', '2026-02-20', tet),
      day('2026-04-26', kings),
      day('2026-04-27', madeUp(kings)),
      day('2026-04-30', reunification),
      day('2026-05-01', labour),
      day('2026-08-31', swapped(national)),
      span('2026-09-01', '2026-09-02', national),
      day('2026-11-24', culture),
    ],
    workingSaturdays: [day('2026-01-10', work(newYear)), day('2026-08-22', work(national))],
  },
  {
    // Tết falls on Saturday 6/2, as in 2024 (10/2): two days before, three after, two made up.
    year: 2027,
    off: [
      day('2027-01-01', newYear),
      span('2027-02-04', '2027-02-10', expected(tet)),
      day('2027-04-16', kings),
      day('2027-04-30', reunification),
      day('2027-05-01', labour),
      day('2027-05-03', madeUp(labour)),
      day('2027-09-02', national),
      day('2027-09-03', expected(national)),
      day('2027-11-24', culture),
    ],
    workingSaturdays: [],
  },
  {
    // Tết falls on Wednesday 26/1 and 2/9 on Saturday: as in 2025 and 2023.
    year: 2028,
    off: [
      day('2028-01-01', newYear),
      day('2028-01-03', madeUp(newYear)),
      span('2028-01-24', '2028-01-28', expected(tet)),
      day('2028-04-04', kings),
      day('2028-04-30', reunification),
      day('2028-05-01', labour),
      day('2028-05-02', madeUp(reunification)),
      day('2028-09-01', expected(national)),
      day('2028-09-02', national),
      day('2028-09-04', madeUp(national)),
      day('2028-11-24', culture),
    ],
    workingSaturdays: [],
  },
];

/** 07:00–11:30 and 13:30–17:00, Monday to Friday. */
export const baselineHours: OpeningHours['hours'] = {
  '1': [[420, 690], [810, 1020]],
  '2': [[420, 690], [810, 1020]],
  '3': [[420, 690], [810, 1020]],
  '4': [[420, 690], [810, 1020]],
  '5': [[420, 690], [810, 1020]],
  '6': [],
  '7': [],
};

export const baselineYears: CalendarYear[] = years.map(({ year, off, workingSaturdays }) => ({
  year,
  daysOff: off.flatMap(datesOf),
  workingSaturdays: workingSaturdays.flatMap(datesOf),
}));

/** Cư trú desks also receive on Saturday morning. */
export const baselineOpening: OpeningHours[] = [
  { field: null, hours: baselineHours },
  { field: 'Cư trú', hours: { ...baselineHours, '6': [[420, 690]] } },
];

/** To be appended once, at set-up. */
export const baselineCalendarEvents = (): NewEvent[] => [
  ...baselineYears.map((year): NewEvent => ({
    entity: 'calendar',
    entityId: String(year.year),
    type: 'calendar.yearPublished',
    payload: { ...year, isBaseline: true },
  })),
  ...baselineOpening.map((opening): NewEvent => ({
    entity: 'calendar',
    entityId: hoursEntityId(opening.field),
    type: 'calendar.hoursPublished',
    payload: { ...opening, isBaseline: true },
  })),
];

function datesOf({ from, to, name }: Span): { date: LocalDate; name: string }[] {
  const dates = [];
  for (let date = from; date <= to; date = addDays(date, 1)) dates.push({ date, name });
  return dates;
}
