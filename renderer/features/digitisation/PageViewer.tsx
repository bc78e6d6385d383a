import { ActionIcon, Anchor, Button, Group } from '@mantine/core';
import { IconChevronLeft, IconChevronRight, IconZoomIn, IconZoomOut } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isProblem, type Problem } from '../../../domain/problem.ts';
import { useKeys } from '../../app/keyboard.ts';
import { useServices } from '../../app/services.ts';
import { ProblemNotice } from '../../components/FailureNotice.tsx';
import { KeyHint } from '../../components/KeyHint.tsx';
import { Panel } from '../../components/Panel.tsx';
import { Waiting } from '../../components/Words.tsx';
import classes from './PageViewer.module.css';

type PageViewerProps = { documentId: string; title: string; pageCount: number };

/** A stack of pages as pages. Zoomed in, a page is asked for in more pixels. */
export const PageViewer = ({ documentId, title, pageCount }: PageViewerProps) => {
  const { t } = useTranslation();
  const { keyboard } = useServices();
  const [page, setPage] = useState(1);
  const [isLarge, setLarge] = useState(false);
  const go = (to: number): void => setPage(Math.max(1, Math.min(pageCount, to)));
  useKeys(keyboard, { PageUp: () => go(page - 1), PageDown: () => go(page + 1) });

  return (
    <Panel
      title={<span className={classes.name}>{title}</span>}
      aside={
        <Anchor href={`/files/document/${documentId}/original`} target="_blank" rel="noopener" size="xs">
          {t('document.original')}
        </Anchor>
      }
      bodyClassName={classes.body}
      footer={
        <Group justify="space-between">
          <Group gap="xs">
            <Button size="compact-sm" variant="default" leftSection={<IconChevronLeft size={15} aria-hidden />} disabled={page <= 1} onClick={() => go(page - 1)}>
              {t('document.previousPage')}
            </Button>
            <span role="status">{t('document.pageOf', { page, of: pageCount })}</span>
            <Button size="compact-sm" variant="default" rightSection={<IconChevronRight size={15} aria-hidden />} disabled={page >= pageCount} onClick={() => go(page + 1)}>
              {t('document.nextPage')}
            </Button>
            {pageCount > 1 ? <KeyHint keys="PageDown" /> : null}
          </Group>
          <ActionIcon variant="default" size={30} onClick={() => setLarge(!isLarge)} aria-label={t(isLarge ? 'document.smaller' : 'document.larger')} aria-pressed={isLarge}>
            {isLarge ? <IconZoomOut size={17} /> : <IconZoomIn size={17} />}
          </ActionIcon>
        </Group>
      }
    >
      <PagePicture key={`${page}-${isLarge}`} url={`/files/document/${documentId}/page/${page}?width=${isLarge ? 2400 : 1200}`} label={t('document.pageLabel', { file: title, page, of: pageCount })} isLarge={isLarge} />
    </Panel>
  );
};

/** A page that cannot be shown says why: its bytes may be on the way from another desk. */
const PagePicture = ({ url, label, isLarge }: { url: string; label: string; isLarge: boolean }) => {
  const { t } = useTranslation();
  const [state, setState] = useState<'waiting' | 'shown' | 'failed'>('waiting');
  const [problem, setProblem] = useState<Problem>();
  useEffect(() => {
    if (state !== 'failed') return;
    let isOver = false;
    fetch(url)
      .then((response) => response.json())
      .then((answer: unknown) => {
        if (!isOver && isProblem(answer)) setProblem(answer);
      })
      .catch(() => undefined);
    return () => {
      isOver = true;
    };
  }, [state, url]);

  return (
    <div className={classes.page} data-large={isLarge} tabIndex={0} role="region" aria-label={label}>
      {state === 'waiting' ? (
        <div className={classes.over}>
          <Waiting>{t('document.rendering')}</Waiting>
        </div>
      ) : null}
      {state === 'failed' ? (
        <div className={classes.over}>{problem ? <ProblemNotice problem={problem} /> : <p>{t('document.notShown')}</p>}</div>
      ) : (
        <img src={url} alt={label} onLoad={() => setState('shown')} onError={() => setState('failed')} />
      )}
    </div>
  );
};
