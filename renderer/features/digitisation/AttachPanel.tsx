import { Button, Radio } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { IconFileCertificate, IconPaperclip, IconReplace } from '@tabler/icons-react';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { resultComponentKey, slipComponentKey } from '../../../domain/document/document.ts';
import { useKeys } from '../../app/keyboard.ts';
import { useReader } from '../../app/reader.ts';
import { useServices } from '../../app/services.ts';
import { useInbox, useReception } from '../../app/stores.ts';
import { useTRPC, useTRPCClient } from '../../app/trpc.ts';
import { FailureNotice } from '../../components/FailureNotice.tsx';
import { KeyHint } from '../../components/KeyHint.tsx';
import { Mark } from '../../components/Marks.tsx';
import { Panel } from '../../components/Panel.tsx';
import { ReasonDialog } from '../../components/ReasonDialog.tsx';
import { Waiting } from '../../components/Words.tsx';
import classes from './AttachPanel.module.css';
import { type DescribeHandle, DescribeSection } from './DescribeSection.tsx';
import { DossierPicker } from './DossierPicker.tsx';
import { Suggestions } from './Suggestions.tsx';

type AttachPanelProps = { documentId: string; fileName: string; dossierId: string | undefined };

/** Which paper of which dossier is this? By keyboard: the dossier received last is there already, arrows choose the paper, Ctrl+Enter files it. */
export const AttachPanel = ({ documentId, fileName, dossierId }: AttachPanelProps) => {
  const { t } = useTranslation();
  const { keyboard } = useServices();
  const trpc = useTRPC();
  const client = useTRPCClient();
  const queries = useQueryClient();
  const keepUndoable = useInbox((state) => state.done);
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
  const description = useRef<DescribeHandle>(null);

  const target = useQuery(trpc.dossier.get.queryOptions({ id: targetId ?? '' }, { enabled: targetId !== undefined }));
  const view = targetId === undefined ? undefined : target.data;
  const countOf = (key: string): number => view?.documents.filter((document) => document.status === 'attached' && document.componentKey === key).length ?? 0;
  // The first paper that has no scan yet is most likely the one on the scanner.
  const suggested = view?.state.components.find(({ key, isReceived }) => isReceived && countOf(key) === 0)?.key ?? view?.state.components[0]?.key;
  const chosen = componentKey === resultComponentKey || componentKey === slipComponentKey || view?.state.components.some(({ key }) => key === componentKey) ? componentKey : suggested;
  const component = view?.state.components.find(({ key }) => key === chosen);

  const done = (): void => {
    setComponentKey(undefined);
    setAsked(false);
    void queries.invalidateQueries(trpc.digitisation.pathFilter());
    void queries.invalidateQueries(trpc.dossier.pathFilter());
  };
  const attach = useMutation({
    // What was read off the paper goes before it: if that is refused, the scan is still here with its fields.
    mutationFn: async (where: { dossierId: string; componentKey: string }) => {
      await description.current?.save();
      return client.digitisation.attach.mutate({ documentId, ...where });
    },
    onSuccess: done,
  });
  const dismiss = useMutation(
    trpc.digitisation.dismiss.mutationOptions({
      onSuccess: () => {
        keepUndoable({ kind: 'dismiss', documentId, fileName });
        setDismissing(false);
        done();
      },
    }),
  );

  const commit = (): void => {
    if (attach.isPending || description.current?.hasFaults()) return;
    if (view === undefined || chosen === undefined) setAsked(true);
    else attach.mutate({ dossierId: view.state.id, componentKey: chosen });
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

  const option = (key: string, name: string) => (
    <Radio
      key={key}
      value={key}
      label={
        <span className={classes.component}>
          <span>{name}</span>
          {countOf(key) > 0 ? (
            <Mark tone="good" icon={key === resultComponentKey ? IconFileCertificate : IconPaperclip}>
              {t('attach.has', { n: countOf(key) })}
            </Mark>
          ) : null}
        </span>
      }
    />
  );

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
      <Suggestions
        key={documentId}
        documentId={documentId}
        chosen={view && chosen !== undefined ? { dossierId: view.state.id, componentKey: chosen } : undefined}
        onTake={(suggestion) => {
          setTargetId(suggestion.dossierId);
          setComponentKey(suggestion.componentKey);
        }}
      />
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
              {view.state.components.map(({ key, name }) => option(key, name))}
              {view.state.wasAccepted ? option(resultComponentKey, t('attach.result')) : null}
              {view.state.handOver ? option(slipComponentKey, t('attach.slip')) : null}
            </div>
          </Radio.Group>
          <DescribeSection key={documentId} ref={description} documentId={documentId} typeCode={chosen === resultComponentKey || chosen === slipComponentKey ? undefined : component?.typeCode} />
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
