import { IconBook2, IconFileStack, IconFolders, IconHome, IconRefresh, IconScan, IconSearch, IconSettings, type Icon } from '@tabler/icons-react';
import type { Operation } from '../../domain/permissions.ts';
import type { Chord } from './keyboard.ts';

type Known = { name: string; to: string; /** Pages that are reached from this place. */ holds?: readonly string[]; icon: Icon; operation: Operation; chord?: Chord };

/** The places of the left rail, each for those who may do its work. One that has no work yet is not shown: a dead button teaches people not to press buttons. */
export const places = [
  { name: 'home', operation: 'home.summary', to: '/', holds: ['/queue'], icon: IconHome },
  { name: 'reception', operation: 'reception.receive', to: '/reception', icon: IconFileStack, chord: 'F2' },
  { name: 'search', operation: 'search.query', to: '/search', holds: ['/citizens', '/organisations'], icon: IconSearch, chord: 'F3' },
  { name: 'inbox', operation: 'digitisation.inbox', to: '/inbox', icon: IconScan, chord: 'F4' },
  { name: 'dossiers', operation: 'dossier.list', to: '/dossiers', holds: ['/register'], icon: IconFolders },
  { name: 'catalogue', operation: 'reception.procedures', to: '/catalogue', icon: IconBook2 },
  { name: 'sync', operation: 'sync.status', to: '/sync', icon: IconRefresh, chord: 'F12' },
  { name: 'settings', operation: 'settings.view', to: '/settings', holds: ['/officers', '/calendar', '/forms'], icon: IconSettings },
] as const satisfies readonly Known[];

/** Pages that are reached from a place, and by their name. */
export const innerPages = [
  { name: 'officers', operation: 'identity.officers', to: '/officers' },
  { name: 'calendar', operation: 'calendar.view', to: '/calendar' },
  { name: 'forms', operation: 'forms.packs', to: '/forms' },
  { name: 'register', operation: 'forms.register', to: '/register' },
] as const satisfies readonly { name: string; to: string; operation: Operation }[];

export type Place = (typeof places)[number];

/** Whether the page of this address belongs to the place. */
export const isAt = (place: Known, path: string): boolean => {
  const covers = (root: string): boolean => path === root || path.startsWith(`${root}/`);
  return place.to === '/' ? path === '/' || (place.holds ?? []).some(covers) : [place.to, ...(place.holds ?? [])].some(covers);
};
