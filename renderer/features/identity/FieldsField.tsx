import { MultiSelect } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useTRPC } from '../../app/trpc.ts';

/** Lĩnh vực that an officer is in charge of: to whom a dossier is proposed first. */
export const FieldsField = ({ value, onChange }: { value: string[]; onChange: (fields: string[]) => void }) => {
  const { t } = useTranslation();
  const trpc = useTRPC();
  const calendar = useQuery(trpc.calendar.view.queryOptions());
  // A field that the catalogue no longer has stays with whoever had it.
  const fields = [...new Set([...(calendar.data?.fields ?? []), ...value])];
  return (
    <MultiSelect
      label={t('officer.fields')}
      description={t('officer.fields.text')}
      placeholder={value.length === 0 ? t('officer.fields.any') : undefined}
      data={fields}
      value={value}
      searchable
      clearable
      nothingFoundMessage={t('catalogue.noField')}
      onChange={onChange}
    />
  );
};
