import { describe, expect, test } from 'vitest';
import { createSlots } from '../../electron/desk/digitisation/slots.ts';
import { createTogether } from '../../electron/desk/digitisation/together.ts';

describe('what is asked for in one turn', () => {
  test('is done together, in order', async () => {
    const done: number[][] = [];
    const double = createTogether((items: readonly number[]) => (done.push([...items]), items.map((item) => item * 2)));
    expect(await Promise.all([1, 2, 3].map(double))).toEqual([2, 4, 6]);
    expect(await double(4)).toBe(8);
    expect(done).toEqual([[1, 2, 3], [4]]);
  });

  test('is done one by one where together fails, and only what fails by itself fails', async () => {
    const kept: number[] = [];
    const keep = createTogether((items: readonly number[]) => {
      if (items.includes(2)) throw new Error('2');
      kept.push(...items);
      return items;
    });
    const answers = await Promise.allSettled([1, 2, 3].map(keep));
    expect(answers.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(kept).toEqual([1, 3]);
  });
});

describe('places', () => {
  const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

  test('are given in the order in which they were asked for, so many at a time', async () => {
    const slots = createSlots(2);
    const entered: string[] = [];
    const enter = async (name: string): Promise<() => void> => {
      const leave = await slots.enter();
      entered.push(name);
      return leave;
    };
    const [first] = await Promise.all([enter('a'), enter('b')]);
    const later = [enter('c'), enter('d')];
    await turn();
    expect(entered).toEqual(['a', 'b']);
    first!();
    await later[0];
    expect(entered).toEqual(['a', 'b', 'c']);
  });

  test('are all taken by whoever must be alone, two of them one after the other, and idle work waits for everybody', async () => {
    const slots = createSlots(3);
    const said: string[] = [];
    const leave = await slots.enter();
    const idle = slots.whenIdle().then(() => said.push('nobody'));
    const alone = ['one', 'two'].map((name) =>
      slots.alone(async () => {
        said.push(`${name} begins`);
        await turn();
        said.push(`${name} ends`);
      }),
    );
    await turn();
    expect(said).toEqual([]);
    leave();
    await Promise.all([...alone, idle]);
    expect(said.filter((what) => what !== 'nobody')).toEqual(['one begins', 'one ends', 'two begins', 'two ends']);
    expect(said.indexOf('nobody')).toBeGreaterThan(said.indexOf('one ends'));
    await slots.whenIdle();
  });
});
