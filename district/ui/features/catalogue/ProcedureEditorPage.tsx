import { Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useBlocker, useNavigate, useSearch } from '@tanstack/react-router';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useKeys } from '../../../../renderer/app/keyboard.ts';
import { useServices } from '../../../../renderer/app/services.ts';
import { ConfirmDialog } from '../../../../renderer/components/ConfirmDialog.tsx';
import { FailureNotice } from '../../../../renderer/components/FailureNotice.tsx';
import { KeyHint } from '../../../../renderer/components/KeyHint.tsx';
import { Page } from '../../../../renderer/components/Page.tsx';
import { Waiting } from '../../../../renderer/components/Words.tsx';
import classes from '../../../../renderer/features/catalogue/ProcedureEditorPage.module.css';
import { ProcedureFields } from '../../../../renderer/features/catalogue/ProcedureFields.tsx';
import { draftOfForm, emptyProcedureForm, formOfProcedure, type ProcedureFaults, type ProcedureForm, procedureFaultsOf } from '../../../../renderer/features/catalogue/procedure-form.ts';
import { type Outputs, useTRPC } from '../../app/trpc.ts';

type Procedure = Outputs['catalogue']['get'];

/** A new procedure, or the next version of one, for every commune. */
export const ProcedureEditorPage = () => {
  const { t } = useTranslation();
  const trpc = useTRPC();
  const { procedure: id } = useSearch({ from: '/catalogue/edit' });
  const procedure = useQuery(trpc.catalogue.get.queryOptions({ id: id ?? '' }, { enabled: id !== undefined }));
  if (id === undefined) return <Editor key="new" original={undefined} />;
  if (procedure.data) return <Editor key={id} original={procedure.data} />;
  return <Page title={t('catalogue.edit')}>{procedure.error ? <FailureNotice error={procedure.error} /> : <Waiting>{t('guide.loading')}</Waiting>}</Page>;
};

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
  const rows = useQuery(trpc.catalogue.list.queryOptions());
  const fields = [...new Set((rows.data ?? []).map(({ field }) => field))].toSorted((a, b) => a.localeCompare(b, 'vi'));
  const groups = [...new Set((rows.data ?? []).flatMap(({ linkedGroup }) => linkedGroup ?? []))].toSorted();
  const isChanged = JSON.stringify(form) !== JSON.stringify(start);
  const leaving = useBlocker({ shouldBlockFn: () => isChanged && !isPublished.current, enableBeforeUnload: () => isChanged && !isPublished.current, withResolver: true });
  const publish = useMutation(
    trpc.catalogue.publish.mutationOptions({
      onSuccess: ({ id }) => {
        isPublished.current = true;
        void queries.invalidateQueries(trpc.catalogue.pathFilter());
        void navigate({ to: '/catalogue', search: { procedure: id } });
      },
    }),
  );
  const found = procedureFaultsOf(form);
  const shown: ProcedureFaults = hasTried ? found : { fields: {}, papers: {}, count: 0 };
  const commit = (): void => {
    if (publish.isPending) return;
    setTried(true);
    if (found.count > 0) requestAnimationFrame(() => page.current?.querySelector<HTMLElement>('[aria-invalid="true"], [role="alert"]')?.focus());
    else publish.mutate({ ...(original ? { id: original.id } : {}), fields: draftOfForm(form, original) });
  };
  useKeys(keyboard, { 'Ctrl+Enter': commit }, { isActive: leaving.status !== 'blocked' });
  return (
    <Page title={t(original ? 'catalogue.edit' : 'catalogue.new')} note={original?.name}>
      <ProcedureFields form={form} faults={shown} fields={fields} groups={groups} pageRef={page} onChange={(change) => setForm((now) => ({ ...now, ...change }))} />
      <footer className={classes.footer}>
        <div className={classes.grow}>
          {publish.error ? <FailureNotice error={publish.error} onClose={() => publish.reset()} /> : null}
          {shown.count > 0 ? (
            <p className={classes.faults} role="alert">
              {t('form.faults', { n: shown.count })}
            </p>
          ) : publish.error ? null : (
            <p className={classes.hint}>{t('consoleCatalogue.editorNote')}</p>
          )}
        </div>
        <Button variant="default" onClick={() => void navigate({ to: '/catalogue', search: original ? { procedure: original.id } : {} })}>
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
