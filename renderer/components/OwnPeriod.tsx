import { Button, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isRealDate } from '../../domain/time.ts';
import { formatDate, parseTypedDate } from './format.ts';
import type { Period } from './periods.ts';
import classes from './PeriodBar.module.css';

/** Any days, as they are typed. */
export const OwnPeriod = ({ period, onChoose }: { period: Period; onChoose: (period: Period) => void }) => {
  const { t } = useTranslation();
  const [typed, setTyped] = useState({ from: formatDate(period.from), to: formatDate(period.to) });
  const [hasTried, setTried] = useState(false);
  const from = parseTypedDate(typed.from);
  const to = parseTypedDate(typed.to);
  const isReal = (date: string | undefined): date is string => date !== undefined && isRealDate(date);
  const isBackwards = isReal(from) && isReal(to) && from > to;
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setTried(true);
    if (isReal(from) && isReal(to) && !isBackwards) onChoose({ from, to });
  };
  return (
    <form className={classes.own} onSubmit={submit} noValidate>
      {(['from', 'to'] as const).map((name) => (
        <TextInput
          key={name}
          label={t(`period.${name}`)}
          placeholder={t('form.datePlaceholder')}
          inputMode="numeric"
          maxLength={10}
          value={typed[name]}
          error={hasTried && !isReal({ from, to }[name]) ? t('period.dateWrong') : hasTried && name === 'to' && isBackwards ? t('period.backwards') : undefined}
          onChange={(event) => setTyped({ ...typed, [name]: event.currentTarget.value })}
        />
      ))}
      <Button type="submit" variant="default">
        {t('period.show')}
      </Button>
    </form>
  );
};
