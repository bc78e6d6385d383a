import type { EntityStates } from '../../domain/entities.ts';
import type { EntityName } from '../../domain/event.ts';

export type ColumnValue = string | number | null;

/** How one entity's folded state is laid down for queries. `id` and `state` are laid down for every entity. */
export type Projection<E extends EntityName> = {
  table: string;
  /** The columns besides `id` and `state`, the same ones in the same order for every state. */
  columns(state: EntityStates[E]): Record<string, ColumnValue>;
  /** Words for full-text search by column of the search table; the engine folds them. The table then has a `row_id`. */
  search?: { table: string; words(state: EntityStates[E]): Record<string, string> };
};
