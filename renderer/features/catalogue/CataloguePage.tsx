import { Button, Select, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { IconFileImport, IconPlus, IconSearch } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useKeys } from '../../app/keyboard.ts';
import { useCan } from '../../app/me.ts';
import { useServices } from '../../app/services.ts';
import { useTRPC, useTRPCClient } from '../../app/trpc.ts';
import { FailureNotice } from '../../components/FailureNotice.tsx';
import { KeyHint } from '../../components/KeyHint.tsx';
import { Page } from '../../components/Page.tsx';
import { useOptionList } from '../../components/use-option-list.ts';
import { Empty, Waiting } from '../../components/Words.tsx';
import { ImportDialog } from './ImportDialog.tsx';
import { ProcedureOption } from './ProcedureOption.tsx';
import { ProcedurePanel } from './ProcedurePanel.tsx';
import { useFavourites } from './use-favourites.ts';
import classes from './CataloguePage.module.css';

const mostRows = 200;

const shelves = ['inForce', 'retired'] as const;
type Shelf = (typeof shelves)[number];

/** All procedures: to look one up, to pin it, and for the administrator to keep them right. */
export const CataloguePage = () => {
  const { t } = useTranslation();
  const { keyboard } = useServices();
  const may = useCan();
  const trpc = useTRPC();
  const client = useTRPCClient();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const { procedure: chosenId } = useSearch({ from: '/catalogue' });
  const favourites = useFavourites();
  const [query, setQuery] = useState('');
  const [field, setField] = useState<string | null>(null);
  const [shelf, setShelf] = useState<Shelf>('inForce');
  const [isImporting, setImporting] = useState(false);
  const [asked] = useDebouncedValue(query.trim(), 80);
  const isRetired = shelf === 'retired';
  const onShelf: { isRetired?: boolean } = isRetired ? { isRetired } : {};
  const wanted: { query?: string; isRetired?: boolean } = asked === '' ? onShelf : { ...onShelf, query: asked };
  const found = useQuery(
    trpc.reception.procedures.queryOptions(wanted, { placeholderData: keepPreviousData }),
  );
  // Without anything else this is what the favourites are read from, and asked for once.
  const everything = useQuery(trpc.reception.procedures.queryOptions(onShelf));
  const fields = [...new Set((everything.data ?? []).map((row) => row.field))].toSorted((a, b) => a.localeCompare(b, 'vi'));
  const all = (found.data ?? []).filter((row) => field === null || row.field === field);
  const rows = all.slice(0, mostRows);
  const isBehind = query.trim() !== asked || found.isLoading || found.isPlaceholderData;

  const readAgain = <T,>(done: T): T => {
    for (const filter of [trpc.reception.procedures.pathFilter(), trpc.reception.procedure.pathFilter(), trpc.catalogue.pathFilter()]) void queries.invalidateQueries(filter);
    return done;
  };
  const open = (id: string): void => void navigate({ to: '/catalogue', search: { procedure: id }, replace: true });
  const list = useOptionList(rows.length, (index) => rows[index] && open(rows[index].id), isBehind);
  const { setActive } = list;
  useEffect(() => setActive(0), [asked, field, shelf, setActive]);
  const active = rows[list.active];
  useKeys(keyboard, {
    'Alt+0': () => {
      if (!active) return false;
      favourites.toggle(active.id);
      return true;
    },
  });

  const shownId = chosenId ?? rows[0]?.id;
  return (
    <Page
      title={t('catalogue.title')}
      note={everything.data ? t(isRetired ? 'catalogue.retiredCount' : 'catalogue.count', { n: everything.data.length }) : undefined}
      actions={
        may('catalogue.publish') ? (
          <>
            <Button variant="default" leftSection={<IconFileImport size={17} aria-hidden />} onClick={() => setImporting(true)}>
              {t('catalogue.import')}
            </Button>
            <Button leftSection={<IconPlus size={17} aria-hidden />} onClick={() => void navigate({ to: '/catalogue/edit', search: {} })}>
              {t('catalogue.new')}
            </Button>
          </>
        ) : null
      }
    >
      <div className={classes.columns}>
        <section className={classes.list} data-section aria-label={t('reception.procedure.list')}>
          <div className={classes.filters}>
            <TextInput
              className={classes.search}
              aria-label={t('catalogue.search')}
              placeholder={t('catalogue.searchExample')}
              leftSection={<IconSearch size={16} aria-hidden />}
              value={query}
              maxLength={200}
              onChange={(event) => setQuery(event.currentTarget.value)}
              {...list.fieldProps}
            />
            <Select
              aria-label={t('procedure.field')}
              placeholder={t('catalogue.allFields')}
              data={fields}
              value={field}
              clearable
              searchable
              nothingFoundMessage={t('catalogue.noField')}
              onChange={setField}
            />
            <Select
              aria-label={t('catalogue.shelf')}
              data={shelves.map((value) => ({ value, label: t(`catalogue.shelf.${value}`) }))}
              value={shelf}
              allowDeselect={false}
              onChange={(value) => {
                setField(null);
                setShelf(value === 'retired' ? 'retired' : 'inForce');
              }}
            />
          </div>
          {found.error ? <FailureNotice error={found.error} /> : null}
          {favourites.error ? <FailureNotice error={favourites.error} onClose={favourites.forgetError} /> : null}
          {found.isPending && !found.error ? <Waiting>{t('reception.procedure.loading')}</Waiting> : null}
          {found.data && rows.length === 0 ? (
            query.trim() === '' ? (
              <Empty title={t(isRetired ? 'catalogue.noneRetired' : 'catalogue.none')} />
            ) : (
              <Empty title={t('reception.procedure.none', { query })}>{t('reception.procedure.noneHint')}</Empty>
            )
          ) : null}
          <ul className={classes.options} {...list.listProps} aria-label={t('reception.procedure.list')}>
            {rows.map((row, index) => (
              <li key={row.id} {...list.optionProps(index)} className={classes.option} data-shown={row.id === shownId}>
                <ProcedureOption row={row} place={favourites.ids.indexOf(row.id)} onPin={() => favourites.toggle(row.id)} />
              </li>
            ))}
          </ul>
          <p className={classes.foot}>
            {all.length > mostRows ? t('catalogue.more', { n: all.length - mostRows }) : t('catalogue.pinHint')} <KeyHint keys="Alt+0" />
          </p>
        </section>
        {shownId === undefined ? (
          <div className={classes.nothing}>
            <Empty title={t('catalogue.choose')} />
          </div>
        ) : (
          <ProcedurePanel key={shownId} id={shownId} favourites={favourites} onOpen={open} />
        )}
      </div>
      {isImporting ? (
        <ImportDialog
          onPreview={(input) => client.catalogue.previewImport.mutate(input)}
          onTake={(input) => client.catalogue.import.mutate(input).then(readAgain)}
          onClose={() => setImporting(false)}
        />
      ) : null}
    </Page>
  );
};
