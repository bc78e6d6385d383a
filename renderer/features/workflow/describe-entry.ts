import type { TFunction } from 'i18next';
import { z } from 'zod';
import { noComponentKey, resultComponentKey, routeSchema, slipComponentKey } from '../../../domain/document/document.ts';
import { dossierEvents, handOverSchema, paymentMethodSchema, ratingScores, resultSchema } from '../../../domain/dossier/events.ts';
import { roleOfStage } from '../../../domain/dossier/flow.ts';
import { type Status, statusSchema } from '../../../domain/dossier/status.ts';
import { formNameSchema } from '../../../domain/forms/definition.ts';
import { formatDate, formatMoney } from '../../components/format.ts';
import type { Change } from './describe-changes.ts';
import { describeChanges } from './describe-changes.ts';
import type { DossierView } from './dossier-view.ts';

export type Entry = Pick<DossierView['timeline'][number], 'type' | 'payload' | 'entityId' | 'before'>;

/** What of a dossier its entries are told by. */
export type Described = { timeline: readonly Entry[]; state: Pick<DossierView['state'], 'components' | 'payments' | 'flow'> };

const scannedSchema = z.object({ source: z.object({ fileName: z.string() }) });
const signedSchema = z.object({ kind: z.enum(['personal', 'seal']), signer: z.object({ name: z.string() }) });
const movedSchema = z.object({ from: z.int(), to: z.int(), officerId: z.string() });
const recordedSchema = z.object({ outcome: resultSchema.shape.outcome, number: z.string() });
const toldSchema = z.object({ method: dossierEvents['dossier.citizenTold'].shape.method, isReached: z.boolean() });
const handedOverSchema = z.object({ method: handOverSchema.shape.method, name: z.string() });
const ratedSchema = z.object({ score: z.enum(ratingScores) });
const asStatus = (value: unknown): Status | undefined => statusSchema.safeParse(value).data;
const asDate = (value: unknown): string => (typeof value === 'number' ? formatDate(value) : '');

const birthTypes = ['document.scanned', 'document.composed', 'document.reused'];

/** From its scanning, its composing or its reuse: a document that was taken away again is no longer among the dossier's own. */
const fileNameOf = (view: Described, documentId: string): string => {
  const born = view.timeline.find(({ entityId, type }) => entityId === documentId && birthTypes.includes(type));
  return scannedSchema.safeParse(born?.payload).data?.source.fileName ?? '';
};

/** Names of officers by their id. */
export type Names = (officerId: string) => string;

const describeMove = (t: TFunction, payload: Entry['payload'], { state: { flow } }: Described, nameOf: Names): string | undefined => {
  const moved = movedSchema.safeParse(payload).data;
  const target = moved && flow[moved.to];
  if (!target) return undefined;
  const { from, to, officerId } = moved;
  const name = officerId === '' ? t('stages.anyOf', { role: t(`role.${roleOfStage(target)}`).toLowerCase() }) : nameOf(officerId);
  if (to === from) return t('timeline.reassigned', { name });
  return t(to > from ? 'timeline.movedOn' : 'timeline.movedBack', { stage: t(`stage.${target.kind}`), name });
};

/** One event in the officer's words; one that this version does not know is shown as what it is. */
export const describeEntry = (t: TFunction, { type, payload, entityId }: Entry, view: Described, nameOf: Names): string => {
  const file = fileNameOf(view, entityId);
  const component =
    payload.componentKey === resultComponentKey
      ? t('attach.result')
      : payload.componentKey === slipComponentKey
        ? t('attach.slip')
        : payload.componentKey === noComponentKey
          ? t('timeline.noComponent')
          : (view.state.components.find(({ key }) => key === payload.componentKey)?.name ?? '');
  switch (type) {
    case 'dossier.received':
      return t(payload.startsAs === 'registered' ? 'timeline.registered' : 'timeline.received');
    case 'dossier.stepTaken': {
      const to = asStatus(payload.to);
      return to === undefined ? t('timeline.other', { type }) : t('timeline.stepTaken', { to: t(`status.${to}`) });
    }
    case 'dossier.moved':
      return describeMove(t, payload, view, nameOf) ?? t('timeline.other', { type });
    case 'dossier.moveAnswered':
      return t(payload.isAccepted === true ? 'timeline.moveTaken' : 'timeline.moveDeclined');
    case 'dossier.resultRecorded': {
      const result = recordedSchema.safeParse(payload).data;
      return result === undefined ? t('timeline.other', { type }) : t(`timeline.result.${result.outcome}`, { number: result.number || t('result.noNumber') });
    }
    case 'dossier.citizenTold': {
      const told = toldSchema.safeParse(payload).data;
      return told === undefined ? t('timeline.other', { type }) : t(told.isReached ? 'timeline.told' : 'timeline.notReached', { method: t(`telling.${told.method}`) });
    }
    case 'dossier.handedOver': {
      const handedOver = handedOverSchema.safeParse(payload).data;
      return handedOver === undefined ? t('timeline.other', { type }) : t('timeline.handedOver', { name: handedOver.name, method: t(`returnMethod.${handedOver.method}`) });
    }
    case 'dossier.rated': {
      const rated = ratedSchema.safeParse(payload).data;
      return rated === undefined ? t('timeline.other', { type }) : t('timeline.rated', { score: t(`rating.${rated.score}`) });
    }
    case 'dossier.apologyDrafted':
      return t('timeline.apologyDrafted', { to: asDate(payload.dueAt) });
    case 'dossier.apologyDropped':
      return t('timeline.apologyDropped');
    case 'dossier.corrected':
      return t('timeline.corrected');
    case 'dossier.componentsChecked':
      return t('timeline.componentsChecked');
    case 'dossier.conflictSettled': {
      const status = asStatus(payload.status);
      return status === undefined ? t('timeline.other', { type }) : t('timeline.conflictSettled', { status: t(`status.${status}`) });
    }
    case 'dossier.paymentRecorded': {
      const method = paymentMethodSchema.safeParse(payload.method).data ?? 'cash';
      return t('timeline.paid', { amount: formatMoney(Number(payload.amountVnd)), method: t(`payment.${method}`) });
    }
    case 'dossier.paymentCancelled': {
      const payment = view.state.payments.find(({ id }) => id === payload.paymentId);
      return t('timeline.paymentCancelled', { amount: formatMoney(payment?.amountVnd ?? 0) });
    }
    case 'dossier.extended':
      return t('timeline.extended', { from: asDate(payload.previousDueAt), to: asDate(payload.dueAt) });
    case 'dossier.rescheduled':
      return t('timeline.rescheduled', { from: asDate(payload.previousDueAt), to: asDate(payload.dueAt) });
    case 'dossier.cancelled':
      return t('timeline.cancelled');
    case 'dossier.formIssued': {
      const form = formNameSchema.safeParse(payload.form).data;
      return form === undefined ? t('timeline.other', { type }) : t('timeline.formIssued', { form: t(`issued.${form}`) });
    }
    case 'document.scanned':
      return t('timeline.scanned', { file });
    case 'document.attached': {
      const route = routeSchema.safeParse(payload.route).data;
      return route === undefined ? t('timeline.attached', { file, component }) : t('timeline.routed', { file, component, route: t(`route.${route}`).toLowerCase() });
    }
    case 'document.composed':
      return t('timeline.composed', { file });
    case 'document.pagesChanged':
      return t('timeline.pagesChanged', { file });
    case 'document.superseded':
      return t('timeline.superseded', { file });
    case 'document.reinstated':
      return t('timeline.reinstated', { file });
    case 'document.restored':
      return t('timeline.restored', { file });
    case 'document.reused':
      return t('timeline.reused', { component });
    case 'document.described':
      return t('timeline.described', { file });
    case 'document.rendered':
      return t('timeline.rendered', { file });
    case 'document.signed': {
      const signed = signedSchema.safeParse(payload).data;
      return signed === undefined ? t('timeline.other', { type }) : t(signed.kind === 'seal' ? 'timeline.sealed' : 'timeline.signed', { file, name: signed.signer.name });
    }
    case 'document.detached':
      return t('timeline.detached', { file });
    case 'document.dismissed':
      return t('timeline.dismissed', { file });
    default:
      return t('timeline.other', { type });
  }
};

const requestedSchema = z.array(z.object({ name: z.string(), note: z.string() }));
const linesOfRequest = (payload: Entry['payload']): string[] =>
  (requestedSchema.safeParse(payload.requested).data ?? []).map(({ name, note }) => (note === '' ? name : `${name}: ${note}`));

/** What belongs to the entry besides its one line: why, what exactly, what became of the date. */
export const detailsOf = (t: TFunction, { type, payload, before }: Entry): { texts: string[]; changes: Change[] } => {
  const asked = linesOfRequest(payload);
  const reason = payload.reason ?? payload.note ?? payload.comment ?? (type === 'document.reused' ? payload.purpose : undefined);
  const own = typeof reason === 'string' ? reason : '';
  // Where nothing was written, the reason repeats what is asked for.
  const isRepeated = asked.length > 0 && asked.map((line) => line.split(':')[0]).join('; ') === own;
  const texts = [
    isRepeated ? '' : type === 'document.reused' && own !== '' ? t('timeline.purpose', { purpose: own }) : own,
    ...asked,
    typeof payload.unpaidReason === 'string' ? t('timeline.unpaid', { reason: payload.unpaidReason }) : '',
    type === 'dossier.stepTaken' && typeof payload.refundVnd === 'number' ? t('payment.refunded', { amount: formatMoney(payload.refundVnd) }) : '',
    type === 'dossier.stepTaken' && before ? t('timeline.dueMoved', { from: asDate(before.dueAt), to: asDate(payload.dueAt) }) : '',
    type === 'dossier.stepTaken' && !before && typeof payload.dueAt === 'number' ? t('timeline.duePromised', { to: asDate(payload.dueAt) }) : '',
  ].filter((text) => text !== '');
  const changes = type === 'dossier.corrected' && before ? describeChanges(t, payload.changes as Record<string, unknown>, before) : [];
  return { texts, changes };
};
