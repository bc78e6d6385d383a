import { type FactGroup, type Facts, outcomes, type Phase, type ProcedureFacts } from '../../../domain/reports/facts.ts';
import { type Day, dayOf, never } from '../../../domain/reports/day.ts';
import { addDays } from '../../../domain/time.ts';
import { type Random, seededRandom } from '../../faults/simulator/random.ts';

export const firstDate = '2023-11-20';
export const lastDate = '2026-11-20';
const days: Day[] = [];
for (let date = firstDate; days.length < 1200; date = addDays(date, 1)) days.push(dayOf(date));
const lastIndex = days.indexOf(dayOf(lastDate));

const procedureCount = 69;
const officerCount = 9;
const fields = ['Hộ tịch', 'Chứng thực', 'Đất đai', 'Xây dựng', 'Bảo trợ xã hội', 'Môi trường', 'Người có công', 'Nuôi con nuôi', 'Tôn giáo', 'Lâm nghiệp', 'Cư trú', 'Hộ kinh doanh'];
const channels = ['direct', 'online', 'postal'] as const;

export type SomeFacts = { group: number; facts: Facts; phases: Phase[] };

/** Every procedure, channel and pair of officers that occurs. */
export const someGroups = (): (FactGroup & ProcedureFacts)[] =>
  Array.from({ length: procedureCount * channels.length * officerCount }, (_, index) => {
    const procedure = index % procedureCount;
    const officer = Math.floor(index / (procedureCount * channels.length));
    return {
      procedureId: `thủ-tục-${procedure}`,
      procedureVersion: 'f'.repeat(64),
      procedureName: `Thủ tục số ${procedure}`,
      field: fields[procedure % fields.length]!,
      channel: channels[Math.floor(index / procedureCount) % channels.length]!,
      receiverId: `người-nhận-${officer % 3}`,
      officerId: `người-xử-lý-${officer}`,
      onlineLevel: procedure % 4 === 0 ? 'none' : procedure % 2 === 0 ? 'part' : 'full',
      hasResultPaper: procedure % 10 === 0 ? 0 : 1,
    };
  });

/** Three years of dossiers in the order of their reception, the last days' still open. The same for the same number. */
export function* someFacts(count: number): Generator<SomeFacts> {
  const random = seededRandom('sự kiện của báo cáo');
  const groups = procedureCount * channels.length * officerCount;
  for (let index = 0; index < count; index += 1) yield { group: random.below(groups), ...factsOn(Math.floor((index * (lastIndex + 1)) / count), random) };
}

const bit = (random: Random, share: number): 0 | 1 => (random.chance(share) ? 1 : 0);

const factsOn = (received: number, random: Random): Omit<SomeFacts, 'group'> => {
  const due = received + 3 + random.below(4);
  const took = random.chance(0.7) ? random.below(3) : random.below(12);
  const finished = received + took <= lastIndex ? received + took : undefined;
  const outcome = finished === undefined ? outcomes.none : random.chance(0.02) ? outcomes.withdrawn : outcomes.done;
  const returned = finished !== undefined && outcome === outcomes.done && finished + 2 <= lastIndex && random.chance(0.97) ? finished + random.below(3) : undefined;
  const dayAt = (at: number | undefined): Day => (at === undefined ? never : days[at]!);
  const components = 1 + random.below(5);
  const digitised = random.chance(0.4) ? random.below(components + 1) : 0;
  const reusable = random.below(3);
  const hasFee = bit(random, 0.5);
  const hasResultFile = outcome === outcomes.done ? bit(random, 0.3) : 0;
  const minutes = (most: number): number | null => (finished === undefined ? null : random.below(most));
  const facts: Facts = {
    submittedDay: days[received]!,
    receivedDay: days[received]!,
    dueDay: days[due]!,
    finishedDay: dayAt(finished),
    returnedDay: dayAt(returned),
    leftDay: dayAt(outcome === outcomes.done ? returned : finished),
    outcome,
    supplements: bit(random, 0.06),
    components,
    digitised,
    mustDigitise: Math.min(components, random.below(3)),
    mustDigitised: digitised > 0 ? 1 : 0,
    papers: digitised,
    reusable,
    reused: reusable > 0 ? bit(random, 0.2) : 0,
    hasResultFile,
    hasSealedResult: hasResultFile === 1 ? bit(random, 0.6) : 0,
    hasFee,
    payment: hasFee === 1 ? random.pick([0, 1, 1, 2, 3] as const) : 0,
    rating: returned === undefined ? 0 : random.pick([0, 0, 0, 1, 1, 2, 3] as const),
    isAnsweredLate: random.chance(0.3) ? bit(random, 0.1) : null,
    receiveMinutes: minutes(120),
    examineMinutes: minutes(2000),
    approveMinutes: minutes(500),
    sealMinutes: minutes(200),
    returnMinutes: returned === undefined ? null : random.below(900),
    syncMinutes: random.chance(0.98) ? random.below(4) : 20 + random.below(2000),
    unsentSince: null,
  };
  return { facts, phases: phasesOf(days[received]!, dayAt(finished), days[due]!, random) };
};

const phasesOf = (from: Day, to: Day, due: Day, random: Random): Phase[] => {
  if (from >= to) return [];
  const middle = days[days.indexOf(from) + 1]!;
  // One in twenty stood still for a while.
  if (middle >= to || !random.chance(0.05)) return [{ fromDay: from, toDay: to, dueDay: due, isPaused: 0 }];
  return [{ fromDay: from, toDay: middle, dueDay: due, isPaused: 1 }, { fromDay: middle, toDay: to, dueDay: due, isPaused: 0 }];
};
