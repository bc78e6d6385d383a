import type { MeasureId } from './measures.ts';

/**
 * A rate, or an average, of two sums of measures. `of766`: its number and greatest points in Quyết định 766/QĐ-TTg as a province's
 * board shows them (DOMAIN.md section 7: seen at one place and date, not read in the text of the decision).
 */
export type IndicatorDefinition = {
  version: number;
  numerator: readonly MeasureId[];
  denominator: readonly MeasureId[];
  unit: 'rate' | 'minutes';
  /** `fullAt`: the rate from which on all points are given; missing: 1. */
  of766?: { number: number; maxPoints: number | null; fullAt?: number };
};

const average = (step: 'receive' | 'examine' | 'approve' | 'seal' | 'return'): IndicatorDefinition => ({ version: 1, numerator: [`${step}Minutes`], denominator: [`${step}Timed`], unit: 'minutes' });

/**
 * The indicators of Quyết định 766 that a desk can answer for, and the rates that the district asks for. Left out are those that a
 * commune is not measured by (6, 16, 17), that speak of the publishing of procedures (1 to 3) and of citizens' petitions (21, 22),
 * for which a desk has no data, and 13 and 15, whose numerator no source tells.
 *
 * - 4: in time means within `syncWithinMinutes`; dossiers of which it is not known how they reached the district are left out of both.
 * - 11: an electronic result is valid in law when it bears the agency's digital seal.
 * - 12 counts dossiers, 14 components. Full points of 14 are given from 80 % on, of 23 from 90 %.
 * - 23: neither late nor rated badly. Whoever did not rate did not complain.
 * - 24: points in proportion to the rate; the formula that was worked out from a board (6A + min(2; 2,5B) + 2,5C) does not say what
 *   its parts are.
 */
export const indicators = {
  syncInTime: { version: 1, numerator: ['syncedInTime'], denominator: ['handled'], unit: 'rate', of766: { number: 4, maxPoints: 6 } },
  onTime: { version: 1, numerator: ['solvedEarly', 'solvedOnTime', 'openInTime'], denominator: ['solved', 'open'], unit: 'rate', of766: { number: 5, maxPoints: 20 } },
  filedOnline: { version: 1, numerator: ['receivedOnline'], denominator: ['received'], unit: 'rate', of766: { number: 10, maxPoints: null } },
  electronicResult: { version: 1, numerator: ['resultSealed'], denominator: ['resultDue'], unit: 'rate', of766: { number: 11, maxPoints: 6 } },
  digitised: { version: 1, numerator: ['digitised'], denominator: ['received'], unit: 'rate', of766: { number: 12, maxPoints: 4 } },
  reuse: { version: 1, numerator: ['reused'], denominator: ['reusable'], unit: 'rate', of766: { number: 14, maxPoints: 2, fullAt: 0.8 } },
  satisfaction: { version: 1, numerator: ['withoutComplaint'], denominator: ['solved'], unit: 'rate', of766: { number: 23, maxPoints: 6, fullAt: 0.9 } },
  onlinePayment: { version: 1, numerator: ['paidOnline'], denominator: ['withFee'], unit: 'rate', of766: { number: 24, maxPoints: 10 } },

  solvedInTime: { version: 1, numerator: ['solvedEarly', 'solvedOnTime'], denominator: ['solved'], unit: 'rate' },
  online: { version: 1, numerator: ['onlineOfOnlineProcedure'], denominator: ['onlineProcedure'], unit: 'rate' },
  fullOnline: { version: 1, numerator: ['onlineOfFullOnlineProcedure'], denominator: ['fullOnlineProcedure'], unit: 'rate' },
  answeredLate: { version: 1, numerator: ['answeredLate'], denominator: ['answered'], unit: 'rate' },
  supplement: { version: 1, numerator: ['supplemented'], denominator: ['received'], unit: 'rate' },
  refusal: { version: 1, numerator: ['refused'], denominator: ['received', 'refused'], unit: 'rate' },
  digitisedComponents: { version: 1, numerator: ['digitisedComponents'], denominator: ['components'], unit: 'rate' },
  mustDigitised: { version: 1, numerator: ['mustDigitised'], denominator: ['mustDigitise'], unit: 'rate' },
  digitisedResult: { version: 1, numerator: ['resultDigitised'], denominator: ['resultDue'], unit: 'rate' },
  paymentWithoutCash: { version: 1, numerator: ['paidWithoutCash'], denominator: ['withFee'], unit: 'rate' },
  rated: { version: 1, numerator: ['satisfied'], denominator: ['rated'], unit: 'rate' },
  receiveTime: average('receive'),
  examineTime: average('examine'),
  approveTime: average('approve'),
  sealTime: average('seal'),
  returnTime: average('return'),
} as const satisfies Record<string, IndicatorDefinition>;
export type IndicatorId = keyof typeof indicators;
export const indicatorIds = Object.keys(indicators) as IndicatorId[];

export type MeasureValues = Record<MeasureId, number>;
export type IndicatorPart = 'numerator' | 'denominator';

export type IndicatorFigure = {
  id: IndicatorId;
  version: number;
  numerator: number;
  denominator: number;
  /** Null where there is nothing to divide by, which is not nought. */
  rate: number | null;
  points: number | null;
  maxPoints: number | null;
};

export const measuresOfIndicator = (id: IndicatorId, part: IndicatorPart): readonly MeasureId[] => indicators[id][part];

export const indicatorFigure = (id: IndicatorId, values: MeasureValues): IndicatorFigure => {
  const definition: IndicatorDefinition = indicators[id];
  const total = (ids: readonly MeasureId[]): number => ids.reduce((sum, measure) => sum + values[measure], 0);
  const [numerator, denominator] = [total(definition.numerator), total(definition.denominator)];
  const rate = denominator === 0 ? null : numerator / denominator;
  const { maxPoints = null, fullAt = 1 } = definition.of766 ?? {};
  const points = rate === null || maxPoints === null ? null : maxPoints * Math.min(1, rate / fullAt);
  return { id, version: definition.version, numerator, denominator, rate, points, maxPoints };
};
