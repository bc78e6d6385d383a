import { Button, Modal } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { IconUnlink } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCan } from '../../app/me.ts';
import { type Outputs, useTRPC } from '../../app/trpc.ts';
import { ReasonDialog } from '../../components/ReasonDialog.tsx';
import classes from './DocumentDialog.module.css';
import { PageViewer } from './PageViewer.tsx';

type Document = Outputs['dossier']['get']['documents'][number];

/** A document of a dossier, page by page; put to the wrong paper, it goes back to the inbox. */
export const DocumentDialog = ({ document, onClose }: { document: Document | undefined; onClose: () => void }) => {
  const { t } = useTranslation();
  const may = useCan();
  const trpc = useTRPC();
  const queries = useQueryClient();
  const [isDetaching, setDetaching] = useState(false);
  const detach = useMutation(
    trpc.digitisation.detach.mutationOptions({
      onSuccess: () => {
        void queries.invalidateQueries(trpc.dossier.pathFilter());
        onClose();
      },
    }),
  );
  if (document === undefined) return null;
  return (
    <>
      <Modal
        opened={!isDetaching}
        onClose={onClose}
        size={900}
        padding={0}
        title={
          <span className={classes.title}>
            {t('document.title')}
            {may('digitisation.detach') ? (
              <Button size="compact-sm" variant="default" leftSection={<IconUnlink size={15} aria-hidden />} onClick={() => setDetaching(true)}>
                {t('document.detach')}
              </Button>
            ) : null}
          </span>
        }
        closeButtonProps={{ 'aria-label': t('action.close') }}
        classNames={{ body: classes.body!, content: classes.content! }}
      >
        <PageViewer documentId={document.id} title={document.source.fileName} pageCount={document.pageCount ?? 1} />
      </Modal>
      {isDetaching ? (
        <ReasonDialog
          title={t('document.detach')}
          explanation={t('document.detachText', { file: document.source.fileName })}
          label={t('reason.label')}
          confirm={t('document.detach')}
          isRequired
          isBusy={detach.isPending}
          error={detach.error}
          onConfirm={(reason) => detach.mutate({ documentId: document.id, reason })}
          onClose={() => setDetaching(false)}
        />
      ) : null}
    </>
  );
};
