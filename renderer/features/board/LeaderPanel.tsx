import { Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { type Outputs, useTRPC } from '../../app/trpc.ts';
import { formatCount } from '../../components/format.ts';
import { stageIcons } from '../../components/stages.ts';
import classes from './LeaderPanel.module.css';

type Board = Outputs['dossier']['board'];
type Counts = { open: number; overdue: number; stageLate: number };

/** Who has how much in hand and where it gets stuck; a press shows the dossiers of one person, or of one field. */
export const LeaderPanel = ({ board: { people = [], stages = [] }, officer, field }: { board: Board; officer: string | undefined; field: string | undefined }) => {
  const { t } = useTranslation();
  const trpc = useTRPC();
  const navigate = useNavigate();
  const calendar = useQuery(trpc.calendar.view.queryOptions());
  const officers = useQuery(trpc.identity.officers.queryOptions());
  const chosen = officers.data?.find(({ id }) => id === officer);
  return (
    <aside className={classes.panel} aria-label={t('board.leader')} data-section>
      <Select
        aria-label={t('procedure.field')}
        placeholder={t('catalogue.allFields')}
        data={calendar.data?.fields ?? []}
        value={field ?? null}
        searchable
        clearable
        nothingFoundMessage={t('catalogue.noField')}
        onChange={(value) => void navigate({ to: '/board', search: { scope: 'leader', ...(officer !== undefined && { officer }), ...(value !== null && { field: value }) } })}
      />
      <table>
        <thead>
          <tr>
            <th scope="col">{t('board.byPerson')}</th>
            <Headings />
          </tr>
        </thead>
        <tbody>
          {chosen ? (
            <tr>
              <th scope="row" colSpan={4}>
                <Link to="/board" search={{ scope: 'leader', ...(field !== undefined && { field }) }}>
                  {t('board.everyOfficer')}
                </Link>
              </th>
            </tr>
          ) : null}
          {people.map(({ officerId, fullName, ...counts }) => (
            <tr key={officerId} aria-current={officerId === officer ? 'true' : undefined}>
              <th scope="row">
                {officerId === '' ? (
                  t('board.unassigned')
                ) : (
                  <Link to="/board" search={{ scope: 'leader', officer: officerId, ...(field !== undefined && { field }) }}>
                    {fullName}
                  </Link>
                )}
              </th>
              <Figures counts={counts} />
            </tr>
          ))}
        </tbody>
      </table>
      <table>
        <thead>
          <tr>
            <th scope="col">{t('board.byStage')}</th>
            <Headings />
          </tr>
        </thead>
        <tbody>
          {stages.map(({ kind, ...counts }) => {
            const StageIcon = stageIcons[kind];
            return (
              <tr key={kind}>
                <th scope="row">
                  <span className={classes.stage}>
                    <StageIcon size={15} aria-hidden />
                    {t(`stage.${kind}`)}
                  </span>
                </th>
                <Figures counts={counts} />
              </tr>
            );
          })}
        </tbody>
      </table>
    </aside>
  );
};

const Headings = () => {
  const { t } = useTranslation();
  return (
    <>
      <th scope="col">{t('board.count.open')}</th>
      <th scope="col">{t('board.count.late')}</th>
      <th scope="col">{t('board.count.overdue')}</th>
    </>
  );
};

const Figures = ({ counts: { open, overdue, stageLate } }: { counts: Counts }) => (
  <>
    <td>{formatCount(open)}</td>
    <td data-tone={stageLate > 0 ? 'today' : undefined}>{formatCount(stageLate)}</td>
    <td data-tone={overdue > 0 ? 'late' : undefined}>{formatCount(overdue)}</td>
  </>
);
