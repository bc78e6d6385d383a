import { networkInterfaces } from 'node:os';
import type { Timers } from './transport.ts';

const everyMs = 5_000;

const addresses = (): string =>
  Object.values(networkInterfaces())
    .flatMap((addresses) => addresses ?? [])
    .filter(({ internal }) => !internal)
    .map(({ address }) => address)
    .sort()
    .join(' ');

/**
 * Tells when the PC's addresses change: a cable put back, a Wi-Fi joined, a VPN up. The line may then be back, and
 * waiting out a backoff of minutes would be pointless. Reads a kernel table; sends nothing.
 * @returns the function that ends it
 */
export const watchLine = (timers: Timers, onChange: () => void, read: () => string = addresses): (() => void) => {
  let last = read();
  let cancel = (): void => undefined;
  const look = (): void => {
    const current = read();
    if (current !== last && current !== '') onChange();
    last = current;
    cancel = timers.after(everyMs, look);
  };
  cancel = timers.after(everyMs, look);
  return () => cancel();
};
