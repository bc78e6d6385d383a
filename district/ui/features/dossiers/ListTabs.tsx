import { SegmentedControl } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { type ListName, listNames } from '../../app/listed.ts';

/** Which of the numbers is opened. */
export const ListTabs = ({ list }: { list: ListName }) => {
  const { t } = useTranslation();
  const navigate = useNavigate();
  return (
    <SegmentedControl
      size="xs"
      aria-label={t('dossiers.lists')}
      value={list}
      data={listNames.map((value) => ({ value, label: t(`dossiers.list.${value}`) }))}
      onChange={(value) => void navigate({ to: '.', search: (before) => ({ ...before, list: value as ListName }), replace: true })}
    />
  );
};
