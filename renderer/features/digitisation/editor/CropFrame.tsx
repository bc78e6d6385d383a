import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { PageEdit } from '../../../../domain/document/document.ts';
import { cropBetween, cropWithin } from './page-edits.ts';
import classes from './CropFrame.module.css';

type Crop = NonNullable<PageEdit['crop']>;
type Point = { x: number; y: number };

const whole: Crop = { left: 0, top: 0, width: 1, height: 1 };
/** Each handle moves the edges that it lies on. */
const handles = ['nw', 'n', 'ne', 'e', 'se', 's', 'sw', 'w'] as const;

const step = 0.01;

/** The part that stays, drawn over the whole sheet: a new one from anywhere, or by its edges; the keyboard moves it and, with Shift, its far edges. */
export const CropFrame = ({ crop = whole, onChange }: { crop: Crop | undefined; onChange: (crop: Crop) => void }) => {
  const { t } = useTranslation();
  const area = useRef<HTMLDivElement>(null);
  const pointAt = (event: React.PointerEvent): Point => {
    const box = area.current!.getBoundingClientRect();
    return { x: (event.clientX - box.left) / box.width, y: (event.clientY - box.top) / box.height };
  };
  /** While the button is held, wherever the pointer goes. */
  const drag = (event: React.PointerEvent, cropAt: (point: Point) => Crop): void => {
    event.preventDefault();
    event.stopPropagation();
    area.current!.setPointerCapture(event.pointerId);
    moving.current = cropAt;
  };
  const moving = useRef<((point: Point) => Crop) | undefined>(undefined);
  const edge = (handle: (typeof handles)[number]) => (point: Point) => {
    const { left, top } = crop;
    const [right, bottom] = [left + crop.width, top + crop.height];
    return cropBetween(
      { x: handle.includes('w') ? point.x : left, y: handle.includes('n') ? point.y : top },
      { x: handle.includes('e') ? point.x : right, y: handle.includes('s') ? point.y : bottom },
    );
  };

  return (
    <div
      ref={area}
      className={classes.area}
      onPointerDown={(event) => {
        const from = pointAt(event);
        drag(event, (point) => cropBetween(from, point));
      }}
      onPointerMove={(event) => {
        if (moving.current) onChange(moving.current(pointAt(event)));
      }}
      onPointerUp={() => {
        moving.current = undefined;
      }}
      onPointerCancel={() => {
        moving.current = undefined;
      }}
    >
      <button
        type="button"
        className={classes.part}
        aria-label={t('pages.cropPart')}
        style={{ left: `${crop.left * 100}%`, top: `${crop.top * 100}%`, width: `${crop.width * 100}%`, height: `${crop.height * 100}%` }}
        onPointerDown={(event) => {
          // Of a whole sheet nothing can be moved: then a new part is drawn.
          if (crop.width === 1 && crop.height === 1) return;
          const from = pointAt(event);
          drag(event, ({ x, y }) => cropWithin({ ...crop, left: crop.left + x - from.x, top: crop.top + y - from.y }));
        }}
        onKeyDown={(event) => {
          const [x, y] = { ArrowLeft: [-step, 0], ArrowRight: [step, 0], ArrowUp: [0, -step], ArrowDown: [0, step] }[event.key] ?? [];
          if (x === undefined || y === undefined || event.ctrlKey || event.altKey || event.metaKey) return;
          event.preventDefault();
          onChange(event.shiftKey ? cropBetween({ x: crop.left, y: crop.top }, { x: crop.left + crop.width + x, y: crop.top + crop.height + y }) : cropWithin({ ...crop, left: crop.left + x, top: crop.top + y }));
        }}
      >
        {handles.map((handle) => (
          <span key={handle} className={classes.handle} data-at={handle} onPointerDown={(event) => drag(event, edge(handle))} />
        ))}
      </button>
    </div>
  );
};
