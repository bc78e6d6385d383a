import { IconAlertTriangle, IconFolderOpen } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Mark } from '../../components/Marks.tsx';
import classes from './CitizenPage.module.css';

/** What is open and what is late, beside the name. */
export const CountMarks = ({ counts: { open, overdue } }: { counts: { open: number; overdue: number } }) => {
  const { t } = useTranslation();
  return (
    <span className={classes.marks}>
      {overdue > 0 ? (
        <Mark tone="late" icon={IconAlertTriangle}>
          {t('citizen.overdue', { n: overdue })}
        </Mark>
      ) : null}
      <Mark tone="quiet" icon={IconFolderOpen}>
        {open > 0 ? t('citizen.open', { n: open }) : t('citizen.nothingOpen')}
      </Mark>
    </span>
  );
};
