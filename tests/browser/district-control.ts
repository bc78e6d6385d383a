import { demoCommune, issueEnrolmentCode, startDistrict, type DistrictReady } from '../../build/start/district.ts';
import type { NodeProcess } from '../../build/processes.ts';

/** A district server of this test alone. Its address stays the same over stop and start. */
export type District = {
  folder: string;
  /** Known after the first start. */
  url: () => string;
  start: () => Promise<void>;
  /** The line is cut, as far as a desk can tell. */
  stop: () => Promise<void>;
  enrolmentCode: (deskNumber: number, commune?: { agencyCode: string; unitName: string }) => Promise<string>;
};

export const createDistrictControl = (folder: string): District => {
  let running: NodeProcess<DistrictReady> | undefined;
  let url = '';
  return {
    folder,
    url: () => url,
    start: async () => {
      running ??= startDistrict(folder, url === '' ? 0 : Number(new URL(url).port));
      ({ url } = await running.ready);
    },
    stop: async () => {
      running?.stop();
      await running?.exited;
      running = undefined;
    },
    enrolmentCode: (deskNumber, commune = demoCommune) => issueEnrolmentCode(folder, { ...commune, deskNumber }),
  };
};
