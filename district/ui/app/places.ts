import { IconBell, IconBook2, IconCalendar, IconChartBar, IconHistory, IconUsers, IconUsersGroup, type Icon } from '@tabler/icons-react';
import type { ConsoleOperation } from '../../../domain/console/permissions.ts';

type Known = { name: string; to: string; /** Pages that are reached from this place. */ holds?: readonly string[]; icon: Icon; operation: ConsoleOperation };

/** The places of the left rail, each for those who may do its work. */
export const places = [
  { name: 'overview', operation: 'overview.communes', to: '/', holds: ['/communes', '/dossiers'], icon: IconChartBar },
  { name: 'reminders', operation: 'reminders.list', to: '/reminders', icon: IconBell },
  { name: 'catalogue', operation: 'catalogue.list', to: '/catalogue', icon: IconBook2 },
  { name: 'calendar', operation: 'calendar.view', to: '/calendar', icon: IconCalendar },
  { name: 'officers', operation: 'officers.list', to: '/officers', icon: IconUsersGroup },
  { name: 'users', operation: 'users.list', to: '/users', icon: IconUsers },
  { name: 'audit', operation: 'audit.list', to: '/audit', icon: IconHistory },
] as const satisfies readonly Known[];

/** Whether the page of this address belongs to the place. */
export const isAt = (place: Known, path: string): boolean => {
  const covers = (root: string): boolean => path === root || path.startsWith(`${root}/`);
  return (place.to === '/' ? path === '/' : covers(place.to)) || (place.holds ?? []).some(covers);
};
