import { TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { IconSearch } from '@tabler/icons-react';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useTRPC } from '../../app/trpc.ts';
import { StatusMark } from '../../components/Marks.tsx';
import { useOptionList } from '../../components/use-option-list.ts';
import { Empty } from '../../components/Words.tsx';
import classes from './AttachPanel.module.css';

/** By code, name or number; without words, what is due first. */
export const DossierPicker = ({ onPick }: { onPick: (id: string) => void }) => {
  const { t } = useTranslation();
  const trpc = useTRPC();
  const [text, setText] = useState('');
  const [asked] = useDebouncedValue(text.trim(), 120);
  const field = useRef<HTMLInputElement>(null);
  const found = useQuery(trpc.search.query.queryOptions({ text: asked }, { enabled: asked !== '', placeholderData: keepPreviousData }));
  const recent = useQuery(trpc.dossier.list.queryOptions({ filter: 'receivedToday' }));
  const rows = asked === '' ? (recent.data?.items ?? []).slice(0, 20) : (found.data?.dossiers ?? []);
  const isBehind = text.trim() !== asked || found.isLoading || found.isPlaceholderData;
  const list = useOptionList(rows.length, (index) => rows[index] && onPick(rows[index].id), isBehind);

  return (
    <div className={classes.picker}>
      <TextInput
        ref={field}
        label={t('attach.search')}
        placeholder={t('attach.searchExample')}
        leftSection={<IconSearch size={16} aria-hidden />}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        {...list.fieldProps}
      />
      {rows.length === 0 && (asked === '' ? recent.data : found.data) ? (
        <Empty title={asked === '' ? t('attach.noneToday') : t('search.nothing', { text: asked })}>{t('attach.noneHint')}</Empty>
      ) : (
        <>
          <p className={classes.caption}>{asked === '' ? t('attach.receivedToday') : t('search.dossiers')}</p>
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
        </>
      )}
    </div>
  );
};
