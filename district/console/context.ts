import type { ConsoleRole } from '../../domain/console/permissions.ts';
import type { DistrictContext } from '../context.ts';
import type { Sessions } from './sessions.ts';

/** Whoever uses the console, as others may see them. */
export type ConsoleUser = { id: string; username: string; fullName: string; title: string; roles: ConsoleRole[] };

/** The console with somebody signed in: what a use case takes as its first argument. */
export type Console = { district: DistrictContext; user: ConsoleUser };

/** One request's session: a cookie and what is behind it. */
export type ConsoleSession = {
  /** Undefined when nobody is signed in, or whoever was may no longer. */
  user: () => Promise<(ConsoleUser & { isOneTime: boolean }) | undefined>;
  begin: (userId: string) => void;
  end: () => void;
  /** After a new password: whoever knew the old one is out. */
  endOthersOf: (userId: string) => void;
};

export type ConsoleContext = { district: DistrictContext; sessions: Sessions; session: ConsoleSession; onFault: (error: unknown) => string };
