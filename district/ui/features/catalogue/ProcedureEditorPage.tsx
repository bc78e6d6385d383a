import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { FailureNotice } from '../../../../renderer/components/FailureNotice.tsx';
import { Page } from '../../../../renderer/components/Page.tsx';
import { Waiting } from '../../../../renderer/components/Words.tsx';
import { ProcedureEditor } from '../../../../renderer/features/catalogue/ProcedureEditor.tsx';
import { useTRPC } from '../../app/trpc.ts';

export const ProcedureEditorPage = () => {
  const { t } = useTranslation();
  const trpc = useTRPC();
  const queries = useQueryClient();
  const { procedure: id } = useSearch({ from: '/catalogue/edit' });
  const procedure = useQuery(trpc.catalogue.get.queryOptions({ id: id ?? '' }, { enabled: id !== undefined }));
  const rows = useQuery(trpc.catalogue.list.queryOptions());
  const publishing = useMutation(trpc.catalogue.publish.mutationOptions({ onSuccess: () => void queries.invalidateQueries(trpc.catalogue.pathFilter()) }));
  if (id === undefined || procedure.data) {
    return <ProcedureEditor key={id ?? 'new'} original={procedure.data} rows={rows.data ?? []} hint={t('consoleCatalogue.editorNote')} publishing={publishing} />;
  }
  return <Page title={t('catalogue.edit')}>{procedure.error ? <FailureNotice error={procedure.error} /> : <Waiting>{t('guide.loading')}</Waiting>}</Page>;
};
