import { TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { IconSearch } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useTRPC } from '../../app/trpc.ts';
import { FailureNotice } from '../../components/FailureNotice.tsx';
import { formatMoney } from '../../components/format.ts';
import { useOptionList } from '../../components/use-option-list.ts';
import { Empty, Waiting } from '../../components/Words.tsx';
import { describeLimit } from './describe-limit.ts';
import classes from './ReceptionPage.module.css';

type ProcedurePickerProps = { error: string | undefined; onPick: (procedureId: string) => void };

/** The whole catalogue under the fingers: type a few letters (no marks needed), arrows, Enter. */
export const ProcedurePicker = ({ error, onPick }: ProcedurePickerProps) => {
  const { t } = useTranslation();
  const trpc = useTRPC();
  const [query, setQuery] = useState('');
  const [asked] = useDebouncedValue(query.trim(), 80);
  const found = useQuery(trpc.reception.procedures.queryOptions(asked === '' ? {} : { query: asked }, { placeholderData: keepPreviousData }));
  const rows = found.data ?? [];
  const isBehind = query.trim() !== asked || found.isLoading || found.isPlaceholderData;
  const list = useOptionList(rows.length, (index) => rows[index] && onPick(rows[index].id), isBehind);
  const { setActive } = list;
  useEffect(() => setActive(0), [asked, setActive]);

  return (
    <div className={classes.picker}>
      <TextInput
        label={t('reception.procedure.search')}
        placeholder={t('reception.procedure.searchExample')}
        leftSection={<IconSearch size={16} aria-hidden />}
        value={query}
        error={error}
        data-procedure-search
        onChange={(event) => setQuery(event.currentTarget.value)}
        {...list.fieldProps}
      />
      {found.error ? <FailureNotice error={found.error} /> : null}
      {found.isPending && !found.error ? <Waiting>{t('reception.procedure.loading')}</Waiting> : null}
      {found.data && rows.length === 0 ? <Empty title={t('reception.procedure.none', { query })}>{t('reception.procedure.noneHint')}</Empty> : null}
      <ul className={classes.options} {...list.listProps} aria-label={t('reception.procedure.list')}>
        {rows.map((row, index) => (
          <li key={row.id} {...list.optionProps(index)} className={classes.option}>
            <strong title={row.name}>{row.name}</strong>
            <span>
              {row.field} · {describeLimit(t, row.timeLimit)}
              {row.feeVnd === null ? '' : ` · ${row.feeVnd === 0 ? t('fee.none') : formatMoney(row.feeVnd)}`}
            </span>
          </li>
        ))}
      </ul>
    </div>
  );
};
