import { Button, FileButton, SegmentedControl } from '@mantine/core';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { IconAdjustments, IconFileAlert, IconScan, IconUpload } from '@tabler/icons-react';
import { type DragEvent, useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useKeys } from '../../app/keyboard.ts';
import { useCan } from '../../app/me.ts';
import { useServices } from '../../app/services.ts';
import { useTRPC, useTRPCClient } from '../../app/trpc.ts';
import { FailureNotice } from '../../components/FailureNotice.tsx';
import { KeyHint } from '../../components/KeyHint.tsx';
import { Page } from '../../components/Page.tsx';
import { Panel } from '../../components/Panel.tsx';
import { Empty, Waiting } from '../../components/Words.tsx';
import { AttachPanel } from './AttachPanel.tsx';
import { DuplicateNote } from './DuplicateNote.tsx';
import classes from './InboxPage.module.css';
import { FiledScans } from './FiledScans.tsx';
import { JoinPanel } from './JoinPanel.tsx';
import { PageViewer } from './PageViewer.tsx';
import { RefusedList } from './RefusedList.tsx';
import { ScanList } from './ScanList.tsx';
import { ScannerFolders } from './ScannerFolders.tsx';
import { type Stack, StackOffers } from './StackOffers.tsx';
import { UndoNotice } from './UndoNotice.tsx';
import { UploadNotices } from './UploadNotices.tsx';
import { scanTypes, useUpload } from './use-upload.ts';

const route = getRouteApi('/inbox');

export const InboxPage = () => {
  const { t } = useTranslation();
  const { keyboard } = useServices();
  const may = useCan();
  const trpc = useTRPC();
  const navigate = useNavigate();
  const { tray = 'new', dossier, scan: askedId } = route.useSearch();
  const client = useTRPCClient();
  const pages = useInfiniteQuery({
    queryKey: [...trpc.digitisation.inbox.pathKey(), 'pages'],
    queryFn: ({ pageParam }) => client.digitisation.inbox.query(pageParam === undefined ? {} : { cursor: pageParam }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
  });
  const refused = useQuery(trpc.digitisation.refused.queryOptions());
  // The newest on top: it is the one that the officer has just laid on the scanner.
  const scans = useMemo(() => (pages.data?.pages.flatMap((page) => page.items) ?? []).toReversed(), [pages.data]);
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = pages;
  useEffect(() => {
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage();
  }, [hasNextPage, isFetchingNextPage, fetchNextPage]);

  const [chosenId, setChosenId] = useState(askedId);
  // When the chosen one is filed, the next in its place is at hand.
  const lastAt = useRef(0);
  const found = scans.findIndex(({ id }) => id === chosenId);
  const at = found >= 0 ? found : Math.min(lastAt.current, scans.length - 1);
  useEffect(() => {
    if (at >= 0) lastAt.current = at;
  }, [at]);
  const chosen = scans[at];

  const [picking, setPicking] = useState<{ ids: readonly string[]; stack?: Stack }>({ ids: [] });
  const isThere = new Set(scans.map(({ id }) => id));
  const picked = new Set(picking.ids.filter((id) => isThere.has(id)));
  /** In the order in which they were scanned. */
  const together = scans.filter(({ id }) => picked.has(id)).toReversed();

  const uploads = useUpload();
  const mayUpload = may('files.scanUpload');
  const [isOver, setOver] = useState(false);
  const bring = (files: readonly File[]): void => {
    uploads.send(files);
    if (tray !== 'new') void navigate({ to: '/inbox', search: (now) => ({ ...now, tray: 'new' }) });
  };
  const dropZone = mayUpload
    ? {
        onDragOver: (event: DragEvent) => {
          if (!event.dataTransfer.types.includes('Files')) return;
          event.preventDefault();
          setOver(true);
        },
        onDragLeave: (event: DragEvent<HTMLElement>) => {
          if (!event.currentTarget.contains(event.relatedTarget as Node | null)) setOver(false);
        },
        onDrop: (event: DragEvent) => {
          event.preventDefault();
          setOver(false);
          bring([...event.dataTransfer.files]);
        },
      }
    : {};

  const isSeveral = together.length > 1;
  const mayEdit = chosen !== undefined && tray === 'new' && !isSeveral && may('digitisation.open');
  const edit = (): void => void navigate({ to: '/inbox/$documentId', params: { documentId: chosen?.id ?? '' } });
  useKeys(keyboard, { 'Alt+S': () => (mayEdit ? edit() : false) });

  return (
    <Page
      title={t('place.inbox')}
      note={t('inbox.note')}
      actions={
        mayUpload ? (
          <FileButton multiple accept={scanTypes} onChange={bring} inputProps={{ 'aria-label': t('upload.open') }}>
            {(props) => (
              <Button {...props} variant="default" leftSection={<IconUpload size={16} aria-hidden />}>
                {t('upload.open')}
              </Button>
            )}
          </FileButton>
        ) : null
      }
    >
      <div className={classes.columns} data-tray={tray} {...dropZone}>
        <Panel
          title={
            <SegmentedControl
              size="xs"
              aria-label={t('inbox.trays')}
              value={tray}
              onChange={(value) => void navigate({ to: '/inbox', search: (now) => ({ ...now, tray: value === 'refused' ? 'refused' : 'new' }) })}
              data={[
                { value: 'new', label: t('inbox.new', { n: scans.length }) },
                { value: 'refused', label: t('inbox.refused', { n: refused.data?.length ?? 0 }) },
              ]}
            />
          }
          bodyClassName={classes.listBody}
          footer={<ScannerFolders />}
        >
          <UndoNotice />
          <UploadNotices uploads={uploads} />
          {pages.error ? <FailureNotice error={pages.error} /> : null}
          {tray === 'refused' ? (
            <RefusedList rows={refused.data ?? []} />
          ) : pages.isPending && !pages.error ? (
            <Waiting>{t('inbox.loading')}</Waiting>
          ) : scans.length === 0 ? (
            <Empty title={t('inbox.empty')} icon={<IconScan size={40} stroke={1.2} />}>
              {t('inbox.emptyHint')}
            </Empty>
          ) : (
            <>
              {isSeveral ? null : <StackOffers scans={scans} onTake={(stack) => setPicking({ ids: stack.documentIds, stack })} />}
              <ScanList scans={scans} at={at} picked={picked} onChoose={setChosenId} onPick={(ids) => setPicking({ ids })} />
            </>
          )}
          {tray === 'new' ? <FiledScans /> : null}
        </Panel>
        {tray === 'new' && chosen ? (
          <>
            <PageViewer
              key={chosen.id}
              documentId={chosen.id}
              title={chosen.fileName}
              pageCount={chosen.pageCount}
              aside={
                mayEdit ? (
                  <Button size="compact-sm" variant="default" leftSection={<IconAdjustments size={15} aria-hidden />} rightSection={<KeyHint keys="Alt+S" />} onClick={edit}>
                    {t('pages.open')}
                  </Button>
                ) : null
              }
              above={chosen.duplicate ? <DuplicateNote duplicate={chosen.duplicate} /> : null}
            />
            {isSeveral ? (
              <JoinPanel
                key={picking.stack?.documentIds.join(' ') ?? ''}
                scans={together}
                stack={picking.stack}
                onJoined={(id) => {
                  setPicking({ ids: [] });
                  setChosenId(id);
                }}
                onClear={() => setPicking({ ids: [] })}
              />
            ) : (
              <AttachPanel documentId={chosen.id} fileName={chosen.fileName} dossierId={dossier} />
            )}
          </>
        ) : (
          <div className={classes.nothing}>
            <Empty title={tray === 'new' ? t('inbox.nothingChosen') : t('inbox.refusedTitle')} icon={<IconFileAlert size={40} stroke={1.2} />}>
              {tray === 'new' ? t('inbox.nothingChosenHint') : t('inbox.refusedHint')}
            </Empty>
          </div>
        )}
        {isOver ? (
          <div className={classes.over} aria-hidden>
            {t('upload.drop')}
          </div>
        ) : null}
      </div>
    </Page>
  );
};
