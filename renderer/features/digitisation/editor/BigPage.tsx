import { ActionIcon, Button } from '@mantine/core';
import { useElementSize } from '@mantine/hooks';
import { IconChevronLeft, IconChevronRight, IconEye, IconZoomIn, IconZoomOut } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PageEdit } from '../../../../domain/document/document.ts';
import { KeyHint } from '../../../components/KeyHint.tsx';
import { Panel } from '../../../components/Panel.tsx';
import { PagePicture } from '../PagePicture.tsx';
import classes from './BigPage.module.css';
import { CropFrame } from './CropFrame.tsx';
import type { EditorPage } from './page-edits.ts';
import { PageSheet } from './PageSheet.tsx';

type BigPageProps = {
  page: EditorPage;
  label: string;
  /** Which of how many. */
  place: string;
  at: number;
  of: number;
  isCropping: boolean;
  /** Where the page is as the desk makes it; undefined while the edits are shown by the browser. */
  madeUrl: string | undefined;
  onGo: (to: number) => void;
  onCrop: (crop: NonNullable<PageEdit['crop']>) => void;
  onCompare: () => void;
};

const margin = 24;
const zoom = 2.4;

/** One page as large as the place allows, with its edits at once; or as the desk really makes it. */
export const BigPage = ({ page, label, place, at, of, isCropping, madeUrl, onGo, onCrop, onCompare }: BigPageProps) => {
  const { t } = useTranslation();
  const { ref, width, height } = useElementSize();
  const [isLarge, setLarge] = useState(false);
  const factor = isLarge && !isCropping ? zoom : 1;
  return (
    <Panel
      title={label}
      aside={
        <span className={classes.head}>
          {page.isDropped ? <span className={classes.dropped}>{t('pages.isDropped')}</span> : null}
          <Button size="compact-sm" variant={madeUrl === undefined ? 'default' : 'light'} aria-pressed={madeUrl !== undefined} leftSection={<IconEye size={15} aria-hidden />} rightSection={<KeyHint keys="Alt+V" />} onClick={onCompare}>
            {t('pages.asMade')}
          </Button>
        </span>
      }
      bodyClassName={classes.body!}
      footer={
        <div className={classes.foot}>
          <span>
            <Button size="compact-sm" variant="default" leftSection={<IconChevronLeft size={15} aria-hidden />} disabled={at <= 0} onClick={() => onGo(at - 1)}>
              {t('document.previousPage')}
            </Button>
            <span role="status">{place}</span>
            <Button size="compact-sm" variant="default" rightSection={<IconChevronRight size={15} aria-hidden />} disabled={at >= of - 1} onClick={() => onGo(at + 1)}>
              {t('document.nextPage')}
            </Button>
            {of > 1 ? <KeyHint keys="PageDown" /> : null}
          </span>
          <ActionIcon variant="default" size={30} disabled={isCropping} onClick={() => setLarge(!isLarge)} aria-label={t(isLarge ? 'document.smaller' : 'document.larger')} aria-pressed={isLarge}>
            {isLarge ? <IconZoomOut size={17} /> : <IconZoomIn size={17} />}
          </ActionIcon>
        </div>
      }
    >
      <div ref={ref} className={classes.place}>
        {madeUrl === undefined ? (
          <div className={classes.sheet} data-large={factor > 1} tabIndex={0} role="region" aria-label={label}>
            {width > 0 ? (
              <PageSheet key={page.key} page={page} width={(width - margin) * factor} height={(height - margin) * factor} pictureWidth={factor > 1 ? 2400 : 1600} label={label} isWhole={isCropping}>
                {isCropping ? <CropFrame crop={page.crop} onChange={onCrop} /> : null}
              </PageSheet>
            ) : null}
          </div>
        ) : (
          <PagePicture key={madeUrl} url={`${madeUrl}${madeUrl.includes('?') ? '&' : '?'}width=${isLarge ? 2400 : 1600}`} label={label} isLarge={isLarge} />
        )}
      </div>
    </Panel>
  );
};
