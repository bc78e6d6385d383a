import { createContext, useContext, useEffect, useRef } from 'react';
import type { BurstReading } from './reader-burst.ts';

/** What came off a reader: a citizen's card (or something that should be one), or the code of a dossier from a receipt. */
export type Reading = { kind: 'card'; payload: string; isMangled: boolean } | { kind: 'dossier'; code: string };

const codeInPayload = /[A-Z0-9]+(?:\.[A-Z0-9]+)*-\d{6}-\d{4}/;

export const readingOf = ({ payload, isMangled }: BurstReading): Reading => {
  const code = payload.includes('||') || payload.split('|').length > 4 ? undefined : codeInPayload.exec(payload)?.[0];
  return code === undefined ? { kind: 'card', payload, isMangled } : { kind: 'dossier', code };
};

type Taker = (reading: Reading) => boolean;

/** Who takes a reading: the page that is open, else the frame. */
export type ReaderDesk = { takers: Taker[] };

export const ReaderContext = createContext<ReaderDesk>({ takers: [] });

/** Offers this page for readings while it is shown; false passes the reading on. */
export const useReader = (take: Taker): void => {
  const { takers } = useContext(ReaderContext);
  const latest = useRef(take);
  latest.current = take;
  useEffect(() => {
    const taker: Taker = (reading) => latest.current(reading);
    takers.push(taker);
    return () => {
      const at = takers.indexOf(taker);
      if (at >= 0) takers.splice(at, 1);
    };
  }, [takers]);
};

export const offer = ({ takers }: ReaderDesk, reading: Reading): boolean => [...takers].reverse().some((take) => take(reading));
