import { procedures } from '../../../db/queries/procedures.ts';
import { type Problem, problem } from '../../../domain/problem.ts';
import type { ProcedureState } from '../../../domain/procedure/procedure.ts';
import { scoreMatch } from '../../../domain/text.ts';
import type { Desk } from '../desk.ts';
import type { ProcedureRow } from './types.ts';

export const asProcedureRow = ({ id, code, name, field, feeVnd, timeLimit, project06 }: ProcedureState): ProcedureRow => ({
  id,
  code,
  name,
  field,
  feeVnd,
  timeLimit,
  project06,
});

/** Every procedure that is not retired, best answer first: by name, by code, or by the field it belongs to. */
export const listProcedures = ({ store }: Desk, { query = '' }: { query?: string | undefined }): ProcedureRow[] => {
  const rows = procedures(store).filter(({ isRetired }) => !isRetired).map(asProcedureRow);
  const asked = query.trim();
  if (asked === '') return rows;
  return rows
    .map((row) => ({ row, score: scoreOf(asked, row) }))
    .filter(({ score }) => score > 0)
    // «ks» is in many names; the shortest is the plain case, which is asked for most.
    .sort((a, b) => b.score - a.score || a.row.name.length - b.row.name.length)
    .map(({ row }) => row);
};

const scoreOf = (asked: string, { code, name, field }: ProcedureRow): number =>
  code?.startsWith(asked) ? 1000 : Math.max(scoreMatch(asked, name), scoreMatch(asked, field) / 4);

export const getProcedure = ({ store }: Desk, { id }: { id: string }): ProcedureState | Problem =>
  store.state('procedure', id) ?? problem('procedure.unknown');
