import { Button, Checkbox, TextInput } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { IconCalendarCheck } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useKeys } from '../../app/keyboard.ts';
import { useCan } from '../../app/me.ts';
import { useServices } from '../../app/services.ts';
import { type Outputs, useTRPC } from '../../app/trpc.ts';
import { FailureNotice } from '../../components/FailureNotice.tsx';
import { formatCount } from '../../components/format.ts';
import { KeyHint } from '../../components/KeyHint.tsx';
import { Page } from '../../components/Page.tsx';
import { Empty, Waiting } from '../../components/Words.tsx';
import classes from './AffectedPage.module.css';
import { AffectedTable } from './AffectedTable.tsx';
import { LetterList } from './LetterList.tsx';
import { useReschedule } from './use-reschedule.ts';
import { reasonOf } from './affected-reason.ts';

export type Affected = Outputs['dossier']['affectedByCalendar'][number];

/** The dossiers whose date the calendar of now would change. An officer looks, and confirms; then there is a letter for each. */
export const AffectedPage = () => {
  const { t, i18n } = useTranslation();
  const { keyboard } = useServices();
  const may = useCan();
  const trpc = useTRPC();
  const queries = useQueryClient();
  const affected = useQuery(trpc.dossier.affectedByCalendar.queryOptions());
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const [typedReason, setReason] = useState<string>();
  const [hasTried, setTried] = useState(false);
  const moving = useReschedule(() => void queries.invalidateQueries(trpc.dossier.pathFilter()));
  const rows = affected.data ?? [];
  const chosen = rows.filter(({ row }) => !left.has(row.id));
  const mayMove = may('dossier.reschedule');
  // The citizen reads it, so it is Vietnamese whatever language the screen has.
  const reason = typedReason ?? reasonOf(i18n.getFixedT('vi'), rows);
  const commit = (): void => {
    setTried(true);
    if (mayMove && !moving.isBusy && chosen.length > 0 && reason.trim() !== '') void moving.start(chosen.map(({ row }) => row.id), reason.trim());
  };
  useKeys(keyboard, mayMove ? { 'Ctrl+Enter': commit } : {});

  return (
    <Page
      title={t('affected.title')}
      note={rows.length > 0 ? t('affected.count', { n: formatCount(rows.length) }) : undefined}
      actions={
        <Button variant="default" renderRoot={(props) => <Link to="/calendar" {...props} />}>
          {t('affected.calendar')}
        </Button>
      }
    >
      {affected.error ? <FailureNotice error={affected.error} /> : null}
      {moving.error ? <FailureNotice error={moving.error} /> : null}
      {affected.isPending ? <Waiting>{t('affected.loading')}</Waiting> : null}
      {moving.letters.length > 0 ? <LetterList letters={moving.letters} /> : null}
      {affected.data && rows.length === 0 && !moving.isBusy ? (
        <Empty title={t(moving.letters.length > 0 ? 'affected.allDone' : 'affected.none')} icon={<IconCalendarCheck size={40} stroke={1.2} />}>
          {t('affected.noneHint')}
        </Empty>
      ) : null}
      {rows.length > 0 ? (
        <>
          <AffectedTable
            rows={rows}
            isChosen={(id) => mayMove && !left.has(id)}
            onChoose={
              mayMove
                ? (id, isChosen) => setLeft((now) => new Set(isChosen ? [...now].filter((other) => other !== id) : [...now, id]))
                : undefined
            }
          />
          {mayMove ? (
            <div className={classes.confirm} data-section>
              <Checkbox
                label={t('affected.all')}
                checked={chosen.length === rows.length}
                indeterminate={chosen.length > 0 && chosen.length < rows.length}
                onChange={(event) => setLeft(event.currentTarget.checked ? new Set() : new Set(rows.map(({ row }) => row.id)))}
              />
              <TextInput
                className={classes.reason}
                aria-label={t('affected.reason')}
                placeholder={t('affected.reason')}
                maxLength={2000}
                value={reason}
                error={hasTried && reason.trim() === '' ? t('reason.missing') : undefined}
                onChange={(event) => setReason(event.currentTarget.value)}
              />
              <Button size="md" data-main-action disabled={moving.isBusy || chosen.length === 0} rightSection={<KeyHint keys="Ctrl+Enter" tone="onAccent" />} onClick={commit}>
                {moving.isBusy ? t('affected.moving', { n: formatCount(moving.done), of: formatCount(moving.total) }) : t('affected.confirm', { n: formatCount(chosen.length) })}
              </Button>
            </div>
          ) : (
            <p className={classes.who}>{t('affected.whoMoves')}</p>
          )}
        </>
      ) : null}
    </Page>
  );
};
