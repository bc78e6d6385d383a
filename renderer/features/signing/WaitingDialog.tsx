import { Button, Group, Modal, Stack } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useServices } from '../../app/services.ts';
import { type Outputs, useTRPC } from '../../app/trpc.ts';
import { FailureNotice } from '../../components/FailureNotice.tsx';
import { formatMoment } from '../../components/format.ts';
import { useProblemText } from '../../components/problem-text.ts';
import { Empty, Waiting } from '../../components/Words.tsx';
import { BatchProgress } from './BatchProgress.tsx';
import { SignDialog } from './SignDialog.tsx';
import classes from './WaitingDialog.module.css';
import type { SigningKind } from './use-tokens.ts';

type Row = Outputs['signing']['queue']['waiting'][number];

/** What waits to be signed, and the batch that runs: one PIN signs all of a kind. */
export const WaitingDialog = ({ onClose }: { onClose: () => void }) => {
  const { t } = useTranslation();
  const trpc = useTRPC();
  const queue = useQuery(trpc.signing.queue.queryOptions());
  const [kind, setKind] = useState<SigningKind>();
  const { waiting = [], batch } = queue.data ?? {};
  const of = (wanted: SigningKind): Row[] => waiting.filter((row) => row.kind === wanted);
  if (kind !== undefined) return <SignDialog papers={{ personal: of('personal'), seal: of('seal') }} kind={kind} onClose={() => setKind(undefined)} />;
  return (
    <Modal opened onClose={onClose} title={t('signing.waiting.title')} size={720} closeButtonProps={{ 'aria-label': t('action.close') }}>
      <Stack gap="sm">
        {queue.error ? <FailureNotice error={queue.error} /> : null}
        {queue.isPending ? <Waiting>{t('signing.looking')}</Waiting> : null}
        {batch?.isRunning ? <BatchProgress batch={batch} /> : null}
        {queue.data && !batch?.isRunning && waiting.length === 0 ? <Empty title={t('signing.waiting.none')}>{t('signing.waiting.noneText')}</Empty> : null}
        {batch?.isRunning || waiting.length === 0 ? null : (
          <ul className={classes.rows}>
            {waiting.map((row) => (
              <WaitingRow key={`${row.documentId} ${row.kind}`} row={row} onLeave={onClose} />
            ))}
          </ul>
        )}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            {t('action.close')}
          </Button>
          {batch?.isRunning
            ? null
            : (['personal', 'seal'] as const)
                .filter((one) => of(one).length > 0)
                .map((one) => (
                  <Button key={one} onClick={() => setKind(one)}>
                    {t(`signing.waiting.sign.${one}`, { n: of(one).length })}
                  </Button>
                ))}
        </Group>
      </Stack>
    </Modal>
  );
};

const WaitingRow = ({ row, onLeave }: { row: Row; onLeave: () => void }) => {
  const { t } = useTranslation();
  const { clock } = useServices();
  const trpc = useTRPC();
  const queries = useQueryClient();
  const say = useProblemText();
  const cancel = useMutation(trpc.signing.cancelRequest.mutationOptions({ onSettled: () => queries.invalidateQueries(trpc.signing.queue.pathFilter()) }));
  return (
    <li>
      <div>
        <strong>{row.title}</strong>
        <span>
          {t(`signing.kind.${row.kind}`)} ·{' '}
          {row.dossierId === undefined ? null : (
            <Link className={classes.code} to="/dossiers/$dossierId" params={{ dossierId: row.dossierId }} onClick={onLeave}>
              {row.dossierCode}
            </Link>
          )}{' '}
          · {t('signing.waiting.since', { name: row.requestedByName, at: formatMoment(row.requestedAt, clock.now()) })}
        </span>
        {row.problem ? <em>{say({ kind: 'problem', problem: row.problem }).happened}</em> : null}
      </div>
      <Button size="compact-sm" variant="subtle" disabled={cancel.isPending} aria-label={t('signing.waiting.cancelOf', { title: row.title })} onClick={() => cancel.mutate({ documentId: row.documentId, kind: row.kind })}>
        {t('signing.waiting.cancel')}
      </Button>
    </li>
  );
};
