import { Button, Modal, Radio } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useTRPC } from '../../app/trpc.ts';
import { formatDate } from '../../components/format.ts';
import { ReasonDialog } from '../../components/ReasonDialog.tsx';
import { Empty } from '../../components/Words.tsx';
import classes from './CitizenPage.module.css';
import type { Paper } from './PapersPanel.tsx';

/** Which newer paper of the same kind stands for this one from now on. */
export const SupersedeDialog = ({ paper, papers, onClose }: { paper: Paper; papers: readonly Paper[]; onClose: () => void }) => {
  const { t } = useTranslation();
  const trpc = useTRPC();
  const candidates = papers.filter((one) => one.documentId !== paper.documentId && one.supersededBy === undefined && one.typeCode !== '' && one.typeCode === paper.typeCode);
  // The list is newest first, and the newest is most likely the one.
  const [byDocumentId, setBy] = useState(candidates[0]?.documentId);
  const supersede = useMutation(trpc.citizen.supersede.mutationOptions({ onSuccess: onClose }));
  if (byDocumentId === undefined) {
    return (
      <Modal opened onClose={onClose} title={t('supersede.title')} size={520} closeButtonProps={{ 'aria-label': t('action.close') }}>
        <Empty title={t('supersede.none')} action={<Button onClick={onClose} data-autofocus>{t('action.back')}</Button>}>
          {t(paper.typeCode === '' ? 'supersede.noKind' : 'supersede.noneHint')}
        </Empty>
      </Modal>
    );
  }
  return (
    <ReasonDialog
      title={t('supersede.title')}
      explanation={t('supersede.text', { title: paper.title })}
      label={t('reason.label')}
      confirm={t('supersede.confirm')}
      isRequired={false}
      isBusy={supersede.isPending}
      error={supersede.error}
      onConfirm={(reason) => supersede.mutate({ documentId: paper.documentId, byDocumentId, reason })}
      onClose={onClose}
    >
      <Radio.Group label={t('supersede.by')} value={byDocumentId} onChange={setBy}>
        <div className={classes.candidates}>
          {candidates.map((one) => (
            <Radio
              key={one.documentId}
              value={one.documentId}
              label={
                <span className={classes.candidate}>
                  <img src={one.thumbnailUrl} alt="" width={30} height={40} loading="lazy" />
                  <span>
                    <span>{[one.title, one.number && t('citizen.paperNumber', { number: one.number })].filter(Boolean).join(' · ')}</span>
                    <span className={classes.quiet}>{one.issuedOn === '' ? t('supersede.scanned', { date: formatDate(one.scannedAt) }) : t('citizen.paperIssued', { date: formatDate(one.issuedOn) })}</span>
                  </span>
                </span>
              }
            />
          ))}
        </div>
      </Radio.Group>
    </ReasonDialog>
  );
};
