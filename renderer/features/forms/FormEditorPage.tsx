import { Button, Checkbox, Select, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useBlocker, useNavigate, useParams } from '@tanstack/react-router';
import { IconAlertTriangle, IconArrowBackUp } from '@tabler/icons-react';
import { useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FormDefinition, FormName, PackId } from '../../../domain/forms/definition.ts';
import { useKeys } from '../../app/keyboard.ts';
import { useServices } from '../../app/services.ts';
import { type Outputs, useTRPC } from '../../app/trpc.ts';
import { ConfirmDialog } from '../../components/ConfirmDialog.tsx';
import { FailureNotice } from '../../components/FailureNotice.tsx';
import { KeyHint } from '../../components/KeyHint.tsx';
import { Mark } from '../../components/Marks.tsx';
import { Page } from '../../components/Page.tsx';
import { Panel } from '../../components/Panel.tsx';
import { ReasonDialog } from '../../components/ReasonDialog.tsx';
import { Empty, Waiting } from '../../components/Words.tsx';
import { BlockList } from './BlockList.tsx';
import { type DraftBlock, kindsFor } from './form-blocks.ts';
import classes from './FormEditorPage.module.css';
import { FormPreview } from './FormPreview.tsx';
import { PlaceholderList } from './PlaceholderList.tsx';
import { PlaceholderTargetProvider, useNewPlaceholderTarget } from './placeholder-target.ts';

type Packs = Outputs['forms']['packs'];
type FormView = Packs['packs'][number]['forms'][number];

/** One printed form: its words beside what comes out of the printer. */
export const FormEditorPage = () => {
  const { t } = useTranslation();
  const trpc = useTRPC();
  const { pack, form } = useParams({ from: '/forms/$pack/$form' });
  const found = useQuery(trpc.forms.packs.queryOptions());
  const packFound = found.data?.packs.find((candidate) => candidate.pack === pack);
  const formFound = packFound?.forms.find((candidate) => candidate.form === form);
  if (packFound && formFound && found.data) {
    // Opened anew when somebody has published another version, and only then.
    return <Editor key={`${pack}:${form}:${formFound.changedAt}`} pack={packFound.pack} view={formFound} placeholders={found.data.placeholders} />;
  }
  return (
    <Page title={t('place.forms')}>
      {found.error ? <FailureNotice error={found.error} /> : found.isPending ? <Waiting>{t('forms.loading')}</Waiting> : <Empty title={t('forms.none')} />}
    </Page>
  );
};

type Draft = { definition: Omit<FormDefinition, 'blocks'>; blocks: DraftBlock[] };

const papers = ['A5', 'A4'] as const;

const Editor = ({ pack, view, placeholders }: { pack: PackId; view: FormView; placeholders: Packs['placeholders'] }) => {
  const { t } = useTranslation();
  const trpc = useTRPC();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const { keyboard, newId } = useServices();
  const form: FormName = view.form;
  const [start] = useState((): Draft => {
    const { blocks, ...definition } = view.definition;
    return { definition, blocks: blocks.map((block) => ({ rowId: newId(), block })) };
  });
  const [draft, setDraft] = useState(start);
  const [asking, setAsking] = useState<'publish' | 'reset'>();
  const isDone = useRef(false);
  const target = useNewPlaceholderTarget();
  const whole = useMemo((): FormDefinition => ({ ...draft.definition, blocks: draft.blocks.map(({ block }) => block) }), [draft]);
  const isChanged = JSON.stringify(whole) !== JSON.stringify(view.definition);
  const put = (change: Partial<Draft['definition']>): void => setDraft((now) => ({ ...now, definition: { ...now.definition, ...change } }));
  const leaving = useBlocker({ shouldBlockFn: () => isChanged && !isDone.current, enableBeforeUnload: () => isChanged && !isDone.current, withResolver: true });

  const onSuccess = (): void => {
    isDone.current = true;
    void queries.invalidateQueries(trpc.forms.packs.pathFilter());
    void navigate({ to: '/forms' });
  };
  const publish = useMutation(trpc.forms.publish.mutationOptions({ onSuccess }));
  const reset = useMutation(trpc.forms.reset.mutationOptions({ onSuccess }));
  const canPublish = isChanged && draft.definition.name.trim() !== '';
  useKeys(keyboard, { 'Ctrl+Enter': () => (canPublish ? setAsking('publish') : false) }, { isActive: asking === undefined && leaving.status !== 'blocked' });

  return (
    <PlaceholderTargetProvider value={target}>
      <Page
        title={view.definition.name}
        note={
          view.definition.isConfirmed ? (
            t(`forms.pack.${pack}`)
          ) : (
            <span className={classes.note}>
              {t(`forms.pack.${pack}`)}
              <Mark tone="today" icon={IconAlertTriangle}>
                {t('forms.unconfirmed')}
              </Mark>
            </span>
          )
        }
        actions={
          <>
            {view.isEdited ? (
              <Button variant="default" leftSection={<IconArrowBackUp size={17} aria-hidden />} onClick={() => setAsking('reset')}>
                {t('forms.reset')}
              </Button>
            ) : null}
            <Button disabled={!canPublish} rightSection={<KeyHint keys="Ctrl+Enter" tone="onAccent" />} onClick={() => setAsking('publish')} data-main-action>
              {t('forms.publish')}
            </Button>
          </>
        }
      >
        <div className={classes.columns}>
          <Panel title={t('forms.parts')} bodyClassName={classes.parts}>
            <div className={classes.about}>
              <TextInput label={t('forms.name')} maxLength={300} value={draft.definition.name} onChange={(event) => put({ name: event.currentTarget.value })} />
              <TextInput label={t('forms.number')} maxLength={50} value={draft.definition.formNumber} onChange={(event) => put({ formNumber: event.currentTarget.value })} />
              {form === 'register' ? null : (
                <>
                  <TextInput label={t('forms.suffix')} maxLength={30} value={draft.definition.numberSuffix} onChange={(event) => put({ numberSuffix: event.currentTarget.value })} />
                  <Select label={t('forms.paper')} data={[...papers]} value={draft.definition.paper} allowDeselect={false} onChange={(value) => put({ paper: papers.find((paper) => paper === value) ?? 'A5' })} />
                </>
              )}
              <Checkbox className={classes.wide} label={t('forms.isConfirmed')} checked={draft.definition.isConfirmed} onChange={(event) => put({ isConfirmed: event.currentTarget.checked })} />
            </div>
            <BlockList blocks={draft.blocks} kinds={kindsFor(form === 'register')} onChange={(blocks) => setDraft((now) => ({ ...now, blocks }))} />
          </Panel>
          <Panel title={t('forms.placeholders')} bodyClassName={classes.aside}>
            <PlaceholderList placeholders={placeholders} />
          </Panel>
          <Panel title={t('forms.preview')} bodyClassName={classes.paperSide}>
            <FormPreview definition={whole} />
          </Panel>
        </div>
        {asking === 'publish' ? (
          <ReasonDialog
            title={t('forms.publish')}
            explanation={t('forms.publishText')}
            label={t('reason.label')}
            confirm={t('forms.publish')}
            isRequired
            isBusy={publish.isPending}
            error={publish.error}
            onConfirm={(reason) => publish.mutate({ pack, form, definition: whole, reason })}
            onClose={() => {
              publish.reset();
              setAsking(undefined);
            }}
          />
        ) : null}
        {asking === 'reset' ? (
          <ConfirmDialog
            title={t('forms.reset')}
            explanation={t('forms.resetText')}
            confirm={t('forms.reset')}
            isBusy={reset.isPending}
            error={reset.error}
            onConfirm={() => reset.mutate({ pack, form, reason: '' })}
            onClose={() => {
              reset.reset();
              setAsking(undefined);
            }}
          />
        ) : null}
        {leaving.status === 'blocked' ? (
          <ConfirmDialog title={t('forms.leave')} explanation={t('forms.leaveText')} confirm={t('forms.leaveConfirm')} isBusy={false} error={undefined} onConfirm={leaving.proceed} onClose={leaving.reset} />
        ) : null}
      </Page>
    </PlaceholderTargetProvider>
  );
};
