import { TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { IconSearch } from '@tabler/icons-react';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useKeys } from '../../app/keyboard.ts';
import { useServices } from '../../app/services.ts';
import { useSearch } from '../../app/stores.ts';
import { useTRPC } from '../../app/trpc.ts';
import { FailureNotice } from '../../components/FailureNotice.tsx';
import { Page } from '../../components/Page.tsx';
import { Empty, Waiting } from '../../components/Words.tsx';
import { SearchResults } from './SearchResults.tsx';
import classes from './SearchPage.module.css';

export const SearchPage = () => {
  const { t } = useTranslation();
  const trpc = useTRPC();
  const { keyboard } = useServices();
  const text = useSearch((state) => state.text);
  const look = useSearch((state) => state.look);
  const field = useRef<HTMLInputElement>(null);
  const [asked] = useDebouncedValue(text.trim(), 120);
  const found = useQuery(trpc.search.query.queryOptions({ text: asked }, { enabled: asked !== '', placeholderData: keepPreviousData }));
  const focus = (): void => field.current?.select();
  useEffect(focus, []);
  useKeys(keyboard, { F3: focus });

  const isEmpty = found.data && [found.data.dossiers, found.data.citizens, found.data.organisations, found.data.papers, found.data.procedures].every(({ length }) => length === 0);
  return (
    <Page title={t('place.search')} width="reading">
      <div role="search" data-section>
        <TextInput
          ref={field}
          size="md"
          type="search"
          aria-label={t('search.field')}
          placeholder={t('search.example')}
          leftSection={<IconSearch size={18} aria-hidden />}
          value={text}
          autoComplete="off"
          spellCheck={false}
          maxLength={200}
          onChange={(event) => look(event.currentTarget.value)}
        />
      </div>
      {found.error ? <FailureNotice error={found.error} /> : null}
      <div className={classes.results}>
        {asked === '' ? (
          <Empty title={t('search.start')} icon={<IconSearch size={40} stroke={1.2} />}>
            {t('search.startHint')}
          </Empty>
        ) : found.data === undefined ? (
          found.error ? null : <Waiting>{t('search.looking')}</Waiting>
        ) : isEmpty ? (
          <Empty title={t('search.nothing', { text: asked })}>{t('search.nothingHint')}</Empty>
        ) : (
          <SearchResults found={found.data} />
        )}
      </div>
    </Page>
  );
};
