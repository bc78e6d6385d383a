import { TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { IconSearch } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useReader } from '../../app/reader.ts';
import { useTRPC, useTRPCClient } from '../../app/trpc.ts';
import { StatusMark } from '../../components/Marks.tsx';
import { useOptionList } from '../../components/use-option-list.ts';
import classes from './ResultsPage.module.css';

type FinderProps = { text: string; onText: (text: string) => void; onPick: (dossierId: string) => void };

/** By code, name or number; those with a result come first. */
export const Finder = ({ text, onText, onPick }: FinderProps) => {
  const { t } = useTranslation();
  const trpc = useTRPC();
  const client = useTRPCClient();
  const [asked] = useDebouncedValue(text.trim(), 120);
  const found = useQuery(trpc.search.query.queryOptions({ text: asked }, { enabled: asked !== '', placeholderData: keepPreviousData }));
  const rows = asked === '' ? [] : (found.data?.dossiers ?? []).toSorted((a, b) => Number(b.status === 'done') - Number(a.status === 'done'));
  const isBehind = text.trim() !== asked || found.isLoading || found.isPlaceholderData;
  const list = useOptionList(rows.length, (index) => rows[index] && onPick(rows[index].id), isBehind);
  // Before the sheet beside it in the page, and so asked after it: while a dossier is open, a card says who stands there.
  useReader((reading) => {
    if (reading.kind === 'card') {
      void client.reception.readCard.mutate({ payload: reading.payload.slice(0, 4000) }).then(
        ({ fields }) => onText(fields.number ?? ''),
        () => undefined,
      );
      return true;
    }
    void client.search.query.query({ text: reading.code }).then(({ dossiers }) => {
      const match = dossiers.find(({ code }) => code === reading.code);
      if (match) onPick(match.id);
      else onText(reading.code);
    });
    return true;
  });
  return (
    <section className={classes.finder} data-section aria-label={t('results.find')}>
      <TextInput
        size="md"
        aria-label={t('results.find')}
        placeholder={t('attach.searchExample')}
        leftSection={<IconSearch size={17} aria-hidden />}
        autoFocus
        maxLength={200}
        value={text}
        onChange={(event) => onText(event.currentTarget.value)}
        {...list.fieldProps}
      />
      {rows.length > 0 ? (
        <ul className={classes.options} {...list.listProps} aria-label={t('search.dossiers')}>
          {rows.map((row, index) => (
            <li key={row.id} {...list.optionProps(index)}>
              <strong>{row.applicantName}</strong>
              <span>{row.code}</span>
              <span>{row.procedureName}</span>
              <StatusMark status={row.status} isCancelled={row.isCancelled} />
            </li>
          ))}
        </ul>
      ) : null}
      {asked !== '' && found.data && rows.length === 0 && !isBehind ? <p className={classes.quiet}>{t('search.nothing', { text: asked })}</p> : null}
    </section>
  );
};
