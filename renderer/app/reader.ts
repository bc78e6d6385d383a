import { createContext, useContext, useEffect, useRef } from 'react';
import type { BurstReading } from './reader-burst.ts';

/** What came off a reader: a citizen's card (or something that should be one), the code of a dossier, or a whole receipt, which can be checked. */
export type Reading =
  | { kind: 'card'; payload: string; isMangled: boolean }
  | { kind: 'dossier'; code: string }
  | { kind: 'receipt'; payload: string; code: string };

const codeInPayload = /[A-Z0-9]+(?:\.[A-Z0-9]+)*-\d{6}-\d{4}/;
/** As `domain/dossier/receipt-code.ts` writes it; one that is cut short is still a receipt, and its check says so. */
const receiptPayload = /^([A-Z0-9]+(?:\.[A-Z0-9]+)*-\d{6}-\d{4})\/\d+\/[\d/]+$/;

export const readingOf = ({ payload, isMangled }: BurstReading): Reading => {
  const receipt = receiptPayload.exec(payload.trim().toUpperCase());
  if (receipt) return { kind: 'receipt', payload: receipt[0], code: receipt[1]! };
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
