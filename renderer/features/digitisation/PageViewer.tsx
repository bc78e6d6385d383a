import { ActionIcon, Anchor, Button, Group } from '@mantine/core';
import { IconChevronLeft, IconChevronRight, IconZoomIn, IconZoomOut } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useKeys } from '../../app/keyboard.ts';
import { useServices } from '../../app/services.ts';
import { KeyHint } from '../../components/KeyHint.tsx';
import { Panel } from '../../components/Panel.tsx';
import { PagePicture } from './PagePicture.tsx';
import classes from './PageViewer.module.css';

type PageViewerProps = { documentId: string; title: string; pageCount: number; /** What else can be done, at the right end of the title line. */ aside?: ReactNode; /** What there is to say of it. */ above?: ReactNode };

/** A stack of pages as pages. Zoomed in, a page is asked for in more pixels. */
export const PageViewer = ({ documentId, title, pageCount, aside, above }: PageViewerProps) => {
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
        <span className={classes.aside}>
          <Anchor href={`/files/document/${documentId}/original`} target="_blank" rel="noopener" size="xs">
            {t('document.original')}
          </Anchor>
          {aside}
        </span>
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
      {above}
      <PagePicture key={`${page}-${isLarge}`} url={`/files/document/${documentId}/page/${page}?width=${isLarge ? 2400 : 1200}`} label={t('document.pageLabel', { file: title, page, of: pageCount })} isLarge={isLarge} />
    </Panel>
  );
};
