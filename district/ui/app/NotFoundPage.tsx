import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Page } from '../../../renderer/components/Page.tsx';
import { Empty } from '../../../renderer/components/Words.tsx';

export const NotFoundPage = () => {
  const { t } = useTranslation();
  return (
    <Page title={t('notFound.title')}>
      <Empty title={t('notFound.happened')} action={<Button renderRoot={(props) => <Link to="/" {...props} />}>{t('consolePlace.overview')}</Button>}>
        {t('notFound.toDo')}
      </Empty>
    </Page>
  );
};
