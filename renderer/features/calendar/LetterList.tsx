import { Button } from '@mantine/core';
import { IconMail } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Outputs } from '../../app/trpc.ts';
import { formatCount, formatDate } from '../../components/format.ts';
import { FormView } from '../workflow/FormView.tsx';
import classes from './AffectedPage.module.css';

export type Letter = Outputs['dossier']['reschedule'][number];

/** The letters that were made out just now, to be printed one after the other. Each is kept with its dossier too. */
export const LetterList = ({ letters }: { letters: readonly Letter[] }) => {
  const { t } = useTranslation();
  const [at, setAt] = useState<number>();
  const letter = at === undefined ? undefined : letters[at];
  return (
    <section className={classes.letters} aria-label={t('letters.title', { n: letters.length })} data-section>
      <header>
        <IconMail size={18} aria-hidden />
        <strong role="status">{t('letters.title', { n: formatCount(letters.length) })}</strong>
        <Button size="compact-md" onClick={() => setAt(0)}>
          {t('letters.print')}
        </Button>
      </header>
      <ul>
        {letters.map(({ formId, code, previousDueAt, dueAt }, index) => (
          <li key={formId}>
            <button type="button" onClick={() => setAt(index)}>
              <strong>{code}</strong> {formatDate(previousDueAt)} → {formatDate(dueAt)}
            </button>
          </li>
        ))}
      </ul>
      {letter && at !== undefined ? (
        <FormView
          dossierId={letter.id}
          formId={letter.formId}
          title={t('letters.one', { n: at + 1, of: letters.length, code: letter.code })}
          onNext={at + 1 < letters.length ? () => setAt(at + 1) : undefined}
          onClose={() => setAt(undefined)}
        />
      ) : null}
    </section>
  );
};
