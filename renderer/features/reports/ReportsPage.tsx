import { Button, Menu } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { IconClipboardCheck, IconDownload, IconFileText, IconReportAnalytics } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { localDate } from '../../../domain/time.ts';
import { useCan } from '../../app/me.ts';
import { useKeys } from '../../app/keyboard.ts';
import { useServices } from '../../app/services.ts';
import { useTRPC } from '../../app/trpc.ts';
import { FailureNotice } from '../../components/FailureNotice.tsx';
import { formatDate, formatDateTime } from '../../components/format.ts';
import { KeyHint } from '../../components/KeyHint.tsx';
import { Page } from '../../components/Page.tsx';
import { Panel } from '../../components/Panel.tsx';
import { PdfDialog } from '../../components/PdfDialog.tsx';
import { PeriodBar } from '../../components/PeriodBar.tsx';
import { periodOf } from '../../components/periods.ts';
import { Empty, Waiting } from '../../components/Words.tsx';
import { Balance } from './Balance.tsx';
import type { FigureGroup } from './figures.ts';
import { FiguresTable } from './FiguresTable.tsx';
import { Headline } from './Headline.tsx';
import { IndicatorTable } from './IndicatorTable.tsx';
import { shownGroupings } from './report-search.ts';
import classes from './ReportsPage.module.css';
import { SolvingChart } from './SolvingChart.tsx';

const route = getRouteApi('/reports');

/** All figures of any days: the letter's first, then the picture, the table, and the indicators with what they are made of. */
export const ReportsPage = () => {
  const { t } = useTranslation();
  const trpc = useTRPC();
  const navigate = useNavigate();
  const may = useCan();
  const { clock, keyboard } = useServices();
  const search = route.useSearch();
  const today = localDate(clock.now());
  const period = search.from !== undefined && search.to !== undefined ? { from: search.from, to: search.to } : periodOf('month', today);
  const by = search.by ?? 'field';
  const [shown, setShown] = useState<{ url: string; title: string }>();
  const figures = useQuery(trpc.reports.figures.queryOptions({ ...period, groupBy: by }, { placeholderData: keepPreviousData }));

  const labelOf = ({ key, label }: FigureGroup): string =>
    by === 'channel' ? t(`channel.${key as 'direct' | 'online' | 'postal'}`) : by === 'month' ? `${key.slice(5)}/${key.slice(0, 4)}` : label || t('reports.nameless');
  const urlOf = (kind: 'figures' | 'monthly' | 'inspection', format: 'pdf' | 'xlsx' | 'csv'): string => {
    const asked = kind === 'figures' ? `&from=${period.from}&to=${period.to}&groupBy=${by}` : kind === 'monthly' ? `&month=${period.from.slice(0, 7)}` : '';
    return `/files/report?kind=${kind}&format=${format}${asked}`;
  };
  const show = (kind: 'figures' | 'monthly' | 'inspection'): void => setShown({ url: urlOf(kind, 'pdf'), title: t(`reports.kind.${kind}`) });
  useKeys(keyboard, { F9: () => show('figures') }, { isActive: figures.data !== undefined && shown === undefined && may('files.report') });

  return (
    <Page
      title={t('place.reports')}
      note={figures.data ? t('reports.countedAt', { from: formatDate(period.from), to: formatDate(period.to), at: formatDateTime(figures.data.at) }) : undefined}
      actions={
        may('files.report') ? (
          <>
            <Button variant="default" leftSection={<IconClipboardCheck size={17} aria-hidden />} onClick={() => show('inspection')}>
              {t('reports.kind.inspection')}
            </Button>
            <Button variant="default" leftSection={<IconReportAnalytics size={17} aria-hidden />} onClick={() => show('monthly')}>
              {t('reports.kind.monthly')}
            </Button>
            <Menu position="bottom-end">
              <Menu.Target>
                <Button variant="default" leftSection={<IconDownload size={17} aria-hidden />}>
                  {t('reports.download')}
                </Button>
              </Menu.Target>
              <Menu.Dropdown>
                {(['figures', 'monthly'] as const).flatMap((kind) =>
                  (['xlsx', 'csv'] as const).map((format) => (
                    <Menu.Item key={`${kind} ${format}`} component="a" href={urlOf(kind, format)} download>
                      {t(`reports.kind.${kind}`)}, {format.toUpperCase()}
                    </Menu.Item>
                  )),
                )}
              </Menu.Dropdown>
            </Menu>
            <Button leftSection={<IconFileText size={17} aria-hidden />} rightSection={<KeyHint keys="F9" tone="onAccent" />} onClick={() => show('figures')}>
              {t('reports.print')}
            </Button>
          </>
        ) : null
      }
    >
      <PeriodBar usual={['month', 'lastMonth', 'quarter', 'year']} period={period} today={today} onChoose={(chosen) => void navigate({ to: '/reports', search: { ...search, ...chosen } })} />
      {figures.error ? <FailureNotice error={figures.error} /> : null}
      {figures.isPending && !figures.error ? <Waiting>{t('reports.loading')}</Waiting> : null}
      {figures.data ? (
        <div className={classes.parts}>
          <Headline figures={figures.data} period={period} />
          <Balance figures={figures.data} period={period} />
          {figures.data.unsentSince === null ? null : <p className={classes.unsent}>{t('reports.unsentSince', { at: formatDateTime(figures.data.unsentSince) })}</p>}
          <Panel
            title={t('reports.solving')}
            aside={
              <div className={classes.by} role="group" aria-label={t('reports.groupBy')}>
                {shownGroupings.map((name) => (
                  <button key={name} type="button" aria-pressed={name === by} onClick={() => void navigate({ to: '/reports', search: { ...period, by: name } })}>
                    {t(`reports.by.${name}`)}
                  </button>
                ))}
              </div>
            }
          >
            {figures.data.groups.length === 0 ? (
              <Empty title={t('reports.empty')} icon={<IconReportAnalytics size={40} stroke={1.2} />}>
                {t('reports.emptyHint')}
              </Empty>
            ) : (
              <>
                <SolvingChart groups={figures.data.groups} labelOf={labelOf} isTimeline={by === 'month'} />
                <FiguresTable figures={figures.data} by={by} period={period} labelOf={labelOf} />
              </>
            )}
          </Panel>
          <div className={classes.indicators}>
            <Panel title={t('reports.indicators766')}>
              <IndicatorTable figures={figures.data} period={period} are766 />
              <p className={classes.footnote}>{t('reports.footnote766')}</p>
            </Panel>
            <Panel title={t('reports.otherIndicators')}>
              <IndicatorTable figures={figures.data} period={period} are766={false} />
            </Panel>
          </div>
        </div>
      ) : null}
      {shown ? <PdfDialog isLarge url={shown.url} title={shown.title} onClose={() => setShown(undefined)} /> : null}
    </Page>
  );
};
