import { TRPCClientError } from '@trpc/client';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { PageEdit } from '../../domain/document/document.ts';
import { problem } from '../../domain/problem.ts';
import type { DeskClient } from '../../renderer/app/trpc.ts';
import { createPageSaver, type PageSaver } from '../../renderer/features/digitisation/page-saver.ts';

const sha256 = 'a'.repeat(64);
const turnedBy = (quarterTurns: number): PageEdit[] => [{ sha256, page: 1, quarterTurns }];

type Call = { documentId: string; pages: PageEdit[]; answer: () => void; refuse: (error: Error) => void };
let calls: Call[];
let saver: PageSaver;

beforeEach(() => {
  vi.useFakeTimers();
  calls = [];
  const mutate = (input: { documentId: string; pages: PageEdit[] }) => new Promise((resolve, reject) => calls.push({ ...input, answer: () => resolve(input), refuse: reject }));
  saver = createPageSaver({ digitisation: { changePages: { mutate } } } as unknown as DeskClient);
});
afterEach(() => vi.useRealTimers());

const sent = () => calls.map(({ pages }) => pages[0]!.quarterTurns);
const unsaved = () => Object.keys(saver.unsaved.getState());
const turns = async (ms = 0): Promise<void> => void (await vi.advanceTimersByTimeAsync(ms));

describe('edits of pages on their way to the disk', () => {
  it('go there a moment after the last one, as they are then', async () => {
    saver.change('giấy', turnedBy(1));
    await turns(500);
    saver.change('giấy', turnedBy(2));
    await turns(500);
    expect(sent()).toEqual([]);
    await turns(200);
    expect(sent()).toEqual([2]);
    expect(unsaved()).toEqual(['giấy']);
    calls[0]!.answer();
    await turns();
    expect(unsaved()).toEqual([]);
  });

  it('earlier ones never overtake later ones, and what was changed meanwhile is still to be saved', async () => {
    saver.change('giấy', turnedBy(1));
    void saver.save('giấy');
    await turns();
    saver.change('giấy', turnedBy(2));
    const second = saver.save('giấy');
    await turns();
    expect(sent()).toEqual([1]);
    calls[0]!.answer();
    await turns();
    expect(sent()).toEqual([1, 2]);
    expect(unsaved()).toEqual(['giấy']);
    calls[1]!.answer();
    expect(await second).toBe(true);
    expect(unsaved()).toEqual([]);
  });

  it('wait for a desk process that is away, and are sent once it is back', async () => {
    saver.change('giấy', turnedBy(1));
    const saved = saver.save('giấy');
    await turns();
    calls[0]!.refuse(new TRPCClientError('no desk'));
    expect(await saved).toBe(false);
    expect(saver.unsaved.getState().giấy).toMatchObject({ pages: turnedBy(1), error: expect.any(Error) });
    await turns(5_000);
    expect(sent()).toEqual([1, 1]);
    calls[1]!.answer();
    await turns();
    expect(unsaved()).toEqual([]);
  });

  it('that the desk refuses are not sent again by themselves; the officer decides', async () => {
    saver.change('giấy', turnedBy(1));
    saver.change('giấy khác', turnedBy(3));
    void saver.saveAll();
    await turns();
    const refusal = Object.assign(new TRPCClientError('refused'), { data: { problem: problem('document.signed'), reference: null } });
    calls[0]!.refuse(refusal);
    calls[1]!.answer();
    await turns(60_000);
    expect(sent()).toEqual([1, 3]);
    expect(unsaved()).toEqual(['giấy']);
    saver.forget('giấy');
    expect(unsaved()).toEqual([]);
    expect(await saver.save('giấy')).toBe(true);
  });
});
