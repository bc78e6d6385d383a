import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useVirtualizer } from '@tanstack/react-virtual';
import { IconAlertTriangle, IconCalendarDue, IconClock, IconClockPause, IconHourglass, IconMailOpened, IconPlaneDeparture, type Icon } from '@tabler/icons-react';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { dayMs, localDate } from '../../../domain/time.ts';
import { useServices } from '../../app/services.ts';
import { type Outputs, useTRPC, useTRPCClient } from '../../app/trpc.ts';
import { formatCount, formatShortDate, formatTime } from '../../components/format.ts';
import { stageIcons } from '../../components/stages.ts';
import classes from './BoardPage.module.css';
import { cardBeside } from './card-beside.ts';

type Board = Outputs['dossier']['board'];
type Group = Board['groups'][number];
type Row = Group['rows'][number];
type Asked = { scope: 'desk' | 'mine' | 'leader'; officerId?: string; field?: string };

const looks: Record<Group['key'], Icon> = { overdue: IconAlertTriangle, today: IconClock, tomorrow: IconClock, thisWeek: IconCalendarDue, later: IconCalendarDue, paused: IconClockPause };
const cardHeight = 112;

/** The dossiers of one degree of urgency, the most urgent on top; only the cards in sight are in the page. */
export const Column = ({ group, asked }: { group: Group; asked: Asked }) => {
  const { t } = useTranslation();
  const trpc = useTRPC();
  const client = useTRPCClient();
  const { key, count, nextCursor } = group;
  // The cursor is part of the question: when the board has changed, what was fetched behind the old one no longer fits.
  const more = useInfiniteQuery({
    queryKey: [...trpc.dossier.boardGroup.pathKey(), asked, key, nextCursor],
    queryFn: ({ pageParam }) => client.dossier.boardGroup.query({ ...asked, key, cursor: pageParam }),
    initialPageParam: nextCursor ?? '',
    getNextPageParam: (page) => page.nextCursor ?? undefined,
    enabled: false,
  });
  const rows = [...group.rows, ...(more.data?.pages.flatMap((page) => page.rows) ?? [])];
  const scroller = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({ count: rows.length, getScrollElement: () => scroller.current, estimateSize: () => cardHeight, overscan: 6 });
  const shown = virtual.getVirtualItems();
  const lastShown = shown.at(-1)?.index ?? 0;
  const { data, isFetching, hasNextPage, fetchNextPage, refetch } = more;
  const hasMore = nextCursor !== null && (data === undefined || hasNextPage);
  useEffect(() => {
    if (hasMore && !isFetching && lastShown >= rows.length - 10) void (data === undefined ? refetch() : fetchNextPage());
  }, [hasMore, isFetching, lastShown, rows.length, data, refetch, fetchNextPage]);

  /** Arrows walk over the board: down and up in the column, left and right to the one beside. */
  const onKeyDown = (event: React.KeyboardEvent<HTMLElement>, at: number): void => {
    if (event.ctrlKey || event.altKey) return;
    const down = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const right = ({ ArrowRight: 1, ArrowLeft: -1 } as const)[event.key];
    if (down !== undefined) {
      event.preventDefault();
      const to = Math.max(0, Math.min(rows.length - 1, at + down));
      const card = (): HTMLElement | null | undefined => scroller.current?.querySelector<HTMLElement>(`[data-card="${to}"]`);
      if (card()) card()?.focus();
      else {
        virtual.scrollToIndex(to);
        requestAnimationFrame(() => card()?.focus());
      }
    } else if (right !== undefined) {
      event.preventDefault();
      cardBeside(event.currentTarget, right)?.focus();
    }
  };
  const GroupIcon = looks[key];

  return (
    <section className={classes.column} aria-label={t(`board.group.${key}`)} data-column={key} data-empty={count === 0} data-section>
      <h2>
        <GroupIcon size={16} aria-hidden />
        <span>{t(`board.group.${key}`)}</span>
        <strong>{formatCount(count)}</strong>
      </h2>
      <div className={classes.scroller} ref={scroller}>
        {count === 0 ? <p className={classes.quiet}>{t('lane.empty')}</p> : null}
        <ul className={classes.space} style={{ height: virtual.getTotalSize() }}>
          {shown.map(({ index, start }) => {
            const row = rows[index]!;
            return (
              <li key={row.id} className={classes.place} style={{ height: cardHeight, transform: `translateY(${start}px)` }} aria-setsize={count} aria-posinset={index + 1}>
                <Card row={row} index={index} group={key} onKeyDown={(event) => onKeyDown(event, index)} />
              </li>
            );
          })}
        </ul>
      </div>
    </section>
  );
};

/** Day and order: of one commune the rest is always the same. */
const shortCodeOf = (code: string): string => code.split('-').slice(1).join('-') || code;

type CardProps = { row: Row; index: number; group: Group['key']; onKeyDown: (event: React.KeyboardEvent<HTMLElement>) => void };

const Card = ({ row, index, group, onKeyDown }: CardProps) => {
  const { t } = useTranslation();
  const { clock } = useServices();
  const StageIcon = stageIcons[row.stageKind];
  const isSoon = group === 'today' || group === 'tomorrow';
  const lateDays = Math.round((Date.parse(localDate(clock.now())) - Date.parse(localDate(row.dueAt))) / dayMs);
  return (
    <Link to="/dossiers/$dossierId" params={{ dossierId: row.id }} className={classes.card} data-card={index} onKeyDown={onKeyDown}>
      <strong>{row.applicantName}</strong>
      <span className={classes.procedure}>{row.procedureName}</span>
      <span className={classes.stage} data-late={row.isStageLate}>
        <StageIcon size={15} aria-hidden />
        <span>
          {t(`stage.${row.stageKind}`)}
          {row.officerName === '' ? '' : ` · ${row.officerName}`}
        </span>
      </span>
      <span className={classes.foot}>
        <span title={row.code}>{shortCodeOf(row.code)}</span>
        <time>
          {group === 'overdue' && lateDays > 0 ? t('board.lateDays', { n: lateDays }) : isSoon ? formatTime(row.dueAt) : formatShortDate(row.dueAt)}
        </time>
      </span>
      <span className={classes.signs}>
        {row.isStageLate ? <Sign icon={IconAlertTriangle} tone="late" text={t('board.stageLate', { date: formatShortDate(row.stageDueAt) })} /> : null}
        {row.moveId === undefined ? null : <Sign icon={IconHourglass} tone="today" text={t('stages.toTake')} />}
        {row.isAway ? <Sign icon={IconPlaneDeparture} tone="paused" text={t('board.away')} /> : null}
        {row.hasApologyDraft ? <Sign icon={IconMailOpened} tone="today" text={t('apology.drafted')} /> : null}
      </span>
    </Link>
  );
};

/** A small mark on a card; its word is there for whoever does not see it, and when the mouse rests on it. */
const Sign = ({ icon: SignIcon, tone, text }: { icon: Icon; tone: 'late' | 'today' | 'paused'; text: string }) => (
  <span className={classes.sign} data-tone={tone} title={text}>
    <SignIcon size={14} stroke={2} aria-hidden />
    <span className="said">{text}</span>
  </span>
);
