import { Button, Checkbox, NumberInput, SegmentedControl, Slider } from '@mantine/core';
import {
  IconArrowDown,
  IconArrowUp,
  IconCrop,
  IconPhotoOff,
  IconRotate2,
  IconRotateClockwise2,
  IconScissors,
  IconTrash,
  IconTrashOff,
} from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { PageEdit } from '../../../../domain/document/document.ts';
import { KeyHint } from '../../../components/KeyHint.tsx';
import { cropBetween, type EditorPage, mostDegrees } from './page-edits.ts';
import classes from './PageTools.module.css';

export type ToolActions = {
  turn: (by: number) => void;
  straighten: (degrees: number) => void;
  /** By what the desk sees of the lines. */
  straightenItself: () => void;
  toggleCropping: () => void;
  crop: (crop: PageEdit['crop']) => void;
  despeckle: (isDespeckled: boolean) => void;
  brighten: (brightness: number) => void;
  drop: () => void;
  move: (by: number) => void;
  toggleSplit: () => void;
  undo: () => void;
  redo: () => void;
  reset: () => void;
};

type PageToolsProps = {
  page: EditorPage;
  /** Over what concerns this page alone. */
  title: string;
  at: number;
  of: number;
  isForAll: boolean;
  isCropping: boolean;
  isSplitHere: boolean;
  canUndo: boolean;
  canRedo: boolean;
  /** The last page that is left cannot go. */
  canDrop: boolean;
  canSplit: boolean;
  onForAll: (isForAll: boolean) => void;
  actions: ToolActions;
};

/** Everything that can be done to a page, or to all of them; the original stays as it was scanned. */
export const PageTools = ({ page, title, at, of, isForAll, isCropping, isSplitHere, canUndo, canRedo, canDrop, canSplit, onForAll, actions }: PageToolsProps) => {
  const { t } = useTranslation();
  const { deskewDegrees = 0, brightness = 0, isDespeckled = false, isDropped = false } = page;
  const button = (label: string, icon: ReactNode, keys: string | undefined, onClick: () => void, more: { isOff?: boolean; isOn?: boolean } = {}) => (
    <Button
      size="compact-sm"
      variant={more.isOn ? 'light' : 'default'}
      className={classes.tool!}
      justify="flex-start"
      leftSection={icon}
      rightSection={keys === undefined ? undefined : <KeyHint keys={keys} />}
      disabled={more.isOff ?? false}
      {...(more.isOn === undefined ? {} : { 'aria-pressed': more.isOn })}
      onClick={onClick}
    >
      {label}
    </Button>
  );
  return (
    <div className={classes.tools}>
      <div className={classes.row}>
        {button(t('pages.undo'), undefined, 'Ctrl+Z', actions.undo, { isOff: !canUndo })}
        {button(t('pages.redo'), undefined, 'Ctrl+Y', actions.redo, { isOff: !canRedo })}
      </div>
      {of > 1 ? (
        <div className={classes.scope}>
          <SegmentedControl
            size="xs"
            fullWidth
            aria-label={t('pages.scope')}
            value={isForAll ? 'all' : 'one'}
            onChange={(value) => onForAll(value === 'all')}
            data={[
              { value: 'one', label: t('pages.scope.one') },
              { value: 'all', label: t('pages.scope.all', { n: of }) },
            ]}
          />
          <KeyHint keys="Alt+A" />
        </div>
      ) : null}
      <fieldset className={classes.group} data-fields="true">
        <legend>{t('pages.place')}</legend>
        <div className={classes.row}>
          {button(t('pages.turnLeft'), <IconRotate2 size={15} aria-hidden />, 'Alt+Z', () => actions.turn(-1))}
          {button(t('pages.turnRight'), <IconRotateClockwise2 size={15} aria-hidden />, 'Alt+X', () => actions.turn(1))}
        </div>
        <div className={classes.straighten}>
          {button(t('pages.straighten'), <IconRotateClockwise2 size={15} aria-hidden />, 'Alt+T', actions.straightenItself)}
          <NumberInput
            size="xs"
            aria-label={t('pages.degrees')}
            value={deskewDegrees}
            min={-mostDegrees}
            max={mostDegrees}
            step={0.1}
            decimalScale={1}
            decimalSeparator=","
            suffix="°"
            clampBehavior="strict"
            onChange={(value) => {
              if (typeof value === 'number') actions.straighten(value);
            }}
          />
        </div>
        {button(t(isCropping ? 'pages.cropDone' : 'pages.crop'), <IconCrop size={15} aria-hidden />, 'Alt+C', actions.toggleCropping, { isOn: isCropping })}
        {isCropping || page.crop ? <CropSides page={page} onCrop={actions.crop} /> : null}
      </fieldset>
      <fieldset className={classes.group} data-fields="true">
        <legend>{t('pages.ink')}</legend>
        <div className={classes.slider}>
          <span>{t('pages.darker')}</span>
          <Slider size="sm" min={-100} max={100} step={5} value={brightness} thumbLabel={t('pages.brightness')} label={(value) => `${value > 0 ? '+' : ''}${value}`} marks={[{ value: 0 }]} onChange={actions.brighten} />
          <span>{t('pages.lighter')}</span>
        </div>
        <div className={classes.row}>
          <Checkbox size="sm" label={t('pages.despeckle')} checked={isDespeckled} onChange={(event) => actions.despeckle(event.currentTarget.checked)} />
          <KeyHint keys="Alt+M" />
        </div>
      </fieldset>
      <fieldset className={classes.group}>
        <legend>{title}</legend>
        <div className={classes.row}>
          {button(t('pages.up'), <IconArrowUp size={15} aria-hidden />, 'Alt+↑', () => actions.move(-1), { isOff: at === 0 })}
          {button(t('pages.down'), <IconArrowDown size={15} aria-hidden />, 'Alt+↓', () => actions.move(1), { isOff: at === of - 1 })}
        </div>
        {button(t(isDropped ? 'pages.putBack' : 'pages.drop'), isDropped ? <IconTrashOff size={15} aria-hidden /> : <IconTrash size={15} aria-hidden />, 'Alt+B', actions.drop, { isOff: !isDropped && !canDrop })}
        {canSplit ? button(t(isSplitHere ? 'pages.splitNotHere' : 'pages.splitHere'), <IconScissors size={15} aria-hidden />, 'Alt+P', actions.toggleSplit, { isOff: at === 0, isOn: isSplitHere }) : null}
      </fieldset>
      {button(t(isForAll ? 'pages.resetAll' : 'pages.reset'), <IconPhotoOff size={15} aria-hidden />, undefined, actions.reset)}
    </div>
  );
};

/** The same rectangle by numbers: what is taken off each side, in hundredths of the page. */
const CropSides = ({ page: { crop = { left: 0, top: 0, width: 1, height: 1 } }, onCrop }: { page: EditorPage; onCrop: (crop: PageEdit['crop']) => void }) => {
  const { t } = useTranslation();
  const taken = { left: crop.left, top: crop.top, right: 1 - crop.left - crop.width, bottom: 1 - crop.top - crop.height };
  const put = (side: keyof typeof taken, value: number): void => {
    const next = { ...taken, [side]: Math.max(0, Math.min(0.95, value / 100)) };
    onCrop(cropBetween({ x: next.left, y: next.top }, { x: 1 - next.right, y: 1 - next.bottom }));
  };
  return (
    <>
      <div className={classes.sides}>
        {(['left', 'right', 'top', 'bottom'] as const).map((side) => (
          <NumberInput
            key={side}
            size="xs"
            label={t(`pages.take.${side}`)}
            value={Math.round(taken[side] * 1000) / 10}
            min={0}
            max={95}
            step={1}
            decimalScale={1}
            decimalSeparator=","
            suffix="%"
            clampBehavior="strict"
            onChange={(value) => {
              if (typeof value === 'number') put(side, value);
            }}
          />
        ))}
      </div>
      <Button size="compact-sm" variant="subtle" onClick={() => onCrop(undefined)}>
        {t('pages.uncrop')}
      </Button>
    </>
  );
};
