import { Button } from '@mantine/core';
import { IconPrinter } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import classes from './RecoveryCode.module.css';

/** The one thing that opens the store when the machine's key is lost: on paper, in a locked drawer, and nowhere else. */
export const RecoveryCode = ({ code }: { code: string }) => {
  const { t } = useTranslation();
  return (
    <section className={classes.recovery} aria-label={t('recoveryCode.title')}>
      <h2>{t('recoveryCode.title')}</h2>
      <p>{t('recoveryCode.text')}</p>
      <output className={classes.code}>{code}</output>
      <Button className={classes.print} variant="default" leftSection={<IconPrinter size={16} aria-hidden />} onClick={() => window.print()}>
        {t('recoveryCode.print')}
      </Button>
    </section>
  );
};
