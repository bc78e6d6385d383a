import { expect, test } from 'vitest';
import { dueNoteOf, type Told } from '../../renderer/features/board/due-note.ts';

const binh = { officerId: 'binh', day: '2026-11-24' };

test('once a morning all of it, afterwards only what has come to be due today, and nothing where there is nothing', () => {
  const looks = [
    { ...binh, overdue: 1, dueToday: 2 },
    { ...binh, overdue: 1, dueToday: 2 },
    { ...binh, overdue: 1, dueToday: 1 },
    { ...binh, overdue: 1, dueToday: 3 },
    { officerId: 'cuong', day: '2026-11-24', overdue: 0, dueToday: 1 },
    { ...binh, day: '2026-11-25', overdue: 0, dueToday: 0 },
    { ...binh, day: '2026-11-25', overdue: 0, dueToday: 1 },
  ];
  let told: Told | undefined;
  const notes = looks.map((look) => {
    const next = dueNoteOf(told, look);
    told = next.told;
    return next.note;
  });
  expect(notes).toEqual([
    { kind: 'morning', overdue: 1, dueToday: 2 },
    undefined,
    undefined,
    { kind: 'more', overdue: 1, dueToday: 2 },
    { kind: 'morning', overdue: 0, dueToday: 1 },
    undefined,
    { kind: 'more', overdue: 0, dueToday: 1 },
  ]);
});
