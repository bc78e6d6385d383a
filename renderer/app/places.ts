import { IconBook2, IconCalendarDue, IconChartBar, IconFileStack, IconFolders, IconHome, IconScan, IconSettings, IconUserCheck, type Icon } from '@tabler/icons-react';
import type { Operation } from '../../domain/permissions.ts';
import type { Chord } from './keyboard.ts';

type Known = { name: string; to: string; /** Pages that are reached from this place. */ holds?: readonly string[]; icon: Icon; operation: Operation; chord?: Chord };

/**
 * The places of the left rail, each for those who may do its work. One that has no work yet is not shown: a dead button teaches people
 * not to press buttons. Searching and sync are on every page already, in the top bar's field and at the left end of the status bar,
 * each with its key; so the rail has room for what is done all day, and fits a screen of 768 lines.
 */
export const places = [
  { name: 'home', operation: 'home.summary', to: '/', holds: ['/queue', '/reminders'], icon: IconHome },
  { name: 'reception', operation: 'reception.receive', to: '/reception', icon: IconFileStack, chord: 'F2' },
  { name: 'board', operation: 'dossier.board', to: '/board', icon: IconCalendarDue },
  { name: 'inbox', operation: 'digitisation.inbox', to: '/inbox', icon: IconScan, chord: 'F4' },
  { name: 'dossiers', operation: 'dossier.list', to: '/dossiers', holds: ['/register', '/citizens', '/organisations'], icon: IconFolders },
  { name: 'results', operation: 'results.waiting', to: '/results', icon: IconUserCheck, chord: 'F10' },
  { name: 'reports', operation: 'reports.figures', to: '/reports', icon: IconChartBar },
  { name: 'catalogue', operation: 'reception.procedures', to: '/catalogue', icon: IconBook2 },
  { name: 'settings', operation: 'settings.view', to: '/settings', holds: ['/officers', '/calendar', '/forms'], icon: IconSettings },
] as const satisfies readonly Known[];

/** Pages that are reached from a place, and by their name. */
export const innerPages = [
  { name: 'search', operation: 'search.query', to: '/search', chord: 'F3' },
  { name: 'sync', operation: 'sync.status', to: '/sync', chord: 'F12' },
  { name: 'reminders', operation: 'reminders.list', to: '/reminders' },
  { name: 'officers', operation: 'identity.officers', to: '/officers' },
  { name: 'calendar', operation: 'calendar.view', to: '/calendar' },
  { name: 'forms', operation: 'forms.packs', to: '/forms' },
  { name: 'register', operation: 'forms.register', to: '/register' },
] as const satisfies readonly { name: string; to: string; operation: Operation; chord?: Chord }[];

export type Place = (typeof places)[number];

/** Whether the page of this address belongs to the place. */
export const isAt = (place: Known, path: string): boolean => {
  const covers = (root: string): boolean => path === root || path.startsWith(`${root}/`);
  return place.to === '/' ? path === '/' || (place.holds ?? []).some(covers) : [place.to, ...(place.holds ?? [])].some(covers);
};
