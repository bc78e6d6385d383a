import type { Desk } from '../desk.ts';
import { hasAdministrator } from '../identity/looks-after.ts';
import { demoOfficers, demoPassword, demoUnit } from './demo.ts';
import type { SetupStatus } from './types.ts';

export const setupStatus = ({ store }: Desk, { isDemo }: { isDemo: boolean }): SetupStatus => {
  const self = store.state('desk', store.deskId);
  return {
    isSetUp: self !== undefined,
    isDemo,
    ...(self && !hasAdministrator(store) && { lacksAdministrator: { level: self.unit.parentLevel } }),
    ...(isDemo && { unitDefaults: demoUnit, demoOfficers, demoPassword }),
  };
};
