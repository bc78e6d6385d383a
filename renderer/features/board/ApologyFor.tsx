import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useTRPC } from '../../app/trpc.ts';
import { ExtendDialog } from '../workflow/ExtendDialog.tsx';
import { FormView } from '../workflow/FormView.tsx';

type ApologyForProps = { dossierId: string; isDraft: boolean; onClose: () => void };

/** The letter of one dossier from wherever it is wanted: drafted, or signed and then shown to be printed. */
export const ApologyFor = ({ dossierId, isDraft, onClose }: ApologyForProps) => {
  const { t } = useTranslation();
  const trpc = useTRPC();
  const view = useQuery(trpc.dossier.get.queryOptions({ id: dossierId }));
  const [formId, setFormId] = useState<string>();
  if (!view.data) return null;
  if (formId !== undefined) return <FormView dossierId={dossierId} formId={formId} title={t('issued.of', { form: t('issued.apology'), code: view.data.state.code })} onClose={onClose} />;
  return <ExtendDialog view={view.data} isDraft={isDraft} onDone={(made) => (made === undefined ? onClose() : setFormId(made))} onClose={onClose} />;
};
