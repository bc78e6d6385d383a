import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { IconHourglass, IconMailOpened, IconMailPlus, type Icon } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCan } from '../../app/me.ts';
import type { Outputs } from '../../app/trpc.ts';
import { FailureNotice } from '../../components/FailureNotice.tsx';
import { formatCount, formatShortDate } from '../../components/format.ts';
import { useAnswerMove } from '../workflow/use-answer-move.ts';
import { ApologyFor } from './ApologyFor.tsx';
import classes from './Tasks.module.css';

type Row = Outputs['dossier']['board']['toTake'][number];

/** What waits for a hand rather than for a day: hand-overs to take, letters to write before it is too late, and to sign. */
export const Tasks = ({ toTake, apologies }: { toTake: readonly Row[]; apologies: readonly Row[] }) => {
  const { t } = useTranslation();
  const may = useCan();
  const answer = useAnswerMove();
  const [asked, setAsked] = useState<{ id: string; isDraft: boolean }>();
  const toSign = apologies.filter(({ hasApologyDraft }) => hasApologyDraft);
  const toDraft = apologies.filter(({ hasApologyDraft }) => !hasApologyDraft);
  // A letter that was just signed is no longer in the list, and is still to be printed.
  if (toTake.length === 0 && apologies.length === 0 && asked === undefined) return null;
  return (
    <>
      <div className={classes.tasks}>
        <TaskList title={t('board.toTake')} icon={IconHourglass} rows={toTake}>
          {(row) => (
            <Button size="compact-sm" disabled={answer.isPending} aria-label={t('board.takeOf', { name: row.applicantName })} onClick={() => row.moveId !== undefined && answer.mutate({ id: row.id, moveId: row.moveId, isAccepted: true, reason: '' })}>
              {t('board.take')}
            </Button>
          )}
        </TaskList>
        <TaskList title={t('board.apologiesToSign')} icon={IconMailOpened} rows={toSign}>
          {(row) =>
            may('dossier.extend') ? (
              <Button size="compact-sm" aria-label={t('board.signOf', { name: row.applicantName })} onClick={() => setAsked({ id: row.id, isDraft: false })}>
                {t('apology.sign')}
              </Button>
            ) : null
          }
        </TaskList>
        <TaskList title={t('board.apologiesToDraft')} icon={IconMailPlus} rows={toDraft}>
          {(row) =>
            may('dossier.draftApology') ? (
              <Button size="compact-sm" variant="default" aria-label={t('board.draftOf', { name: row.applicantName })} onClick={() => setAsked({ id: row.id, isDraft: true })}>
                {t('apology.draftShort')}
              </Button>
            ) : null
          }
        </TaskList>
      </div>
      {answer.error ? <FailureNotice error={answer.error} onClose={() => answer.reset()} /> : null}
      {asked ? <ApologyFor key={asked.id} dossierId={asked.id} isDraft={asked.isDraft} onClose={() => setAsked(undefined)} /> : null}
    </>
  );
};

const TaskList = ({ title, icon: TaskIcon, rows, children }: { title: string; icon: Icon; rows: readonly Row[]; children: (row: Row) => ReactNode }) => {
  const { t } = useTranslation();
  if (rows.length === 0) return null;
  return (
    <section className={classes.list} aria-label={title} data-section>
      <h2>
        <TaskIcon size={16} aria-hidden />
        {title}
        <strong>{formatCount(rows.length)}</strong>
      </h2>
      <ul>
        {rows.map((row) => (
          <li key={row.id}>
            <Link to="/dossiers/$dossierId" params={{ dossierId: row.id }}>
              <strong>{row.applicantName}</strong>
              <span>
                {row.procedureName} · {t('board.due', { date: formatShortDate(row.dueAt) })}
              </span>
            </Link>
            {children(row)}
          </li>
        ))}
      </ul>
    </section>
  );
};
