import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { IconRecycle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useTRPC } from '../../app/trpc.ts';
import { KeyHint } from '../../components/KeyHint.tsx';
import classes from './ProcedureColumn.module.css';

/** How many papers need not be asked for, all of them with one key, and how the desk stands this month. */
export const ReuseLine = ({ offered, onAcceptAll }: { offered: number; onAcceptAll: () => void }) => {
  const { t } = useTranslation();
  const trpc = useTRPC();
  const rate = useQuery(trpc.reception.reuseRate.queryOptions());
  return (
    <div className={classes.reuseLine}>
      <IconRecycle size={15} aria-hidden />
      <span className={classes.grow}>
        {offered > 0 ? <strong>{t('reuse.offered', { n: offered })}</strong> : null}
        {rate.data && rate.data.rate !== null ? (
          <span className={classes.rate}>{t('reuse.rate', { reused: rate.data.reused, reusable: rate.data.reusable, percent: Math.round(rate.data.rate * 100) })}</span>
        ) : null}
      </span>
      {offered > 0 ? (
        <Button size="compact-sm" variant="light" rightSection={<KeyHint keys="Alt+Shift+R" />} onClick={onAcceptAll}>
          {t('reuse.acceptAll')}
        </Button>
      ) : null}
    </div>
  );
};
