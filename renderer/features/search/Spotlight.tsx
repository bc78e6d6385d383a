import { Modal, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { IconArrowRight, IconBolt, IconBook, IconBuilding, IconFileText, IconScan, IconSearch, IconUser, type Icon } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { foldVietnamese } from '../../../domain/text.ts';
import { useKeys } from '../../app/keyboard.ts';
import { useCan } from '../../app/me.ts';
import { innerPages, places } from '../../app/places.ts';
import { useServices } from '../../app/services.ts';
import { useStores } from '../../app/stores.ts';
import { useTRPC, useTRPCClient } from '../../app/trpc.ts';
import { KeyHint } from '../../components/KeyHint.tsx';
import { useOptionList } from '../../components/use-option-list.ts';
import { useProcedureStarter } from '../reception/use-procedure-starter.ts';
import classes from './Spotlight.module.css';

type Line = { id: string; group: string; icon: Icon; label: string; note?: string; keys?: string; run: () => void };

/** One field for everything: pages, people, dossiers, procedures, actions. */
export const Spotlight = ({ onClose }: { onClose: () => void }) => {
  const { t } = useTranslation();
  const may = useCan();
  const { keyboard, newId } = useServices();
  const { reception } = useStores();
  const trpc = useTRPC();
  const client = useTRPCClient();
  const navigate = useNavigate();
  const startWith = useProcedureStarter();
  const [text, setText] = useState('');
  const [asked] = useDebouncedValue(text.trim(), 100);
  const found = useQuery(trpc.search.query.queryOptions({ text: asked }, { enabled: asked !== '', placeholderData: keepPreviousData }));
  useKeys(keyboard, { 'Ctrl+K': onClose }, { isModal: true });

  const words = foldVietnamese(text.trim());
  const fits = (label: string): boolean => words === '' || foldVietnamese(label).includes(words);
  const pages: Line[] = [...places, ...innerPages]
    .filter(({ operation }) => may(operation))
    .map((place) => ({
      id: place.name,
      group: t('spotlight.pages'),
      icon: IconArrowRight,
      label: t(`place.${place.name}`),
      ...('chord' in place ? { keys: place.chord } : {}),
      run: () => void navigate({ to: place.to }),
    }));
  const actions: Line[] = [
    ...(may('reception.receive')
      ? [{ id: 'receive', group: t('spotlight.actions'), icon: IconBolt, label: t('home.receive'), keys: 'F2', run: () => { reception.getState().begin(newId()); void navigate({ to: '/reception' }); } }]
      : []),
    { id: 'sync', group: t('spotlight.actions'), icon: IconBolt, label: t('sync.now'), keys: 'F12', run: () => { void client.sync.now.mutate(); void navigate({ to: '/sync' }); } },
  ];
  const results: Line[] =
    asked === '' || !found.data
      ? []
      : [
          ...found.data.dossiers.map((row): Line => ({
            id: row.id,
            group: t('search.dossiers'),
            icon: IconFileText,
            label: row.code,
            note: [row.applicantName, row.ownerName, row.procedureName].filter(Boolean).join(' · '),
            run: () => void navigate({ to: '/dossiers/$dossierId', params: { dossierId: row.id } }),
          })),
          ...found.data.citizens.map((row): Line => ({
            id: row.id,
            group: t('search.citizens'),
            icon: IconUser,
            label: row.fullName,
            note: [row.number, row.address].filter(Boolean).join(' · '),
            run: () => void navigate({ to: '/citizens/$citizenId', params: { citizenId: row.id } }),
          })),
          ...found.data.organisations.map((row): Line => ({
            id: row.id,
            group: t('search.organisations'),
            icon: IconBuilding,
            label: row.name,
            note: [row.taxCode, row.address].filter(Boolean).join(' · '),
            run: () => void navigate({ to: '/organisations/$organisationId', params: { organisationId: row.id } }),
          })),
          ...found.data.papers.map((row): Line => ({
            id: row.documentId,
            group: t('search.papers'),
            icon: IconScan,
            label: row.title,
            note: [row.dossierCode || t('search.inInbox'), row.snippet.map(({ text: piece }) => piece).join('')].join(' · '),
            run: () => void (row.dossierId === undefined ? navigate({ to: '/inbox' }) : navigate({ to: '/dossiers/$dossierId', params: { dossierId: row.dossierId } })),
          })),
          ...(may('reception.receive')
            ? found.data.procedures.map((row): Line => ({
                id: row.id,
                group: t('search.procedures'),
                icon: IconBook,
                label: row.name,
                note: row.field,
                run: () => {
                  startWith(newId(), row.id);
                  void navigate({ to: '/reception' });
                },
              }))
            : []),
        ];
  // Whoever types the name of a page or of a thing to do means that one; else what was found comes first.
  const own = [...actions, ...pages];
  const isNamed = ({ label }: Line): boolean => words !== '' && foldVietnamese(label).startsWith(words);
  const lines = [...own.filter(isNamed), ...results, ...own.filter((line) => !isNamed(line) && fits(line.label))];
  const isBehind = text.trim() !== asked || found.isLoading || found.isPlaceholderData;
  const list = useOptionList(
    lines.length,
    (index) => {
      lines[index]?.run();
      onClose();
    },
    isBehind,
  );

  return (
    <Modal opened onClose={onClose} withCloseButton={false} padding={0} size={640} yOffset={72} centered={false} attributes={{ content: { 'aria-label': t('spotlight.title') } }}>
      <TextInput
        size="lg"
        variant="unstyled"
        aria-label={t('search.field')}
        placeholder={t('spotlight.example')}
        leftSection={<IconSearch size={20} aria-hidden />}
        value={text}
        data-autofocus
        maxLength={200}
        onChange={(event) => {
          setText(event.currentTarget.value);
          list.setActive(0);
        }}
        {...list.fieldProps}
      />
      <ul className={classes.lines} {...list.listProps} aria-label={t('spotlight.title')}>
        {lines.map((line, index) => {
          const { icon: LineIcon } = line;
          return (
            <li key={`${line.group}-${line.id}`} {...list.optionProps(index)} data-group={line.group === lines[index - 1]?.group ? undefined : line.group}>
              <LineIcon size={17} aria-hidden />
              <span>
                <strong>{line.label}</strong>
                {line.note === undefined ? null : <em>{line.note}</em>}
              </span>
              {line.keys === undefined ? null : <KeyHint keys={line.keys} />}
            </li>
          );
        })}
      </ul>
      {lines.length === 0 ? <p className={classes.none}>{t('search.nothing', { text: asked })}</p> : null}
    </Modal>
  );
};
