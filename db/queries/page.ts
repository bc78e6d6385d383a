/** A page of a list, and where the next one begins; null at the end. */
export type Page<T> = { rows: T[]; nextCursor: string | null };

/** The place after one row in a list that is ordered by `at` and then by id. */
export type Place = { at: string | number; id: string };

export const pageSize = 50;

export const cursorAfter = ({ at, id }: Place): string => Buffer.from(JSON.stringify([at, id])).toString('base64url');

/** A cursor that is none of ours starts from the top: a list is never refused because of a stale link. */
export const placeOf = (cursor: string | undefined): Place | undefined => {
  if (cursor === undefined) return undefined;
  try {
    const [at, id] = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')) as [unknown, unknown];
    return (typeof at === 'number' || typeof at === 'string') && typeof id === 'string' ? { at, id } : undefined;
  } catch {
    return undefined;
  }
};
