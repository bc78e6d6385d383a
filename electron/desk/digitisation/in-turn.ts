export type InTurn = <T>(work: () => Promise<T>) => Promise<T>;

/** Runs pieces of asynchronous work one after the other; one that fails does not stop the next. */
export const createInTurn = (): InTurn => {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const mine = last.then(work);
    last = mine.catch(() => undefined);
    return mine;
  };
};
