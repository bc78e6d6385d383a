import { IconFileStack, IconFolders, IconHome, IconRefresh, IconScan, IconSearch, IconUsers, type Icon } from '@tabler/icons-react';
import type { Operation } from '../../domain/permissions.ts';
import type { Chord } from './keyboard.ts';

/** The places of the left rail, each for those who may do its work. One that has no work yet is not shown: a dead button teaches people not to press buttons. */
export const places = [
  { name: 'home', operation: 'home.summary', to: '/', icon: IconHome },
  { name: 'reception', operation: 'reception.receive', to: '/reception', icon: IconFileStack, chord: 'F2' },
  { name: 'search', operation: 'search.query', to: '/search', icon: IconSearch, chord: 'F3' },
  { name: 'inbox', operation: 'digitisation.inbox', to: '/inbox', icon: IconScan, chord: 'F4' },
  { name: 'dossiers', operation: 'dossier.list', to: '/dossiers', icon: IconFolders },
  { name: 'sync', operation: 'sync.status', to: '/sync', icon: IconRefresh, chord: 'F12' },
  { name: 'officers', operation: 'identity.officers', to: '/officers', icon: IconUsers },
] as const satisfies readonly { name: string; to: string; icon: Icon; operation: Operation; chord?: Chord }[];

export type Place = (typeof places)[number];
