import { Autocomplete, Button, Checkbox, SegmentedControl, Select, Textarea, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useBlocker, useNavigate, useSearch } from '@tanstack/react-router';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { documentTypes } from '../../../domain/document/document-types.ts';
import { useKeys } from '../../app/keyboard.ts';
import { useServices } from '../../app/services.ts';
import { type Outputs, useTRPC } from '../../app/trpc.ts';
import { ConfirmDialog } from '../../components/ConfirmDialog.tsx';
import { FailureNotice } from '../../components/FailureNotice.tsx';
import { KeyHint } from '../../components/KeyHint.tsx';
import { Page } from '../../components/Page.tsx';
import { Panel } from '../../components/Panel.tsx';
import { Waiting } from '../../components/Words.tsx';
import { FlowEditor } from './FlowEditor.tsx';
import { PapersEditor } from './PapersEditor.tsx';
import { draftOfForm, emptyProcedureForm, formOfProcedure, type ProcedureFaults, type ProcedureForm, procedureFaultsOf } from './procedure-form.ts';
import classes from './ProcedureEditorPage.module.css';

type Procedure = Outputs['reception']['procedure'];

/** A new procedure, or the next version of one. */
export const ProcedureEditorPage = () => {
  const { t } = useTranslation();
  const trpc = useTRPC();
  const { procedure: id } = useSearch({ from: '/catalogue/edit' });
  const procedure = useQuery(trpc.reception.procedure.queryOptions({ id: id ?? '' }, { enabled: id !== undefined }));
  if (id === undefined) return <Editor key="new" original={undefined} />;
  // The version that the editing began with: one that comes from elsewhere meanwhile must not take what is typed away.
  if (procedure.data) return <Editor key={id} original={procedure.data} />;
  return <Page title={t('catalogue.edit')}>{procedure.error ? <FailureNotice error={procedure.error} /> : <Waiting>{t('guide.loading')}</Waiting>}</Page>;
};

const units = ['same-day', 'working-day', 'day', 'hour'] as const;
const feeKinds = ['none', 'amount', 'byProvince'] as const;
const onlineLevels = ['full', 'part', 'none'] as const;
const types = documentTypes.map(({ code, name }) => ({ value: code, label: `${name} (${code})` }));

const Editor = ({ original: latest }: { original: Procedure | undefined }) => {
  const { t } = useTranslation();
  const { keyboard, newId } = useServices();
  const trpc = useTRPC();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const [original] = useState(latest);
  const [start] = useState<ProcedureForm>(() => (original ? formOfProcedure(original, newId) : emptyProcedureForm()));
  const [form, setForm] = useState(start);
  const [hasTried, setTried] = useState(false);
  const page = useRef<HTMLDivElement>(null);
  const isPublished = useRef(false);
  const rows = useQuery(trpc.reception.procedures.queryOptions({}));
  const fields = [...new Set((rows.data ?? []).map(({ field }) => field))].toSorted((a, b) => a.localeCompare(b, 'vi'));
  const groups = [...new Set((rows.data ?? []).flatMap(({ linkedGroup }) => linkedGroup ?? []))].toSorted();
  const isChanged = JSON.stringify(form) !== JSON.stringify(start);
  const leaving = useBlocker({ shouldBlockFn: () => isChanged && !isPublished.current, enableBeforeUnload: () => isChanged && !isPublished.current, withResolver: true });
  const publish = useMutation(
    trpc.catalogue.publish.mutationOptions({
      onSuccess: ({ id }) => {
        isPublished.current = true;
        void queries.invalidateQueries(trpc.reception.procedures.pathFilter());
        void queries.invalidateQueries(trpc.reception.procedure.queryFilter({ id }));
        void queries.invalidateQueries(trpc.catalogue.history.queryFilter({ id }));
        void navigate({ to: '/catalogue', search: { procedure: id } });
      },
    }),
  );
  const found = procedureFaultsOf(form);
  const shown: ProcedureFaults = hasTried ? found : { fields: {}, papers: {}, count: 0 };
  const put = (change: Partial<ProcedureForm>): void => setForm((now) => ({ ...now, ...change }));
  const faultOf = (field: keyof ProcedureForm): string | undefined => {
    const fault = shown.fields[field];
    return fault && t(`catalogue.fault.${fault}`);
  };
  const text = (field: 'name' | 'code' | 'aliases' | 'linkedCodes' | 'whoMayAsk' | 'onlineFiling' | 'commonMistakes' | 'limitValue' | 'cutoff' | 'maxExtended' | 'limitNote' | 'fee' | 'feeText' | 'legalBasis' | 'source') => ({
    value: form[field],
    error: faultOf(field),
    onChange: (event: React.ChangeEvent<HTMLInputElement | HTMLTextAreaElement>) => put({ [field]: event.currentTarget.value }),
  });
  const area = { autosize: true, minRows: 2, maxRows: 8, maxLength: 4000 } as const;

  const commit = (): void => {
    if (publish.isPending) return;
    setTried(true);
    if (found.count > 0) {
      requestAnimationFrame(() => {
        const faulty = page.current?.querySelector<HTMLElement>('[aria-invalid="true"], [role="alert"]');
        faulty?.scrollIntoView({ block: 'nearest' });
        faulty?.focus();
      });
      return;
    }
    publish.mutate({ ...(original ? { id: original.id } : {}), fields: draftOfForm(form, original) });
  };
  const leave = (): void => void navigate({ to: '/catalogue', search: original ? { procedure: original.id } : {} });
  useKeys(keyboard, { 'Ctrl+Enter': commit }, { isActive: leaving.status !== 'blocked' });

  return (
    <Page title={t(original ? 'catalogue.edit' : 'catalogue.new')} note={original?.name}>
      <div className={classes.columns} ref={page}>
        <Panel title={t('catalogue.about')} bodyClassName={classes.fields}>
          <Textarea label={t('procedure.name')} withAsterisk autosize minRows={1} maxRows={5} maxLength={1000} className={classes.wide} {...text('name')} />
          <TextInput label={t('procedure.code')} placeholder="1.001193" maxLength={8} {...text('code')} />
          <Autocomplete label={t('procedure.field')} withAsterisk data={fields} maxLength={300} value={form.field} error={faultOf('field')} onChange={(field) => put({ field })} />
          <Textarea label={t('procedure.aliases')} description={t('catalogue.onePerLine')} {...area} className={classes.wide} {...text('aliases')} />
          <Textarea label={t('procedure.whoMayAsk')} {...area} className={classes.wide} {...text('whoMayAsk')} />

          <h3 className={classes.wide}>{t('procedure.timeLimit')}</h3>
          <Select label={t('catalogue.limit.unit')} data={units.map((unit) => ({ value: unit, label: t(`catalogue.limit.${unit}`) }))} value={form.limitUnit} allowDeselect={false} onChange={(value) => put({ limitUnit: units.find((unit) => unit === value) ?? form.limitUnit })} />
          {form.limitUnit === 'same-day' ? (
            <TextInput label={t('catalogue.limit.cutoff')} placeholder="15:00" maxLength={5} {...text('cutoff')} />
          ) : (
            <TextInput label={t('catalogue.limit.value')} withAsterisk inputMode="numeric" maxLength={4} {...text('limitValue')} />
          )}
          <TextInput label={t('catalogue.limit.maxExtended')} inputMode="numeric" maxLength={4} {...text('maxExtended')} />
          <Select label={t('procedure.pausePolicy')} data={(['resume', 'restart'] as const).map((value) => ({ value, label: t(`catalogue.pausePolicy.${value}`) }))} value={form.pausePolicy} allowDeselect={false} onChange={(value) => put({ pausePolicy: value === 'restart' ? 'restart' : 'resume' })} />
          <Textarea label={t('catalogue.limit.note')} autosize minRows={1} maxRows={4} maxLength={1000} className={classes.wide} {...text('limitNote')} />

          <h3 className={classes.wide}>{t('procedure.flow')}</h3>
          <FlowEditor stages={form.flow} fault={shown.flow} onChange={(flow) => put({ flow })} />

          <h3 className={classes.wide}>{t('dossier.fee')}</h3>
          <SegmentedControl className={classes.wide} aria-label={t('dossier.fee')} data={feeKinds.map((value) => ({ value, label: t(`catalogue.fee.${value}`) }))} value={form.feeKind} onChange={(value) => put({ feeKind: feeKinds.find((kind) => kind === value) ?? form.feeKind })} />
          {form.feeKind === 'amount' ? <TextInput label={t('catalogue.fee.vnd')} withAsterisk inputMode="numeric" maxLength={14} {...text('fee')} /> : null}
          <Textarea label={t('procedure.feeText')} {...area} className={classes.wide} {...text('feeText')} />

          <h3 className={classes.wide}>{t('catalogue.howTo')}</h3>
          <Select
            className={classes.wide}
            label={t('procedure.onlineLevel')}
            placeholder={t('catalogue.online.unknown')}
            data={onlineLevels.map((value) => ({ value, label: t(`catalogue.online.${value}`) }))}
            value={form.onlineLevel}
            clearable
            onChange={(value) => put({ onlineLevel: onlineLevels.find((level) => level === value) ?? null })}
          />
          <Textarea label={t('procedure.onlineFiling')} {...area} className={classes.wide} {...text('onlineFiling')} />
          <Textarea label={t('procedure.commonMistakes')} description={t('catalogue.onePerLine')} {...area} maxLength={20_000} className={classes.wide} {...text('commonMistakes')} />
          <Checkbox className={classes.wide} label={t('procedure.project06')} checked={form.project06} onChange={(event) => put({ project06: event.currentTarget.checked })} />
          <Autocomplete label={t('procedure.linkedGroup')} data={groups} maxLength={100} value={form.linkedGroup} onChange={(linkedGroup) => put({ linkedGroup })} />
          <Textarea label={t('procedure.linkedCodes')} description={t('catalogue.onePerLine')} autosize minRows={1} maxRows={5} {...text('linkedCodes')} />

          <h3 className={classes.wide}>{t('procedure.legalBasis')}</h3>
          <Textarea label={t('procedure.legalBasis')} description={t('catalogue.semicolons')} {...area} className={classes.wide} {...text('legalBasis')} />
          <Select className={classes.wide} label={t('procedure.resultTypeCode')} data={types} value={form.resultTypeCode} searchable clearable nothingFoundMessage={t('catalogue.paper.typeNotFound')} onChange={(resultTypeCode) => put({ resultTypeCode })} />
          <Checkbox className={classes.wide} label={t('procedure.hasResultPaper')} checked={form.hasResultPaper} onChange={(event) => put({ hasResultPaper: event.currentTarget.checked })} />
          <Textarea label={t('procedure.source')} autosize minRows={1} maxRows={5} maxLength={4000} className={classes.wide} {...text('source')} />
          <Checkbox className={classes.wide} label={t('catalogue.confirmed')} checked={form.isConfirmed} onChange={(event) => put({ isConfirmed: event.currentTarget.checked })} />
        </Panel>
        <Panel title={t('guide.papers')} aside={<span className={classes.count}>{t('guide.papersCount', { n: form.documents.length })}</span>}>
          <PapersEditor papers={form.documents} faults={shown.papers} onChange={(documents) => put({ documents })} />
        </Panel>
      </div>
      <footer className={classes.footer}>
        <div className={classes.grow}>
          {publish.error ? <FailureNotice error={publish.error} onClose={() => publish.reset()} /> : null}
          {shown.count > 0 ? (
            <p className={classes.faults} role="alert">
              {t('form.faults', { n: shown.count })}
            </p>
          ) : publish.error ? null : (
            <p className={classes.hint}>{t('catalogue.editorNote')}</p>
          )}
        </div>
        <Button variant="default" onClick={leave}>
          {t('action.back')}
        </Button>
        <Button disabled={publish.isPending || (original !== undefined && !isChanged)} rightSection={<KeyHint keys="Ctrl+Enter" tone="onAccent" />} onClick={commit}>
          {publish.isPending ? t('state.saving') : t('catalogue.publish')}
        </Button>
      </footer>
      {leaving.status === 'blocked' ? (
        <ConfirmDialog title={t('catalogue.leave.title')} explanation={t('catalogue.leave.text')} confirm={t('catalogue.leave.confirm')} isBusy={false} error={undefined} onConfirm={leaving.proceed} onClose={leaving.reset} />
      ) : null}
    </Page>
  );
};
