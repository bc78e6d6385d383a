import { Button } from '@mantine/core';
import { useBlocker, useNavigate } from '@tanstack/react-router';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useKeys } from '../../app/keyboard.ts';
import { useServices } from '../../app/services.ts';
import { ConfirmDialog } from '../../components/ConfirmDialog.tsx';
import { FailureNotice } from '../../components/FailureNotice.tsx';
import { KeyHint } from '../../components/KeyHint.tsx';
import { Page } from '../../components/Page.tsx';
import { draftOfForm, emptyProcedureForm, formOfProcedure, type ProcedureFaults, type ProcedureForm, procedureFaultsOf } from './procedure-form.ts';
import { ProcedureFields } from './ProcedureFields.tsx';
import classes from './ProcedureEditor.module.css';

export type EditedProcedure = Parameters<typeof formOfProcedure>[0] & { id: string };
export type PublishedProcedure = { id?: string; fields: ReturnType<typeof draftOfForm> };

type ProcedureEditorProps = {
  /** As it was when the editing began: a version that comes from elsewhere meanwhile must not take what is typed away. Undefined for a new one. */
  original: EditedProcedure | undefined;
  /** Of the catalogue, to choose known fields and groups from. */
  rows: readonly { field: string; linkedGroup: string | null }[];
  /** What publishing means here. */
  hint: string;
  publishing: { isPending: boolean; error: unknown; reset: () => void; mutate: (published: PublishedProcedure, options: { onSuccess: (made: { id: string }) => void }) => void };
};

/** A new procedure, or the next version of one; a commune's own and the level above's for all communes. */
export const ProcedureEditor = ({ original: latest, rows, hint, publishing }: ProcedureEditorProps) => {
  const { t } = useTranslation();
  const { keyboard, newId } = useServices();
  const navigate = useNavigate();
  const [original] = useState(latest);
  const [start] = useState<ProcedureForm>(() => (original ? formOfProcedure(original, newId) : emptyProcedureForm()));
  const [form, setForm] = useState(start);
  const [hasTried, setTried] = useState(false);
  const page = useRef<HTMLDivElement>(null);
  const isPublished = useRef(false);
  const fields = [...new Set(rows.map(({ field }) => field))].toSorted((a, b) => a.localeCompare(b, 'vi'));
  const groups = [...new Set(rows.flatMap(({ linkedGroup }) => linkedGroup ?? []))].toSorted();
  const isChanged = JSON.stringify(form) !== JSON.stringify(start);
  const leaving = useBlocker({ shouldBlockFn: () => isChanged && !isPublished.current, enableBeforeUnload: () => isChanged && !isPublished.current, withResolver: true });
  const found = procedureFaultsOf(form);
  const shown: ProcedureFaults = hasTried ? found : { fields: {}, papers: {}, count: 0 };
  const put = (change: Partial<ProcedureForm>): void => setForm((now) => ({ ...now, ...change }));
  const goTo = (id: string | undefined): void => void navigate({ to: '/catalogue', search: id === undefined ? {} : { procedure: id } });

  const commit = (): void => {
    if (publishing.isPending) return;
    setTried(true);
    if (found.count > 0) {
      requestAnimationFrame(() => {
        const faulty = page.current?.querySelector<HTMLElement>('[aria-invalid="true"], [role="alert"]');
        faulty?.scrollIntoView({ block: 'nearest' });
        faulty?.focus();
      });
      return;
    }
    const onSuccess = ({ id }: { id: string }): void => {
      isPublished.current = true;
      goTo(id);
    };
    publishing.mutate({ ...(original ? { id: original.id } : {}), fields: draftOfForm(form, original) }, { onSuccess });
  };
  useKeys(keyboard, { 'Ctrl+Enter': commit }, { isActive: leaving.status !== 'blocked' });

  return (
    <Page title={t(original ? 'catalogue.edit' : 'catalogue.new')} note={original?.name}>
      <ProcedureFields form={form} faults={shown} fields={fields} groups={groups} pageRef={page} onChange={put} />
      <footer className={classes.footer}>
        <div className={classes.grow}>
          {publishing.error ? <FailureNotice error={publishing.error} onClose={() => publishing.reset()} /> : null}
          {shown.count > 0 ? (
            <p className={classes.faults} role="alert">
              {t('form.faults', { n: shown.count })}
            </p>
          ) : publishing.error ? null : (
            <p className={classes.hint}>{hint}</p>
          )}
        </div>
        <Button variant="default" onClick={() => goTo(original?.id)}>
          {t('action.back')}
        </Button>
        <Button disabled={publishing.isPending || (original !== undefined && !isChanged)} rightSection={<KeyHint keys="Ctrl+Enter" tone="onAccent" />} onClick={commit}>
          {publishing.isPending ? t('state.saving') : t('catalogue.publish')}
        </Button>
      </footer>
      {leaving.status === 'blocked' ? (
        <ConfirmDialog title={t('catalogue.leave.title')} explanation={t('catalogue.leave.text')} confirm={t('catalogue.leave.confirm')} isBusy={false} error={undefined} onConfirm={leaving.proceed} onClose={leaving.reset} />
      ) : null}
    </Page>
  );
};
