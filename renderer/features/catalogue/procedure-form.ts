import { type FlowFault, flowFault } from '../../../domain/dossier/flow.ts';
import type { ProcedureFields, RequiredDocument, TimeLimit } from '../../../domain/procedure/procedure.ts';
import { formatCount } from '../../components/format.ts';
import { flowOfForm, formOfStage, type StageForm } from './flow-form.ts';

type Procedure = Omit<ProcedureFields, 'isBaseline'>;

/** A paper as it is typed. Without a key it is new. */
export type PaperForm = {
  rowId: string;
  key: string | undefined;
  name: string;
  kind: RequiredDocument['kind'];
  quantity: string;
  required: boolean;
  note: string;
  typeCode: string | null;
  mustDigitise: boolean;
  isReplaceableByData: boolean;
};

/** A procedure as it is typed: numbers as text, lists one to a line. */
export type ProcedureForm = {
  name: string;
  code: string;
  field: string;
  aliases: string;
  project06: boolean;
  linkedGroup: string;
  linkedCodes: string;
  whoMayAsk: string;
  onlineFiling: string;
  /** Null: not known. */
  onlineLevel: NonNullable<ProcedureFields['onlineLevel']> | null;
  commonMistakes: string;
  limitValue: string;
  limitUnit: TimeLimit['unit'];
  cutoff: string;
  maxExtended: string;
  pausePolicy: 'resume' | 'restart';
  limitNote: string;
  feeKind: 'none' | 'amount' | 'byProvince';
  fee: string;
  feeText: string;
  documents: PaperForm[];
  /** Undefined: the usual five steps. */
  flow: StageForm[] | undefined;
  legalBasis: string;
  resultTypeCode: string | null;
  hasResultPaper: boolean;
  source: string;
  isConfirmed: boolean;
};

export const emptyPaper = (rowId: string): PaperForm => ({
  rowId,
  key: undefined,
  name: '',
  kind: 'original',
  quantity: '1',
  required: true,
  note: '',
  typeCode: null,
  mustDigitise: false,
  isReplaceableByData: false,
});

export const emptyProcedureForm = (): ProcedureForm => ({
  name: '',
  code: '',
  field: '',
  aliases: '',
  project06: false,
  linkedGroup: '',
  linkedCodes: '',
  whoMayAsk: '',
  onlineFiling: '',
  onlineLevel: null,
  commonMistakes: '',
  limitValue: '',
  limitUnit: 'working-day',
  cutoff: '15:00',
  maxExtended: '',
  pausePolicy: 'resume',
  limitNote: '',
  feeKind: 'none',
  fee: '',
  feeText: '',
  documents: [],
  flow: undefined,
  legalBasis: '',
  resultTypeCode: null,
  hasResultPaper: true,
  source: '',
  isConfirmed: true,
});

export const formOfProcedure = (procedure: Procedure, newId: () => string): ProcedureForm => {
  const { timeLimit, feeVnd } = procedure;
  return {
    name: procedure.name,
    code: procedure.code ?? '',
    field: procedure.field,
    aliases: (procedure.aliases ?? []).join('\n'),
    project06: procedure.project06,
    linkedGroup: procedure.linkedGroup ?? '',
    linkedCodes: (procedure.linkedCodes ?? []).join('\n'),
    whoMayAsk: procedure.whoMayAsk ?? '',
    onlineFiling: procedure.onlineFiling ?? '',
    onlineLevel: procedure.onlineLevel ?? null,
    commonMistakes: (procedure.commonMistakes ?? []).join('\n'),
    limitValue: timeLimit.unit === 'same-day' ? '' : String(timeLimit.value),
    limitUnit: timeLimit.unit,
    cutoff: timeLimit.cutoff ?? '',
    maxExtended: timeLimit.maxExtended === undefined ? '' : String(timeLimit.maxExtended),
    pausePolicy: procedure.pausePolicy ?? 'resume',
    limitNote: timeLimit.note ?? '',
    feeKind: feeVnd === null ? 'byProvince' : feeVnd === 0 ? 'none' : 'amount',
    fee: feeVnd === null || feeVnd === 0 ? '' : formatCount(feeVnd),
    feeText: procedure.feeText ?? '',
    documents: procedure.documents.map((document) => ({
      rowId: newId(),
      key: document.key,
      name: document.name,
      kind: document.kind,
      quantity: String(document.quantity),
      required: document.required,
      note: document.note,
      typeCode: document.typeCode ?? null,
      mustDigitise: document.mustDigitise ?? false,
      isReplaceableByData: document.isReplaceableByData ?? false,
    })),
    flow: procedure.flow?.map((stage) => formOfStage(stage, newId())),
    legalBasis: procedure.legalBasis,
    resultTypeCode: procedure.resultTypeCode ?? null,
    hasResultPaper: procedure.hasResultPaper ?? true,
    source: procedure.source,
    isConfirmed: procedure.confidence === 'sourced',
  };
};

const linesOf = (text: string): string[] => text.split('\n').map((line) => line.trim()).filter((line) => line !== '');

const numberOf = (text: string): number => Number(text.replace(/\D/g, ''));

/** What goes to the desk, of a form without faults. */
export const draftOfForm = (form: ProcedureForm, original: Procedure | undefined) => {
  const isSameDay = form.limitUnit === 'same-day';
  const extendedUnit = original?.timeLimit.extendedUnit;
  return {
    name: form.name,
    code: form.code.trim() === '' ? null : form.code.trim(),
    field: form.field.trim(),
    aliases: linesOf(form.aliases),
    project06: form.project06,
    linkedGroup: form.linkedGroup.trim() === '' ? null : form.linkedGroup.trim(),
    linkedCodes: linesOf(form.linkedCodes),
    whoMayAsk: form.whoMayAsk,
    onlineFiling: form.onlineFiling,
    ...(form.onlineLevel !== null && { onlineLevel: form.onlineLevel }),
    commonMistakes: linesOf(form.commonMistakes),
    timeLimit: {
      value: isSameDay ? 0 : numberOf(form.limitValue),
      unit: form.limitUnit,
      ...(isSameDay && form.cutoff.trim() !== '' && { cutoff: form.cutoff.trim() }),
      ...(form.maxExtended.trim() !== '' && { maxExtended: numberOf(form.maxExtended), ...(extendedUnit !== undefined && { extendedUnit }) }),
      ...(form.limitNote.trim() !== '' && { note: form.limitNote }),
    },
    // Missing means the same: a procedure that nobody touched must not differ from itself.
    ...((form.pausePolicy === 'restart' || original?.pausePolicy !== undefined) && { pausePolicy: form.pausePolicy }),
    feeVnd: form.feeKind === 'byProvince' ? null : form.feeKind === 'none' ? 0 : numberOf(form.fee),
    feeText: form.feeText,
    documents: form.documents.map(({ key, name, kind, quantity, required, note, typeCode, mustDigitise, isReplaceableByData }) => ({
      ...(key !== undefined && { key }),
      name,
      kind,
      quantity: numberOf(quantity),
      required,
      note,
      ...(typeCode !== null && { typeCode }),
      ...(mustDigitise && { mustDigitise }),
      ...(isReplaceableByData && { isReplaceableByData }),
    })),
    ...(form.flow && { flow: flowOfForm(form.flow) }),
    legalBasis: form.legalBasis,
    ...(form.resultTypeCode !== null && { resultTypeCode: form.resultTypeCode }),
    ...((!form.hasResultPaper || original?.hasResultPaper !== undefined) && { hasResultPaper: form.hasResultPaper }),
    confidence: form.isConfirmed ? ('sourced' as const) : ('general-knowledge' as const),
    source: form.source,
  };
};

export type ProcedureFault = 'required' | 'code' | 'days' | 'time' | 'amount' | 'codes' | 'quantity' | 'tooMany';
export type ProcedureFaults = {
  fields: Partial<Record<keyof ProcedureForm, ProcedureFault>>;
  /** By row. */
  papers: Record<string, Partial<Record<'name' | 'quantity', ProcedureFault>>>;
  flow?: FlowFault;
  count: number;
};

const codePattern = /^\d\.\d{6}$/;

export const procedureFaultsOf = (form: ProcedureForm): ProcedureFaults => {
  const isDays = (text: string): boolean => /^\d{1,4}$/.test(text.trim()) && Number(text) > 0 && Number(text) <= 3650;
  const found: [keyof ProcedureForm, ProcedureFault | false][] = [
    ['name', form.name.trim() === '' && 'required'],
    ['code', form.code.trim() !== '' && !codePattern.test(form.code.trim()) && 'code'],
    ['field', form.field.trim() === '' && 'required'],
    ['aliases', (linesOf(form.aliases).length > 50 || linesOf(form.aliases).some((line) => line.length > 200)) && 'tooMany'],
    ['commonMistakes', (linesOf(form.commonMistakes).length > 30 || linesOf(form.commonMistakes).some((line) => line.length > 1000)) && 'tooMany'],
    ['linkedCodes', (linesOf(form.linkedCodes).length > 20 || linesOf(form.linkedCodes).some((code) => !codePattern.test(code))) && 'codes'],
    ['limitValue', form.limitUnit !== 'same-day' && !isDays(form.limitValue) && 'days'],
    ['cutoff', form.limitUnit === 'same-day' && form.cutoff.trim() !== '' && !/^([01]\d|2[0-3]):[0-5]\d$/.test(form.cutoff.trim()) && 'time'],
    ['maxExtended', form.maxExtended.trim() !== '' && !isDays(form.maxExtended) && 'days'],
    ['fee', form.feeKind === 'amount' && !(/^[\d.\s]+$/.test(form.fee) && numberOf(form.fee) > 0 && numberOf(form.fee) <= 10_000_000_000) && 'amount'],
  ];
  const fields = Object.fromEntries(found.filter(([, fault]) => fault !== false)) as ProcedureFaults['fields'];
  const papers = Object.fromEntries(
    form.documents.flatMap(({ rowId, name, quantity }) => {
      const faults = { ...(name.trim() === '' && { name: 'required' as const }), ...(!/^\d{1,2}$/.test(quantity.trim()) && { quantity: 'quantity' as const }) };
      return Object.keys(faults).length > 0 ? [[rowId, faults]] : [];
    }),
  );
  const flow = form.flow && flowFault(flowOfForm(form.flow));
  const count = Object.keys(fields).length + Object.values(papers).reduce((sum, faults) => sum + Object.keys(faults).length, 0) + (flow ? 1 : 0);
  return { fields, papers, ...(flow && { flow }), count };
};
