import { Button, Modal } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { IconAdjustments, IconExternalLink, IconSignature, IconUnlink } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { shownPages } from '../../../domain/document/pages.ts';
import { useKeys } from '../../app/keyboard.ts';
import { useCan, useMe } from '../../app/me.ts';
import { useServices } from '../../app/services.ts';
import { type Outputs, useTRPC } from '../../app/trpc.ts';
import { KeyHint } from '../../components/KeyHint.tsx';
import { ReasonDialog } from '../../components/ReasonDialog.tsx';
import { hasPapersToSign } from '../signing/papers-to-sign.ts';
import { SignaturePanel } from '../signing/SignaturePanel.tsx';
import { SignDialog } from '../signing/SignDialog.tsx';
import classes from './DocumentDialog.module.css';
import { PageViewer } from './PageViewer.tsx';

type SignDialogProps = Parameters<typeof SignDialog>[0];
type Document = Outputs['dossier']['get']['documents'][number];

/** A document of a dossier, page by page; put to the wrong paper, it goes back to the inbox. */
export const DocumentDialog = ({ document, papers, onClose }: { document: Document | undefined; papers: SignDialogProps['papers']; onClose: () => void }) => {
  const { t } = useTranslation();
  const may = useCan();
  const trpc = useTRPC();
  const queries = useQueryClient();
  const { keyboard } = useServices();
  const { roles } = useMe().officer;
  const navigate = useNavigate();
  const [isDetaching, setDetaching] = useState(false);
  const [isSigning, setSigning] = useState(false);
  const maySign = document !== undefined && may('signing.sign') && hasPapersToSign(papers, roles);
  const mayEdit = document !== undefined && may('digitisation.open') && !document.signatures && document.isHere;
  const edit = (): void => void navigate({ to: '/inbox/$documentId', params: { documentId: document?.id ?? '' } });
  useKeys(
    keyboard,
    {
      F8: () => (maySign ? setSigning(true) : false),
      'Alt+S': () => (mayEdit ? edit() : false),
    },
    { isActive: document !== undefined && !isSigning },
  );
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
        opened={!isDetaching && !isSigning}
        onClose={onClose}
        size={900}
        padding={0}
        title={
          <span className={classes.title}>
            {t('document.title')}
            {maySign ? (
              <Button size="compact-sm" variant="default" leftSection={<IconSignature size={15} aria-hidden />} rightSection={<KeyHint keys="F8" />} onClick={() => setSigning(true)}>
                {t('signing.open')}
              </Button>
            ) : null}
            {document.output && document.isHere ? (
              <Button component="a" href={`/files/document/${document.id}/output`} target="_blank" rel="noreferrer" size="compact-sm" variant="default" leftSection={<IconExternalLink size={15} aria-hidden />}>
                {t(document.signatures ? 'signing.openSigned' : 'rendering.open')}
              </Button>
            ) : null}
            {mayEdit ? (
              <Button size="compact-sm" variant="default" leftSection={<IconAdjustments size={15} aria-hidden />} rightSection={<KeyHint keys="Alt+S" />} onClick={edit}>
                {t('pages.open')}
              </Button>
            ) : null}
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
        <SignaturePanel documentId={document.id} />
        <PageViewer documentId={document.id} title={document.source.fileName} pageCount={shownPages(document).length} />
      </Modal>
      {isSigning ? <SignDialog papers={papers} onClose={() => setSigning(false)} /> : null}
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
