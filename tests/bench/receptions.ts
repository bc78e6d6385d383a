import { mkdtempSync, rmSync } from 'node:fs';
import { randomBytes } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openConnection } from '../../db/connection.ts';
import { dayMs } from '../../domain/time.ts';
import { makeDesk, must, type TestDesk } from '../fixtures/desk.ts';
import { someApplicant, someReception } from '../fixtures/reception.ts';
import { receive } from '../../electron/desk/reception/receive.ts';
import { type Figure, median, secondsOf } from './figures.ts';

const rounds = 15;
const perRound = 60;

let people = 0;
const receiveNext = (made: TestDesk): void => {
  people += 1;
  // A desk has 999 numbers a day.
  if (people % 900 === 0) made.clock.advance(dayMs);
  const desk = made.as('hoa');
  const number = `0240860${String(people).padStart(5, '0')}`;
  must(receive(desk, someReception(desk, { applicant: { ...someApplicant, number } })));
};

/** What one reception writes to the log, as text: the bytes that the raw inserts write too. */
const rowsOfOneReception = (made: TestDesk): string[] => {
  const before = made.store.head().deskSeq;
  receiveNext(made);
  return made.store.ownEvents(before, 10).map((event) => JSON.stringify(event));
};

/** Receptions a second, each on disk before the next begins, against bare inserts of the same bytes under the same pragmas. */
export const benchReceptions = async (): Promise<Figure[]> => {
  const encrypted = await makeDesk();
  const clear = await makeDesk({ isEncrypted: false });
  const rawFolder = mkdtempSync(join(tmpdir(), 'kho trần '));
  const raw = openConnection(join(rawFolder, 'raw.db'), { key: randomBytes(32) });
  try {
    const rows = rowsOfOneReception(encrypted);
    raw.exec('CREATE TABLE raw (id INTEGER PRIMARY KEY, event TEXT NOT NULL) STRICT');
    const insert = raw.prepare('INSERT INTO raw (event) VALUES (?)');
    const [begin, commit] = [raw.prepare('BEGIN IMMEDIATE'), raw.prepare('COMMIT')];
    const insertRaw = (): void => {
      begin.run();
      for (const row of rows) insert.run(row);
      commit.run();
    };
    const contenders = { encrypted: () => receiveNext(encrypted), clear: () => receiveNext(clear), raw: insertRaw };
    const seconds: Record<keyof typeof contenders, number[]> = { encrypted: [], clear: [], raw: [] };
    for (const work of Object.values(contenders)) for (let i = 0; i < perRound; i += 1) work();
    for (let round = 0; round < rounds; round += 1) {
      for (const [name, work] of Object.entries(contenders)) {
        seconds[name as keyof typeof contenders].push(
          await secondsOf(() => {
            for (let i = 0; i < perRound; i += 1) work();
          }),
        );
      }
    }
    const rate = (name: keyof typeof contenders): number => perRound / median(seconds[name]);
    const ratio = rate('encrypted') / rate('raw');
    const cost = rate('clear') / rate('encrypted');
    return [
      {
        name: 'durable receptions against raw inserts of the same bytes',
        value: `${ratio.toFixed(2)} (${rate('encrypted').toFixed(0)}/s against ${rate('raw').toFixed(0)}/s)`,
        goal: '≥ 0.5 now, ≥ 0.8 later',
        isMet: ratio >= 0.5,
      },
      { name: 'encrypted against unencrypted store, time of a reception', value: cost.toFixed(2), goal: '≤ 1.25', isMet: cost <= 1.25 },
    ];
  } finally {
    raw.close();
    encrypted.close();
    clear.close();
    rmSync(rawFolder, { recursive: true, force: true });
  }
};
