import { Button, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { IconSearch, IconStar, IconStarOff } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useKeys } from '../../app/keyboard.ts';
import { useServices } from '../../app/services.ts';
import { useTRPC } from '../../app/trpc.ts';
import { FailureNotice } from '../../components/FailureNotice.tsx';
import { KeyHint } from '../../components/KeyHint.tsx';
import { useOptionList } from '../../components/use-option-list.ts';
import { Empty, Waiting } from '../../components/Words.tsx';
import { ProcedureOption } from '../catalogue/ProcedureOption.tsx';
import { useFavourites } from '../catalogue/use-favourites.ts';
import classes from './ProcedurePicker.module.css';

type ProcedurePickerProps = { error: string | undefined; onPick: (procedureId: string) => void };

/** Nobody reads further down; a few more letters are quicker. */
const mostRows = 100;

/** The whole catalogue under the fingers: the officer's own first, then type a few letters (no marks needed), arrows, Enter. */
export const ProcedurePicker = ({ error, onPick }: ProcedurePickerProps) => {
  const { t } = useTranslation();
  const { keyboard } = useServices();
  const trpc = useTRPC();
  const favourites = useFavourites();
  const [query, setQuery] = useState('');
  const [asked] = useDebouncedValue(query.trim(), 80);
  const found = useQuery(trpc.reception.procedures.queryOptions(asked === '' ? {} : { query: asked }, { placeholderData: keepPreviousData }));
  const all = found.data ?? [];
  const rows = all.slice(0, mostRows);
  const isBehind = query.trim() !== asked || found.isLoading || found.isPlaceholderData;
  const list = useOptionList(rows.length, (index) => rows[index] && onPick(rows[index].id), isBehind);
  const { setActive } = list;
  useEffect(() => setActive(0), [asked, setActive]);

  const active = rows[list.active];
  const pinActive = (): boolean => {
    if (!active) return false;
    favourites.toggle(active.id);
    return true;
  };
  useKeys(keyboard, { 'Alt+0': pinActive });

  const groupOf = (index: number): string | undefined => {
    if (asked !== '' || favourites.ids.length === 0) return undefined;
    const isPinned = rows[index]!.isFavourite;
    if (index > 0 && rows[index - 1]!.isFavourite === isPinned) return undefined;
    return t(isPinned ? 'catalogue.pinnedGroup' : 'catalogue.otherGroup');
  };

  return (
    <div className={classes.picker}>
      <TextInput
        label={t('reception.procedure.search')}
        placeholder={t('reception.procedure.searchExample')}
        leftSection={<IconSearch size={16} aria-hidden />}
        value={query}
        maxLength={200}
        error={error}
        data-procedure-search
        onChange={(event) => setQuery(event.currentTarget.value)}
        {...list.fieldProps}
      />
      {found.error ? <FailureNotice error={found.error} /> : null}
      {favourites.error ? <FailureNotice error={favourites.error} onClose={favourites.forgetError} /> : null}
      {found.isPending && !found.error ? <Waiting>{t('reception.procedure.loading')}</Waiting> : null}
      {found.data && rows.length === 0 ? <Empty title={t('reception.procedure.none', { query })}>{t('reception.procedure.noneHint')}</Empty> : null}
      <ul className={classes.options} {...list.listProps} aria-label={t('reception.procedure.list')}>
        {rows.map((row, index) => (
          <li key={row.id} {...list.optionProps(index)} className={classes.option} data-group={groupOf(index)}>
            <ProcedureOption row={row} place={favourites.ids.indexOf(row.id)} onPin={() => favourites.toggle(row.id)} />
          </li>
        ))}
      </ul>
      {all.length > mostRows ? <p className={classes.more}>{t('catalogue.more', { n: all.length - mostRows })}</p> : null}
      <div className={classes.foot}>
        <span>{t('catalogue.pinHint')}</span>
        <Button
          size="compact-xs"
          variant="subtle"
          disabled={!active}
          leftSection={active && favourites.ids.includes(active.id) ? <IconStarOff size={14} aria-hidden /> : <IconStar size={14} aria-hidden />}
          rightSection={<KeyHint keys="Alt+0" />}
          onClick={pinActive}
        >
          {t(active && favourites.ids.includes(active.id) ? 'catalogue.unpin' : 'catalogue.pin')}
        </Button>
      </div>
    </div>
  );
};
