/** What can be taken back and made again. */
export type EditHistory<State> = { past: readonly State[]; now: State; future: readonly State[]; /** What the last change was part of, so that a slider is one change. */ ofOne?: string };

const mostKept = 200;

export const historyOf = <State>(now: State): EditHistory<State> => ({ past: [], now, future: [] });

/** @param ofOne changes with the same name, one after the other, are taken back together */
export const changed = <State>(history: EditHistory<State>, now: State, ofOne?: string): EditHistory<State> => {
  const isSame = ofOne !== undefined && ofOne === history.ofOne;
  return { past: isSame ? history.past : [...history.past.slice(-mostKept), history.now], now, future: [], ...(ofOne !== undefined && { ofOne }) };
};

export const undone = <State>({ past, now, future }: EditHistory<State>): EditHistory<State> => {
  const before = past.at(-1);
  return before === undefined ? { past, now, future } : { past: past.slice(0, -1), now: before, future: [now, ...future] };
};

export const redone = <State>({ past, now, future }: EditHistory<State>): EditHistory<State> => {
  const [next, ...rest] = future;
  return next === undefined ? { past, now, future } : { past: [...past, now], now: next, future: rest };
};
