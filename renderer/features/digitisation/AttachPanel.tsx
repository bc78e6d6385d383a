import { Button, Radio, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { IconPaperclip, IconReplace, IconSearch } from '@tabler/icons-react';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useKeys } from '../../app/keyboard.ts';
import { useReader } from '../../app/reader.ts';
import { useServices } from '../../app/services.ts';
import { useReception } from '../../app/stores.ts';
import { useTRPC, useTRPCClient } from '../../app/trpc.ts';
import { FailureNotice } from '../../components/FailureNotice.tsx';
import { KeyHint } from '../../components/KeyHint.tsx';
import { Mark, StatusMark } from '../../components/Marks.tsx';
import { Panel } from '../../components/Panel.tsx';
import { ReasonDialog } from '../../components/ReasonDialog.tsx';
import { useOptionList } from '../../components/use-option-list.ts';
import { Empty, Waiting } from '../../components/Words.tsx';
import classes from './AttachPanel.module.css';

type AttachPanelProps = { documentId: string; fileName: string; dossierId: string | undefined };

/** Which paper of which dossier is this? By keyboard: the dossier received last is there already, arrows choose the paper, Ctrl+Enter files it. */
export const AttachPanel = ({ documentId, fileName, dossierId }: AttachPanelProps) => {
  const { t } = useTranslation();
  const { keyboard } = useServices();
  const trpc = useTRPC();
  const client = useTRPCClient();
  const queries = useQueryClient();
  const lastReceived = useReception((state) => state.lastReceived);
  const proposedId = dossierId ?? lastReceived?.dossierId;
  const [choice, setChoice] = useState({ proposedId, id: proposedId });
  // A dossier received meanwhile is proposed anew, over what was chosen for the one before.
  if (choice.proposedId !== proposedId) setChoice({ proposedId, id: proposedId });
  const targetId = choice.id;
  const setTargetId = (id: string | undefined): void => setChoice({ proposedId, id });
  const [componentKey, setComponentKey] = useState<string>();
  const [isDismissing, setDismissing] = useState(false);
  const [isAsked, setAsked] = useState(false);

  const target = useQuery(trpc.dossier.get.queryOptions({ id: targetId ?? '' }, { enabled: targetId !== undefined }));
  const view = targetId === undefined ? undefined : target.data;
  const countOf = (key: string): number => view?.documents.filter((document) => document.status === 'attached' && document.componentKey === key).length ?? 0;
  // The first paper that has no scan yet is most likely the one on the scanner.
  const suggested = view?.state.components.find(({ key, isReceived }) => isReceived && countOf(key) === 0)?.key ?? view?.state.components[0]?.key;
  const chosen = view?.state.components.some(({ key }) => key === componentKey) ? componentKey : suggested;

  const done = (): void => {
    setComponentKey(undefined);
    setAsked(false);
    void queries.invalidateQueries(trpc.digitisation.pathFilter());
    void queries.invalidateQueries(trpc.dossier.pathFilter());
  };
  const attach = useMutation(trpc.digitisation.attach.mutationOptions({ onSuccess: done }));
  const dismiss = useMutation(
    trpc.digitisation.dismiss.mutationOptions({
      onSuccess: () => {
        setDismissing(false);
        done();
      },
    }),
  );

  const commit = (): void => {
    if (attach.isPending) return;
    if (view === undefined || chosen === undefined) setAsked(true);
    else attach.mutate({ documentId, dossierId: view.state.id, componentKey: chosen });
  };
  useKeys(keyboard, { 'Ctrl+Enter': commit });

  useReader((reading) => {
    if (reading.kind === 'card') return false;
    void client.search.query.query({ text: reading.code }).then(({ dossiers }) => {
      const found = dossiers.find(({ code }) => code === reading.code);
      if (found) setTargetId(found.id);
    });
    return true;
  });

  return (
    <Panel
      title={t('attach.title')}
      footer={
        <div className={classes.commit}>
          {attach.error ? <FailureNotice error={attach.error} onClose={() => attach.reset()} /> : null}
          {isAsked && chosen === undefined ? (
            <p className={classes.fault} role="alert">
              {t('attach.choose')}
            </p>
          ) : null}
          <div className={classes.buttons}>
            <Button variant="subtle" px="xs" onClick={() => setDismissing(true)}>
              {t('inbox.dismiss')}
            </Button>
            <Button
              size="md"
              data-main-action
              disabled={attach.isPending}
              rightSection={<KeyHint keys="Ctrl+Enter" tone="onAccent" />}
              onClick={commit}
            >
              {attach.isPending ? t('attach.busy') : t('attach.confirm')}
            </Button>
          </div>
        </div>
      }
    >
      {view ? (
        <>
          <div className={classes.target}>
            <div>
              <strong>{view.state.applicant.fullName}</strong>
              <span>{view.state.code}</span>
              <span>{view.state.procedure.name}</span>
            </div>
            <Button size="compact-sm" variant="subtle" leftSection={<IconReplace size={15} aria-hidden />} onClick={() => setTargetId(undefined)}>
              {t('attach.other')}
            </Button>
          </div>
          <Radio.Group label={t('attach.component')} value={chosen ?? null} onChange={setComponentKey}>
            <div className={classes.components}>
              {view.state.components.map((component) => (
                <Radio
                  key={component.key}
                  value={component.key}
                  label={
                    <span className={classes.component}>
                      <span>{component.name}</span>
                      {countOf(component.key) > 0 ? (
                        <Mark tone="good" icon={IconPaperclip}>
                          {t('attach.has', { n: countOf(component.key) })}
                        </Mark>
                      ) : null}
                    </span>
                  }
                />
              ))}
            </div>
          </Radio.Group>
        </>
      ) : targetId !== undefined && target.isPending ? (
        <Waiting>{t('dossier.loading')}</Waiting>
      ) : (
        <>
          {target.error && targetId !== undefined ? <FailureNotice error={target.error} /> : null}
          <DossierPicker onPick={setTargetId} />
        </>
      )}
      {isDismissing ? (
        <ReasonDialog
          title={t('inbox.dismiss.title')}
          explanation={t('inbox.dismiss.text', { file: fileName })}
          label={t('reason.label')}
          confirm={t('inbox.dismiss')}
          isRequired
          isBusy={dismiss.isPending}
          error={dismiss.error}
          onConfirm={(reason) => dismiss.mutate({ documentId, reason })}
          onClose={() => setDismissing(false)}
        />
      ) : null}
    </Panel>
  );
};

/** By code, name or number; without words, what is due first. */
const DossierPicker = ({ onPick }: { onPick: (id: string) => void }) => {
  const { t } = useTranslation();
  const trpc = useTRPC();
  const [text, setText] = useState('');
  const [asked] = useDebouncedValue(text.trim(), 120);
  const field = useRef<HTMLInputElement>(null);
  const found = useQuery(trpc.search.query.queryOptions({ text: asked }, { enabled: asked !== '', placeholderData: keepPreviousData }));
  const recent = useQuery(trpc.dossier.list.queryOptions({ filter: 'receivedToday' }));
  const rows = asked === '' ? (recent.data?.items ?? []).slice(0, 20) : (found.data?.dossiers ?? []);
  const isBehind = text.trim() !== asked || found.isLoading || found.isPlaceholderData;
  const list = useOptionList(rows.length, (index) => rows[index] && onPick(rows[index].id), isBehind);

  return (
    <div className={classes.picker}>
      <TextInput
        ref={field}
        label={t('attach.search')}
        placeholder={t('attach.searchExample')}
        leftSection={<IconSearch size={16} aria-hidden />}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        {...list.fieldProps}
      />
      {rows.length === 0 && (asked === '' ? recent.data : found.data) ? (
        <Empty title={asked === '' ? t('attach.noneToday') : t('search.nothing', { text: asked })}>{t('attach.noneHint')}</Empty>
      ) : (
        <>
          <p className={classes.caption}>{asked === '' ? t('attach.receivedToday') : t('search.dossiers')}</p>
          <ul className={classes.options} {...list.listProps} aria-label={t('search.dossiers')}>
            {rows.map((row, index) => (
              <li key={row.id} {...list.optionProps(index)}>
                <strong>{row.applicantName}</strong>
                <span>{row.code}</span>
                <span>{row.procedureName}</span>
                <StatusMark status={row.status} isCancelled={row.isCancelled} />
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  );
};
