import { Anchor } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { IconCircleCheck } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useTRPC } from '../../app/trpc.ts';
import classes from './FiledScans.module.css';

/** Where scans went that found their dossier by themselves. */
export const FiledScans = () => {
  const { t } = useTranslation();
  const trpc = useTRPC();
  const filed = useQuery(trpc.digitisation.filed.queryOptions());
  if (!filed.data?.length) return null;
  return (
    <section className={classes.filed} aria-label={t('filed.title')}>
      <h3>{t('filed.title')}</h3>
      <ul>
        {filed.data.map(({ id, fileName, pageCount, componentKey, dossier }) => (
          <li key={id}>
            <IconCircleCheck size={16} aria-hidden />
            <div>
              <span className={classes.file}>{t('filed.scan', { file: fileName, n: pageCount })}</span>
              <Anchor size="sm" renderRoot={(props) => <Link to="/dossiers/$dossierId" params={{ dossierId: dossier.id }} {...props} />}>
                {dossier.code}
              </Anchor>
              <span>
                {dossier.applicantName}
                {componentKey === '' ? `, ${t('filed.unnamed')}` : ''}
              </span>
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
};
