import { dossiersCounted, figuresOf } from '../../../db/queries/reports.ts';
import { readStore, type StoreAccess } from '../../../db/reader.ts';
import type { MeasureValues } from '../../../domain/reports/indicators.ts';
import type { MeasureId } from '../../../domain/reports/measures.ts';
import type { Bounds } from '../../../domain/reports/predicate.ts';
import type { Dimension, ReportFilter } from '../../../domain/reports/statements.ts';

export type ReadFiguresInput = { store: StoreAccess; filter: ReportFilter; questions: { key: string; bounds: Bounds; dimension: Dimension }[] };

/** Worker task: the answers to some questions, all of one moment, each with its groups. */
export const readFigures = async ({ store, filter, questions }: ReadFiguresInput): Promise<{ key: string; groups: Map<string, MeasureValues> }[]> =>
  readStore(store, (connection) => questions.map(({ key, bounds, dimension }) => ({ key, groups: figuresOf(connection, { filter, bounds, dimension }) })));

export type ReadDossiersInput = { store: StoreAccess; measures: readonly MeasureId[]; filter: ReportFilter; bounds: Bounds; cursor: string | undefined; limit: number };

/** Worker task: ids of the dossiers behind a number. */
export const readDossiers = async ({ store, ...asked }: ReadDossiersInput): Promise<{ ids: string[]; nextCursor: string | null }> =>
  readStore(store, (connection) => dossiersCounted(connection, asked));
