import { Button } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { IconArrowLeft, IconScissors } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useKeys } from '../../../app/keyboard.ts';
import { useServices } from '../../../app/services.ts';
import { useInbox } from '../../../app/stores.ts';
import { type Outputs, useTRPC } from '../../../app/trpc.ts';
import { FailureNotice, ProblemNotice } from '../../../components/FailureNotice.tsx';
import { KeyHint } from '../../../components/KeyHint.tsx';
import { Page } from '../../../components/Page.tsx';
import { Panel } from '../../../components/Panel.tsx';
import { Waiting } from '../../../components/Words.tsx';
import { BigPage } from './BigPage.tsx';
import classes from './DocumentPage.module.css';
import { Findings } from './Findings.tsx';
import { asScanned, brightened, cropped, despeckled, dropped, type EditorPage, moved, recipeOf, straightened, turned } from './page-edits.ts';
import { PageStrip } from './PageStrip.tsx';
import { PageTools, type ToolActions } from './PageTools.tsx';
import { RenderingMark } from './RenderingMark.tsx';
import { useFindings } from './use-findings.ts';
import { usePageEdits } from './use-page-edits.ts';

const route = getRouteApi('/inbox/$documentId');

type Opened = Outputs['digitisation']['open'];

/** The pages of one document, before and after it is put to a dossier, as long as nobody has signed it. */
export const DocumentPage = () => {
  const { documentId } = route.useParams();
  const { t } = useTranslation();
  const trpc = useTRPC();
  const opened = useQuery(trpc.digitisation.open.queryOptions({ documentId }));
  if (opened.data) return <Editor key={documentId} documentId={documentId} opened={opened.data} />;
  return <Page title={t('document.title')}>{opened.error ? <FailureNotice error={opened.error} /> : <Waiting>{t('pages.loading')}</Waiting>}</Page>;
};

const Editor = ({ documentId, opened }: { documentId: string; opened: Opened }) => {
  const { t } = useTranslation();
  const { keyboard } = useServices();
  const trpc = useTRPC();
  const navigate = useNavigate();
  const done = useInbox((state) => state.done);
  const { document, isEditable, whyNotEditable, rendering } = opened;
  const { dossierId } = document;
  const edits = usePageEdits(documentId, opened.pages);
  const findings = useFindings(documentId, opened.pages, isEditable);
  const { pages, at } = edits;
  const page = pages[at];
  const [isForAll, setForAll] = useState(false);
  const [isCropping, setCropping] = useState(false);
  const [splits, setSplits] = useState<ReadonlySet<string>>(new Set());
  const [made, setMade] = useState<string>();
  const split = useMutation(
    trpc.digitisation.split.mutationOptions({
      onSuccess: ({ documentIds }) => {
        done({ kind: 'split', documentIds, fileName: document.source.fileName });
        void navigate({ to: '/inbox', search: { scan: documentIds[0] } });
      },
    }),
  );

  const kept = pages.filter(({ isDropped }) => !isDropped).length;
  /** As the document counts its pages: without those that are left out. */
  const number = pages.slice(0, at + 1).filter(({ isDropped }) => !isDropped).length;
  const beginnings = pages.flatMap(({ key }, index) => (index > 0 && splits.has(key) ? [index + 1] : []));
  const canSplit = isEditable && document.status === 'inbox' && pages.length > 1;
  /** Of the page in hand, or of all. @param name a slider that is drawn is one change */
  const change = (edit: (one: EditorPage) => EditorPage, name?: string): void => {
    if (page) edits.edit((work) => ({ ...work, pages: work.pages.map((one, index) => (isForAll || index === work.at ? edit(one) : one)) }), name && `${name} ${isForAll ? '' : page.key}`);
  };
  const dropAt = (index: number): void => {
    const one = pages[index];
    if (one && (one.isDropped || kept > 1)) edits.edit((work) => ({ ...work, pages: work.pages.with(index, dropped(one, !one.isDropped)) }));
  };
  const moveTo = (from: number, to: number): void => {
    if (to >= 0 && to < pages.length) edits.edit((work) => ({ pages: moved(work.pages, from, to), at: to }));
  };
  const actions: ToolActions = {
    turn: (by) => change((one) => turned(one, by)),
    straighten: (degrees) => change((one) => straightened(one, degrees), 'degrees'),
    straightenItself: () => change((one) => straightened(one, findings.of(one)?.deskewDegrees ?? one.deskewDegrees ?? 0)),
    toggleCropping: () => setCropping(!isCropping),
    crop: (crop) => change((one) => cropped(one, crop), 'crop'),
    despeckle: (isDespeckled) => change((one) => despeckled(one, isDespeckled)),
    brighten: (brightness) => change((one) => brightened(one, brightness), 'brightness'),
    drop: () => dropAt(at),
    move: (by) => moveTo(at, at + by),
    toggleSplit: () => {
      if (page && at > 0 && canSplit) setSplits((now) => new Set(now.has(page.key) ? [...now].filter((key) => key !== page.key) : [...now, page.key]));
    },
    undo: edits.undo,
    redo: edits.redo,
    reset: () => change(asScanned),
  };

  const recipe = page && JSON.stringify([at, recipeOf([page])]);
  const compare = (): void => {
    if (made === recipe) setMade(undefined);
    else void edits.save().then((isSaved) => isSaved && setMade(recipe));
  };
  const leave = (): void => {
    if (dossierId !== undefined) void navigate({ to: '/dossiers/$dossierId', params: { dossierId } });
    else void navigate({ to: '/inbox', search: { scan: documentId } });
  };
  const commit = (): void => {
    if (split.isPending) return;
    if (beginnings.length === 0) void edits.save().then((isSaved) => isSaved && leave());
    else void edits.save().then((isSaved) => isSaved && split.mutate({ documentId, before: beginnings }));
  };

  useKeys(keyboard, {
    'Ctrl+Enter': commit,
    PageUp: () => edits.go(at - 1),
    PageDown: () => edits.go(at + 1),
    'Alt+V': compare,
    ...(isEditable
      ? {
          // In a field too: its number is the page's own.
          'Ctrl+Z': edits.undo,
          'Ctrl+Y': edits.redo,
          'Alt+A': () => setForAll(!isForAll && pages.length > 1),
          'Alt+X': () => actions.turn(1),
          'Alt+Z': () => actions.turn(-1),
          'Alt+T': actions.straightenItself,
          'Alt+C': actions.toggleCropping,
          'Alt+M': () => actions.despeckle(!page?.isDespeckled),
          'Alt+B': actions.drop,
          'Alt+ArrowUp': () => actions.move(-1),
          'Alt+ArrowDown': () => actions.move(1),
          'Alt+P': actions.toggleSplit,
        }
      : {}),
  });

  return (
    <Page
      title={document.source.fileName}
      note={
        <span className={classes.marks}>
          <RenderingMark documentId={documentId} rendering={rendering} hasText={document.output?.hasText} />
        </span>
      }
      actions={
        <Button variant="default" leftSection={<IconArrowLeft size={16} aria-hidden />} onClick={leave}>
          {t(dossierId === undefined ? 'pages.toInbox' : 'pages.toDossier')}
        </Button>
      }
    >
      <div className={classes.columns}>
        <Panel title={t('pages.title', { n: kept })} bodyClassName={classes.stripBody!}>
          <PageStrip pages={pages} at={at} splits={splits} onGo={edits.go} onMove={isEditable ? moveTo : undefined} onDrop={isEditable ? dropAt : undefined} />
        </Panel>
        {page ? (
          <BigPage
            page={page}
            label={page.isDropped ? t('pages.droppedLabel') : t('pages.label', { page: number, of: kept })}
            place={page.isDropped ? t('pages.dropped') : t('document.pageOf', { page: number, of: kept })}
            at={at}
            of={pages.length}
            isCropping={isCropping}
            madeUrl={made !== undefined && made === recipe ? `/files/document/${documentId}/edited/${at + 1}?of=${encodeURIComponent(made)}` : undefined}
            onGo={edits.go}
            onCrop={actions.crop}
            onCompare={compare}
          />
        ) : (
          <div />
        )}
        <Panel
          title={t('pages.tools')}
          footer={
            <div className={classes.foot}>
              {split.error ? <FailureNotice error={split.error} onClose={() => split.reset()} /> : null}
              {edits.error ? (
                <>
                  <FailureNotice error={edits.error} />
                  <span className={classes.again}>
                    <Button size="compact-sm" variant="light" onClick={() => void edits.save()}>
                      {t('pages.saveAgain')}
                    </Button>
                    <Button size="compact-sm" variant="subtle" onClick={edits.discard}>
                      {t('pages.discard')}
                    </Button>
                  </span>
                </>
              ) : null}
              <span className={classes.buttons}>
                <span role="status" className={classes.saved}>
                  {isEditable ? t(edits.isSaved ? 'pages.saved' : 'pages.saving') : ''}
                </span>
                <Button
                  size="md"
                  data-main-action
                  disabled={split.isPending}
                  {...(beginnings.length > 0 ? { leftSection: <IconScissors size={16} aria-hidden /> } : {})}
                  rightSection={<KeyHint keys="Ctrl+Enter" tone="onAccent" />}
                  onClick={commit}
                >
                  {beginnings.length > 0 ? t('pages.splitInto', { n: beginnings.length + 1 }) : t('pages.done')}
                </Button>
              </span>
            </div>
          }
        >
          {rendering.problem ? <ProblemNotice problem={rendering.problem} /> : null}
          {isEditable && page ? (
            <>
              <Findings pages={pages} findings={findings} edits={edits} />
              <PageTools
                page={page}
                title={page.isDropped ? t('pages.droppedLabel') : t('pages.thisPage', { page: number })}
                at={at}
                of={pages.length}
                isForAll={isForAll}
                isCropping={isCropping}
                isSplitHere={splits.has(page.key)}
                canUndo={edits.canUndo}
                canRedo={edits.canRedo}
                canDrop={kept > 1}
                canSplit={canSplit}
                onForAll={setForAll}
                actions={actions}
              />
            </>
          ) : whyNotEditable ? (
            <ProblemNotice problem={whyNotEditable} isWaiting />
          ) : null}
        </Panel>
      </div>
    </Page>
  );
};
