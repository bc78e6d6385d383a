import { Select } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { IconQrcode } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { noComponentKey, resultComponentKey } from '../../../domain/document/document.ts';
import { useCan } from '../../app/me.ts';
import { type Outputs, useTRPC } from '../../app/trpc.ts';
import { FailureNotice } from '../../components/FailureNotice.tsx';
import { DocumentButtons } from '../workflow/DocumentButtons.tsx';
import classes from './UnnamedPapers.module.css';

type View = Outputs['dossier']['get'];

/** Scans that a receipt or a sheet has put to this dossier, and which of its papers each is nobody has said yet. */
export const UnnamedPapers = ({ view, onOpen }: { view: View; onOpen: (documentId: string) => void }) => {
  const { t } = useTranslation();
  const unnamed = view.documents.filter(({ status, componentKey }) => status === 'attached' && componentKey === noComponentKey);
  if (unnamed.length === 0) return null;
  return (
    <section className={classes.unnamed} aria-label={t('unnamed.title')}>
      <p>
        <IconQrcode size={16} aria-hidden /> {t('unnamed.title')}
      </p>
      <ul>
        {unnamed.map((document) => (
          <li key={document.id}>
            <DocumentButtons documents={[document]} onOpen={onOpen} />
            <WhichPaper view={view} document={document} />
          </li>
        ))}
      </ul>
    </section>
  );
};

const WhichPaper = ({ view: { state }, document }: { view: View; document: View['documents'][number] }) => {
  const { t } = useTranslation();
  const may = useCan();
  const trpc = useTRPC();
  const queries = useQueryClient();
  const attach = useMutation(trpc.digitisation.attach.mutationOptions({ onSuccess: () => void queries.invalidateQueries(trpc.dossier.pathFilter()) }));
  if (!may('digitisation.attach')) return null;
  return (
    <>
      <Select
        size="xs"
        aria-label={t('unnamed.which', { file: document.source.fileName })}
        placeholder={t('attach.component')}
        disabled={attach.isPending}
        value={null}
        data={[...state.components.map(({ key, name }) => ({ value: key, label: name })), { value: resultComponentKey, label: t('attach.result') }]}
        onChange={(componentKey) => {
          if (componentKey !== null) attach.mutate({ documentId: document.id, dossierId: state.id, componentKey });
        }}
      />
      {attach.error ? <FailureNotice error={attach.error} onClose={() => attach.reset()} /> : null}
    </>
  );
};
