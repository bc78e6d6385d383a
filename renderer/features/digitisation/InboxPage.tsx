import { Button, SegmentedControl } from '@mantine/core';
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useVirtualizer } from '@tanstack/react-virtual';
import { IconCopy, IconFileAlert, IconFolderCheck, IconFolderOff, IconLoader, IconScan } from '@tabler/icons-react';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ProblemCode } from '../../../domain/problem.ts';
import { useServices } from '../../app/services.ts';
import { type Outputs, useTRPC, useTRPCClient } from '../../app/trpc.ts';
import { FailureNotice } from '../../components/FailureNotice.tsx';
import { formatBytes, formatMoment } from '../../components/format.ts';
import { Mark } from '../../components/Marks.tsx';
import { Page } from '../../components/Page.tsx';
import { Panel } from '../../components/Panel.tsx';
import { ReasonDialog } from '../../components/ReasonDialog.tsx';
import { Empty, Waiting } from '../../components/Words.tsx';
import { AttachPanel } from './AttachPanel.tsx';
import classes from './InboxPage.module.css';
import { PageViewer } from './PageViewer.tsx';

type Item = Outputs['digitisation']['inbox']['items'][number];
type Refused = Outputs['digitisation']['refused'][number];

const route = getRouteApi('/inbox');

export const InboxPage = () => {
  const { t } = useTranslation();
  const trpc = useTRPC();
  const navigate = useNavigate();
  const { tray = 'new', dossier } = route.useSearch();
  const client = useTRPCClient();
  const pages = useInfiniteQuery({
    queryKey: [...trpc.digitisation.inbox.pathKey(), 'pages'],
    queryFn: ({ pageParam }) => client.digitisation.inbox.query(pageParam === undefined ? {} : { cursor: pageParam }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
  });
  const refused = useQuery(trpc.digitisation.refused.queryOptions());
  // The newest on top: it is the one that the officer has just laid on the scanner.
  const items = useMemo(() => (pages.data?.pages.flatMap((page) => page.items) ?? []).toReversed(), [pages.data]);
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = pages;
  useEffect(() => {
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage();
  }, [hasNextPage, isFetchingNextPage, fetchNextPage]);

  const [chosenId, setChosenId] = useState<string>();
  // When the chosen one is filed, the next in its place is at hand.
  const lastAt = useRef(0);
  const found = items.findIndex(({ id }) => id === chosenId);
  const at = found >= 0 ? found : Math.min(lastAt.current, items.length - 1);
  useEffect(() => {
    if (at >= 0) lastAt.current = at;
  }, [at]);
  const chosen = items[at];

  return (
    <Page title={t('place.inbox')} note={t('inbox.note')}>
      <div className={classes.columns}>
        <Panel
          title={
            <SegmentedControl
              size="xs"
              aria-label={t('inbox.trays')}
              value={tray}
              onChange={(value) => void navigate({ to: '/inbox', search: (now) => ({ ...now, tray: value === 'refused' ? 'refused' : 'new' }) })}
              data={[
                { value: 'new', label: t('inbox.new', { n: items.length }) },
                { value: 'refused', label: t('inbox.refused', { n: refused.data?.length ?? 0 }) },
              ]}
            />
          }
          bodyClassName={classes.listBody}
          footer={<Folders />}
        >
          {pages.error ? <FailureNotice error={pages.error} /> : null}
          {tray === 'new' ? (
            pages.isPending && !pages.error ? (
              <Waiting>{t('inbox.loading')}</Waiting>
            ) : items.length === 0 ? (
              <Empty title={t('inbox.empty')} icon={<IconScan size={40} stroke={1.2} />}>
                {t('inbox.emptyHint')}
              </Empty>
            ) : (
              <ScanList items={items} at={at} onChoose={setChosenId} />
            )
          ) : (
            <RefusedList rows={refused.data ?? []} />
          )}
        </Panel>
        {tray === 'new' && chosen ? (
          <>
            <PageViewer key={chosen.id} documentId={chosen.id} title={chosen.fileName} pageCount={chosen.pageCount} />
            <AttachPanel documentId={chosen.id} fileName={chosen.fileName} dossierId={dossier} />
          </>
        ) : (
          <div className={classes.nothing}>
            <Empty title={tray === 'new' ? t('inbox.nothingChosen') : t('inbox.refusedTitle')} icon={<IconFileAlert size={40} stroke={1.2} />}>
              {tray === 'new' ? t('inbox.nothingChosenHint') : t('inbox.refusedHint')}
            </Empty>
          </div>
        )}
      </div>
    </Page>
  );
};

const lineHeight = 84;

const ScanList = ({ items, at, onChoose }: { items: Item[]; at: number; onChoose: (id: string) => void }) => {
  const { t } = useTranslation();
  const { clock } = useServices();
  const scroller = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({ count: items.length, getScrollElement: () => scroller.current, estimateSize: () => lineHeight, overscan: 6 });

  const go = useCallback(
    (to: number): void => {
      const next = items[Math.max(0, Math.min(items.length - 1, to))];
      if (next) onChoose(next.id);
    },
    [items, onChoose],
  );
  useEffect(() => virtual.scrollToIndex(at), [virtual, at]);

  return (
    <div
      className={classes.scroller}
      ref={scroller}
      role="listbox"
      tabIndex={0}
      aria-label={t('inbox.list')}
      aria-activedescendant={items[at] ? `scan-${items[at].id}` : undefined}
      onKeyDown={(event) => {
        const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: items.length - 1 }[event.key];
        if (to === undefined) return;
        event.preventDefault();
        go(to);
      }}
    >
      <div role="presentation" className={classes.space} style={{ height: virtual.getTotalSize() }}>
        {virtual.getVirtualItems().map(({ index, start }) => {
          const item = items[index]!;
          return (
            <div
              key={item.id}
              id={`scan-${item.id}`}
              role="option"
              aria-selected={index === at}
              aria-setsize={items.length}
              aria-posinset={index + 1}
              className={classes.scan}
              style={{ transform: `translateY(${start}px)` }}
              onClick={() => onChoose(item.id)}
            >
              <img src={item.thumbnailUrl} alt="" width={52} height={68} loading="lazy" />
              <span className={classes.scanText}>
                <strong title={item.fileName}>{item.fileName}</strong>
                <span>
                  {t('document.pages', { n: item.pageCount })} · {formatBytes(item.sizeBytes)} · {formatMoment(item.createdAt, clock.now())}
                </span>
                {item.duplicateOf === undefined ? null : (
                  <Mark tone="today" icon={IconCopy}>
                    {t('inbox.duplicate')}
                  </Mark>
                )}
              </span>
            </div>
          );
        })}
      </div>
    </div>
  );
};

/** Files that could not be taken: why, and that they still lie where they were. */
const RefusedList = ({ rows }: { rows: Refused[] }) => {
  const { t } = useTranslation();
  const trpc = useTRPC();
  const queries = useQueryClient();
  const [dismissing, setDismissing] = useState<Refused>();
  const again = { onSuccess: () => void queries.invalidateQueries(trpc.digitisation.pathFilter()) };
  const retry = useMutation(trpc.digitisation.retry.mutationOptions(again));
  const dismiss = useMutation(trpc.digitisation.dismiss.mutationOptions(again));

  if (rows.length === 0) {
    return (
      <Empty title={t('inbox.noRefused')} icon={<IconFolderCheck size={40} stroke={1.2} />}>
        {t('inbox.noRefusedHint')}
      </Empty>
    );
  }
  return (
    <>
      <ul className={classes.refused} aria-label={t('inbox.refusedTitle')}>
        {rows.map((row) => {
          const reason = row.reason as ProblemCode;
          return (
            <li key={row.id}>
              <strong title={row.fileName}>{row.fileName}</strong>
              <p>
                {t(`problem.${reason}.happened`)} {t(`problem.${reason}.toDo`)}
              </p>
              <p className={classes.folder}>{t('inbox.liesIn', { folder: row.folder })}</p>
              {retry.error && retry.variables.documentId === row.id ? <FailureNotice error={retry.error} onClose={() => retry.reset()} /> : null}
              <span className={classes.refusedActions}>
                <Button size="compact-sm" variant="light" disabled={retry.isPending} onClick={() => retry.mutate({ documentId: row.id })}>
                  {retry.isPending && retry.variables.documentId === row.id ? t('inbox.retrying') : t('inbox.retry')}
                </Button>
                <Button size="compact-sm" variant="subtle" onClick={() => setDismissing(row)}>
                  {t('inbox.dismiss')}
                </Button>
              </span>
            </li>
          );
        })}
      </ul>
      {dismissing ? (
        <ReasonDialog
          title={t('inbox.dismissRefused.title')}
          explanation={t('inbox.dismissRefused.text', { file: dismissing.fileName })}
          label={t('reason.label')}
          confirm={t('inbox.dismiss')}
          isRequired
          isBusy={dismiss.isPending}
          error={dismiss.error}
          onConfirm={(reason) => dismiss.mutate({ documentId: dismissing.id, reason }, { onSuccess: () => setDismissing(undefined) })}
          onClose={() => {
            dismiss.reset();
            setDismissing(undefined);
          }}
        />
      ) : null}
    </>
  );
};

/** The scanner's folders, and what is just coming in. */
const Folders = () => {
  const { t } = useTranslation();
  const trpc = useTRPC();
  const folders = useQuery(trpc.digitisation.folders.queryOptions());
  if (folders.data?.length === 0) return <p className={classes.folder}>{t('inbox.noFolders')}</p>;
  return (
    <ul className={classes.folders} aria-label={t('inbox.folders')}>
      {folders.data?.map((folder) => (
        <li key={folder.path} data-lost={!folder.isReachable}>
          <span title={folder.path}>
            {folder.isReachable ? <IconFolderCheck size={15} aria-hidden /> : <IconFolderOff size={15} aria-hidden />}
            <span>{folder.isReachable ? folder.path : t('inbox.folderLost', { folder: folder.path })}</span>
          </span>
          {folder.inProgress.map(({ fileName, state }) => (
            <span key={fileName} role="status">
              <IconLoader size={15} aria-hidden />
              <span>{t(`inbox.progress.${state}`, { file: fileName })}</span>
            </span>
          ))}
        </li>
      ))}
    </ul>
  );
};
