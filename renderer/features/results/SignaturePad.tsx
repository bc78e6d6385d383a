import { Button } from '@mantine/core';
import { IconEraser } from '@tabler/icons-react';
import { type PointerEvent, type Ref, useImperativeHandle, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './SignaturePad.module.css';

export type SignatureHandle = {
  /** A PNG; undefined where nothing is written. */
  read: () => Promise<Blob | undefined>;
};

/** In pixels of the picture; the pad is shown in this proportion, whatever its width. */
const size = { width: 900, height: 270 };
const penWidth = 4;

/** Where a citizen signs with finger, pen or mouse. White with black ink in dark mode too: it is a piece of paper. */
export const SignaturePad = ({ ref, onChange }: { ref: Ref<SignatureHandle>; onChange: (hasInk: boolean) => void }) => {
  const { t } = useTranslation();
  const canvas = useRef<HTMLCanvasElement>(null);
  const last = useRef<{ x: number; y: number } | undefined>(undefined);
  const [hasInk, setHasInk] = useState(false);

  useImperativeHandle(ref, () => ({
    read: () => new Promise((resolve) => (hasInk && canvas.current ? canvas.current.toBlob((png) => resolve(png ?? undefined), 'image/png') : resolve(undefined))),
  }));

  const pointOf = (event: PointerEvent<HTMLCanvasElement>): { x: number; y: number } => {
    const box = event.currentTarget.getBoundingClientRect();
    return { x: ((event.clientX - box.left) * size.width) / box.width, y: ((event.clientY - box.top) * size.height) / box.height };
  };
  const begin = (event: PointerEvent<HTMLCanvasElement>): void => {
    // A hand that slides over the edge goes on writing.
    event.currentTarget.setPointerCapture(event.pointerId);
    last.current = pointOf(event);
  };
  const go = (event: PointerEvent<HTMLCanvasElement>): void => {
    const pen = canvas.current?.getContext('2d');
    if (!pen || last.current === undefined) return;
    const to = pointOf(event);
    pen.lineWidth = penWidth;
    pen.lineCap = 'round';
    pen.beginPath();
    pen.moveTo(last.current.x, last.current.y);
    pen.lineTo(to.x, to.y);
    pen.stroke();
    last.current = to;
    if (!hasInk) {
      setHasInk(true);
      onChange(true);
    }
  };
  const end = (): void => {
    last.current = undefined;
  };
  const clear = (): void => {
    canvas.current?.getContext('2d')?.clearRect(0, 0, size.width, size.height);
    setHasInk(false);
    onChange(false);
  };

  return (
    <div className={classes.pad}>
      <canvas ref={canvas} {...size} role="img" aria-label={t(hasInk ? 'signature.written' : 'signature.empty')} onPointerDown={begin} onPointerMove={go} onPointerUp={end} onPointerCancel={end} />
      {hasInk ? (
        <Button size="compact-sm" variant="subtle" className={classes.clear!} leftSection={<IconEraser size={15} aria-hidden />} onClick={clear}>
          {t('signature.clear')}
        </Button>
      ) : (
        <span className={classes.here} aria-hidden>
          {t('signature.here')}
        </span>
      )}
    </div>
  );
};
