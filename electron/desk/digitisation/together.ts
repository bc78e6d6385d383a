/**
 * Gathers what is asked for in one turn of the event loop and does it together, in order: a disk that has to turn for each commit turns
 * once for several. Where that fails they are done one by one, so that each gets its own answer.
 */
export const createTogether = <Item, Result>(doAll: (items: readonly Item[]) => readonly Result[]): ((item: Item) => Promise<Result>) => {
  type Asked = { item: Item; resolve: (result: Result) => void; reject: (error: unknown) => void };
  let waiting: Asked[] = [];
  const settle = (asked: readonly Asked[]): void => {
    let results: readonly Result[];
    try {
      results = doAll(asked.map(({ item }) => item));
    } catch (error) {
      if (asked.length > 1) return asked.forEach((one) => settle([one]));
      return asked[0]!.reject(error);
    }
    asked.forEach(({ resolve }, index) => resolve(results[index]!));
  };
  const settleAll = (): void => {
    const asked = waiting;
    waiting = [];
    settle(asked);
  };
  return (item) =>
    new Promise((resolve, reject) => {
      if (waiting.push({ item, resolve, reject }) === 1) setImmediate(settleAll);
    });
};
