import { Button, Group, Modal, SegmentedControl, Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { IconPlugConnected } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { maySeal } from '../../../domain/permissions.ts';
import { useKeys } from '../../app/keyboard.ts';
import { useMe } from '../../app/me.ts';
import { useServices } from '../../app/services.ts';
import { useTRPC, useTRPCClient } from '../../app/trpc.ts';
import { FailureNotice, ProblemNotice } from '../../components/FailureNotice.tsx';
import { KeyHint } from '../../components/KeyHint.tsx';
import { Waiting } from '../../components/Words.tsx';
import { BatchProgress } from './BatchProgress.tsx';
import { DeviceList } from './DeviceList.tsx';
import { PinField, type PinHandle } from './PinField.tsx';
import classes from './SignDialog.module.css';
import { type Choice, type SigningKind, useTokens } from './use-tokens.ts';

type Paper = { documentId: string; title: string };
type SignDialogProps = {
  /** What would be signed of each kind: a paper that has the one signature may still want the other. */
  papers: Record<SigningKind, Paper[]>;
  kind?: SigningKind;
  onClose: () => void;
};

/** Chooses the device, takes the PIN once for all papers, and shows how far it is. */
export const SignDialog = ({ papers, kind: first, onClose }: SignDialogProps) => {
  const { t } = useTranslation();
  const { roles } = useMe().officer;
  const hasSeal = maySeal(roles);
  const [kind, setKind] = useState<SigningKind>(first ?? (hasSeal && papers.personal.length === 0 ? 'seal' : 'personal'));
  const [batchId, setBatchId] = useState<string>();
  return (
    <Modal opened onClose={onClose} title={t('signing.title')} size={640} closeButtonProps={{ 'aria-label': t('action.close') }}>
      {batchId === undefined ? (
        <Stack gap="sm">
          {hasSeal ? (
            <SegmentedControl
              aria-label={t('signing.kind')}
              value={kind}
              data={(['personal', 'seal'] as const).map((value) => ({ value, label: t(`signing.kind.${value}`) }))}
              onChange={(value) => setKind(value as SigningKind)}
            />
          ) : null}
          <Begin key={kind} kind={kind} papers={papers[kind]} onBegun={setBatchId} onClose={onClose} />
        </Stack>
      ) : (
        <Progress batchId={batchId} onClose={onClose} />
      )}
    </Modal>
  );
};

type BeginProps = { kind: SigningKind; papers: Paper[]; onBegun: (batchId: string) => void; onClose: () => void };

const Begin = ({ kind, papers, onBegun, onClose }: BeginProps) => {
  const { t } = useTranslation();
  const { keyboard } = useServices();
  const client = useTRPCClient();
  const tokens = useTokens();
  const [chosen, setChosen] = useState<Choice>();
  const [pinField, setPinField] = useState<PinHandle | null>(null);
  const [isBusy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const choice = tokens.usable(chosen, kind);
  const token = tokens.view?.tokens.find(({ id }) => id === choice?.tokenId);
  const documentIds = papers.map(({ documentId }) => documentId);
  const maySign = papers.length > 0 && token?.state === 'ready' && !isBusy;

  const run = async (work: () => Promise<void>): Promise<void> => {
    setBusy(true);
    setError(undefined);
    try {
      await work();
    } catch (failure) {
      setError(failure);
      // The token now says something else of itself: fewer tries, locked, gone.
      tokens.look();
      pinField?.focus();
    } finally {
      setBusy(false);
    }
  };

  const sign = (): void => {
    if (!maySign || choice === undefined) return;
    // Not through a mutation of the query library, which remembers what it was given.
    const pin = pinField?.take() ?? '';
    if (pin === '' && !token.hasPinPad) return void pinField?.focus();
    void run(async () => onBegun((await client.signing.sign.mutate({ documentIds, kind, tokenId: choice.tokenId, certificateId: choice.certificateId, pin })).batchId));
  };
  const wait = (): void => {
    void run(async () => {
      await client.signing.request.mutate({ documentIds, kind });
      onClose();
    });
  };
  useKeys(keyboard, { 'Ctrl+Enter': sign, F8: sign }, { isModal: true });

  if (papers.length === 0) return <p className={classes.note}>{t('signing.nothing')}</p>;
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        sign();
      }}
      noValidate
    >
      <Stack gap="sm">
        <p className={classes.note}>{papers.length === 1 ? t('signing.one', { title: papers[0]!.title }) : t('signing.many', { n: papers.length })}</p>
        {tokens.view === undefined && !tokens.error ? <Waiting>{t('signing.looking')}</Waiting> : null}
        {tokens.error ? <FailureNotice error={tokens.error} /> : null}
        {tokens.view?.state === 'noSource' ? <ProblemNotice problem={{ problem: 'signing.noSource', data: {} }} isWaiting /> : null}
        {tokens.view?.state === 'noToken' ? (
          <div className={classes.absent} role="status">
            <IconPlugConnected size={28} stroke={1.4} aria-hidden />
            <div>
              <strong>{t('signing.plugIn')}</strong>
              <span>{t('signing.plugInText')}</span>
            </div>
          </div>
        ) : null}
        {tokens.view?.sources.map(({ path, problem }) => <ProblemNotice key={path} problem={problem} isWaiting />)}
        {tokens.view && tokens.view.tokens.length > 0 ? <DeviceList tokens={tokens.view.tokens} kind={kind} chosen={choice} onChoose={setChosen} /> : null}
        {tokens.view?.state === 'present' && tokens.view.isUsbMissing ? <p className={classes.note}>{t('signing.noUsb')}</p> : null}
        {token?.state === 'ready' ? <PinField key={token.id} token={token} handle={setPinField} /> : null}
        {error ? <FailureNotice error={error} /> : null}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            {t('action.back')}
          </Button>
          <Button variant="default" onClick={wait} disabled={isBusy}>
            {t('signing.wait')}
          </Button>
          <Button type="submit" disabled={!maySign} data-main-action rightSection={<KeyHint keys="F8" tone="onAccent" />}>
            {isBusy ? t('signing.opening') : t('signing.sign', { n: papers.length })}
          </Button>
        </Group>
      </Stack>
    </form>
  );
};

const Progress = ({ batchId, onClose }: { batchId: string; onClose: () => void }) => {
  const { t } = useTranslation();
  const trpc = useTRPC();
  const { keyboard } = useServices();
  const queue = useQuery(trpc.signing.queue.queryOptions());
  useKeys(keyboard, { 'Ctrl+Enter': onClose }, { isModal: true });
  const batch = queue.data?.batch?.id === batchId ? queue.data.batch : undefined;
  return (
    <Stack gap="sm">
      {batch === undefined ? <Waiting>{t('signing.opening')}</Waiting> : <BatchProgress batch={batch} />}
      <Group justify="flex-end" gap="xs">
        <Button variant={batch?.isRunning === false ? 'filled' : 'default'} onClick={onClose} data-autofocus>
          {batch?.isRunning === false ? t('action.close') : t('signing.behind')}
        </Button>
      </Group>
    </Stack>
  );
};
