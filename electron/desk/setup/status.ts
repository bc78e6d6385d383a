import type { Desk } from '../desk.ts';
import { demoOfficers, demoPassword, demoUnit } from './demo.ts';
import type { SetupStatus } from './types.ts';

export const setupStatus = ({ store }: Desk, { isDemo }: { isDemo: boolean }): SetupStatus => ({
  isSetUp: store.state('desk', store.deskId) !== undefined,
  isDemo,
  ...(isDemo && { unitDefaults: demoUnit, demoOfficers, demoPassword }),
});
