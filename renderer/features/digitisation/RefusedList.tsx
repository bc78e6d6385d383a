import { Button, FileButton } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { IconFolderCheck, IconUpload } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ProblemCode } from '../../../domain/problem.ts';
import { useInbox } from '../../app/stores.ts';
import { type Outputs, useTRPC } from '../../app/trpc.ts';
import { FailureNotice } from '../../components/FailureNotice.tsx';
import { ReasonDialog } from '../../components/ReasonDialog.tsx';
import { Empty } from '../../components/Words.tsx';
import { FilePassword } from './FilePassword.tsx';
import classes from './InboxPage.module.css';
import { scanTypes, uploadScan } from './use-upload.ts';

type Refused = Outputs['digitisation']['refused'][number];

/** Files that could not be taken: why, where they lie, and every way to take them all the same. */
export const RefusedList = ({ rows }: { rows: readonly Refused[] }) => {
  const { t } = useTranslation();
  const trpc = useTRPC();
  const queries = useQueryClient();
  const done = useInbox((state) => state.done);
  const [dismissing, setDismissing] = useState<Refused>();
  const dismiss = useMutation(trpc.digitisation.dismiss.mutationOptions({ onSuccess: () => void queries.invalidateQueries(trpc.digitisation.pathFilter()) }));

  if (rows.length === 0) {
    return (
      <Empty title={t('inbox.noRefused')} icon={<IconFolderCheck size={40} stroke={1.2} />}>
        {t('inbox.noRefusedHint')}
      </Empty>
    );
  }
  return (
    <>
      <ul className={classes.refused} aria-label={t('inbox.refusedTitle')}>
        {rows.map((row) => (
          <RefusedItem key={row.id} row={row} onDismiss={() => setDismissing(row)} />
        ))}
      </ul>
      {dismissing ? (
        <ReasonDialog
          title={t('inbox.dismissRefused.title')}
          explanation={t('inbox.dismissRefused.text', { file: dismissing.fileName })}
          label={t('reason.label')}
          confirm={t('inbox.dismiss')}
          isRequired
          isBusy={dismiss.isPending}
          error={dismiss.error}
          onConfirm={(reason) =>
            dismiss.mutate(
              { documentId: dismissing.id, reason },
              {
                onSuccess: () => {
                  done({ kind: 'dismiss', documentId: dismissing.id, fileName: dismissing.fileName });
                  setDismissing(undefined);
                },
              },
            )
          }
          onClose={() => {
            dismiss.reset();
            setDismissing(undefined);
          }}
        />
      ) : null}
    </>
  );
};

const RefusedItem = ({ row, onDismiss }: { row: Refused; onDismiss: () => void }) => {
  const { t } = useTranslation();
  const trpc = useTRPC();
  const queries = useQueryClient();
  const reason = row.reason as ProblemCode;
  const again = { onSuccess: () => void queries.invalidateQueries(trpc.digitisation.pathFilter()) };
  const retry = useMutation(trpc.digitisation.retry.mutationOptions(again));
  const unlock = useMutation(trpc.digitisation.unlock.mutationOptions(again));
  const upload = useMutation({ mutationFn: (file: File) => uploadScan(file, { documentId: row.id }), ...again });
  const isBusy = retry.isPending || unlock.isPending || upload.isPending;
  const failed = [retry, unlock, upload].find(({ error }) => error !== null);
  return (
    <li>
      <strong title={row.fileName}>{row.fileName}</strong>
      <p>
        {t(`problem.${reason}.happened`)} {t(`problem.${reason}.toDo`)}
      </p>
      {row.folder === '' ? null : <p className={classes.folder}>{t('inbox.liesIn', { folder: row.folder })}</p>}
      {failed ? <FailureNotice error={failed.error} onClose={() => failed.reset()} /> : null}
      {reason === 'scan.passwordProtected' ? <FilePassword fileName={row.fileName} isBusy={unlock.isPending} onTake={(password) => unlock.mutate({ documentId: row.id, password })} /> : null}
      <span className={classes.refusedActions}>
        <Button size="compact-sm" variant="light" disabled={isBusy} onClick={() => retry.mutate({ documentId: row.id })}>
          {retry.isPending ? t('inbox.retrying') : t('inbox.retry')}
        </Button>
        <FileButton accept={scanTypes} onChange={(file) => file && upload.mutate(file)} inputProps={{ 'aria-label': `${t('inbox.byHand')}: ${row.fileName}` }}>
          {(props) => (
            <Button {...props} size="compact-sm" variant="default" leftSection={<IconUpload size={14} aria-hidden />} disabled={isBusy} title={t('inbox.byHandText')}>
              {upload.isPending ? t('inbox.retrying') : t('inbox.byHand')}
            </Button>
          )}
        </FileButton>
        <Button size="compact-sm" variant="subtle" onClick={onDismiss}>
          {t('inbox.dismiss')}
        </Button>
      </span>
    </li>
  );
};
