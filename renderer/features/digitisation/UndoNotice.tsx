import { Button, CloseButton } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { IconArrowBackUp } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useInbox } from '../../app/stores.ts';
import { useTRPC, useTRPCClient } from '../../app/trpc.ts';
import { FailureNotice } from '../../components/FailureNotice.tsx';
import type { Undoable } from './inbox-store.ts';
import classes from './UndoNotice.module.css';

/** What was done last with whole scans, and the way back from it. It stays until it is put away. */
export const UndoNotice = () => {
  const undoable = useInbox((state) => state.undoable);
  return undoable ? <Notice key={JSON.stringify(undoable)} undoable={undoable} /> : null;
};

const Notice = ({ undoable }: { undoable: Undoable }) => {
  const { t } = useTranslation();
  const trpc = useTRPC();
  const client = useTRPCClient();
  const queries = useQueryClient();
  const putAway = useInbox((state) => state.putAway);
  const undo = useMutation({
    mutationFn: async () => {
      if (undoable.kind === 'dismiss') await client.digitisation.restore.mutate({ documentId: undoable.documentId });
      else await client.digitisation.undoCompose.mutate({ documentIds: undoable.documentIds });
    },
    onSuccess: () => {
      putAway();
      void queries.invalidateQueries(trpc.digitisation.pathFilter());
    },
  });
  return (
    <div className={classes.notice} role="status">
      <span>{t(`undo.${undoable.kind}`, { file: undoable.fileName, n: undoable.kind === 'dismiss' ? 1 : undoable.documentIds.length })}</span>
      <Button size="compact-sm" variant="light" leftSection={<IconArrowBackUp size={15} aria-hidden />} disabled={undo.isPending} onClick={() => undo.mutate()}>
        {t('pages.undo')}
      </Button>
      <CloseButton size="sm" aria-label={t('action.closeNotice')} onClick={putAway} />
      {undo.error ? <FailureNotice error={undo.error} onClose={() => undo.reset()} /> : null}
    </div>
  );
};
