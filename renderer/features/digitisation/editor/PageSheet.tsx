import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { toneOf } from '../../../../domain/document/pages.ts';
import type { EditorPage } from './page-edits.ts';
import classes from './PageSheet.module.css';

type PageSheetProps = {
  page: EditorPage;
  /** The place that it must fit into, in pixels. */
  width: number;
  height: number;
  /** How wide a picture is asked for. */
  pictureWidth: number;
  label: string;
  /** The whole sheet, though a part is cut out. */
  isWhole?: boolean;
  /** Lies over the sheet. */
  children?: ReactNode;
};

/** Of a sheet whose picture is not there yet. */
const a4 = { width: 210, height: 297 };
/** As in the strip: drawn already, and shown until the fine one is there. */
const coarseWidth = 320;

/**
 * A page with its edits at once: the desk's picture of the page as scanned, turned, straightened, cut and made lighter by the
 * browser, in the order in which the desk does it.
 */
export const PageSheet = ({ page, width, height, pictureWidth, label, isWhole = false, children }: PageSheetProps) => {
  const { t } = useTranslation();
  const [picture, setPicture] = useState({ width: a4.width, height: a4.height, state: 'waiting' as 'waiting' | 'coarse' | 'shown' | 'failed' });
  const { quarterTurns = 0, deskewDegrees = 0, crop, brightness = 0 } = page;
  const isOnSide = quarterTurns % 2 === 1;
  const widths = pictureWidth > coarseWidth && picture.state !== 'shown' ? [coarseWidth, pictureWidth] : [pictureWidth];
  const sheet = isOnSide ? { width: picture.height, height: picture.width } : picture;
  const part = (isWhole ? undefined : crop) ?? { left: 0, top: 0, width: 1, height: 1 };
  const scale = Math.min(width / (sheet.width * part.width), height / (sheet.height * part.height));
  const [sheetWidth, sheetHeight] = [sheet.width * scale, sheet.height * scale];
  const [ownWidth, ownHeight] = [picture.width * scale, picture.height * scale];

  return (
    <div className={classes.window} style={{ width: sheetWidth * part.width, height: sheetHeight * part.height }}>
      <div className={classes.sheet} style={{ width: sheetWidth, height: sheetHeight, left: -part.left * sheetWidth, top: -part.top * sheetHeight }}>
        {picture.state === 'failed' ? (
          <p className={classes.failed}>{t('document.notShown')}</p>
        ) : (
          widths.map((asked) => (
            <img
              key={asked}
              src={`${page.url}${page.url.includes('?') ? '&' : '?'}width=${asked}`}
              alt={asked === pictureWidth ? label : ''}
              draggable={false}
              style={{
                width: ownWidth,
                height: ownHeight,
                left: (sheetWidth - ownWidth) / 2,
                top: (sheetHeight - ownHeight) / 2,
                transform: `rotate(${quarterTurns * 90 + deskewDegrees}deg)`,
                filter: filterOf(brightness),
              }}
              onLoad={({ currentTarget }) => setPicture({ width: currentTarget.naturalWidth || a4.width, height: currentTarget.naturalHeight || a4.height, state: asked === pictureWidth ? 'shown' : 'coarse' })}
              onError={() => setPicture((now) => ({ ...now, state: 'failed' }))}
            />
          ))
        )}
      </div>
      {children}
    </div>
  );
};

/** The browser's words for what the desk does to each dot; darker is lighter of the opposite. */
const filterOf = (brightness: number): string => {
  if (brightness === 0) return 'none';
  const { factor } = toneOf(brightness);
  return brightness > 0 ? `brightness(${factor})` : `invert(1) brightness(${factor}) invert(1)`;
};
