import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useTRPC } from '../../app/trpc.ts';
import { FailureNotice } from '../../components/FailureNotice.tsx';
import { Page } from '../../components/Page.tsx';
import { Waiting } from '../../components/Words.tsx';
import { ProcedureEditor } from './ProcedureEditor.tsx';

export const ProcedureEditorPage = () => {
  const { t } = useTranslation();
  const trpc = useTRPC();
  const queries = useQueryClient();
  const { procedure: id } = useSearch({ from: '/catalogue/edit' });
  const procedure = useQuery(trpc.reception.procedure.queryOptions({ id: id ?? '' }, { enabled: id !== undefined }));
  const rows = useQuery(trpc.reception.procedures.queryOptions({}));
  const publishing = useMutation(
    trpc.catalogue.publish.mutationOptions({
      onSuccess: ({ id: published }) => {
        void queries.invalidateQueries(trpc.reception.procedures.pathFilter());
        void queries.invalidateQueries(trpc.reception.procedure.queryFilter({ id: published }));
        void queries.invalidateQueries(trpc.catalogue.history.queryFilter({ id: published }));
      },
    }),
  );
  if (id === undefined || procedure.data) {
    return <ProcedureEditor key={id ?? 'new'} original={procedure.data} rows={rows.data ?? []} hint={t('catalogue.editorNote')} publishing={publishing} />;
  }
  return <Page title={t('catalogue.edit')}>{procedure.error ? <FailureNotice error={procedure.error} /> : <Waiting>{t('guide.loading')}</Waiting>}</Page>;
};
