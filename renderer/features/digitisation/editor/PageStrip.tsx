import { useVirtualizer } from '@tanstack/react-virtual';
import { IconScissors, IconTrash } from '@tabler/icons-react';
import { Fragment, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { EditorPage } from './page-edits.ts';
import { PageSheet } from './PageSheet.tsx';
import classes from './PageStrip.module.css';

type PageStripProps = {
  pages: readonly EditorPage[];
  at: number;
  /** Pages that another document begins with. */
  splits: ReadonlySet<string>;
  onGo: (to: number) => void;
  /** Missing where the pages are fixed. */
  onMove?: ((from: number, to: number) => void) | undefined;
  onDrop?: ((index: number) => void) | undefined;
};

const rowHeight = 158;
const thumbnail = { width: 92, height: 122, pictureWidth: 320 };

/** A stack of pages as pages: arrows go through it, the mouse draws a page to another place. */
export const PageStrip = ({ pages, at, splits, onGo, onMove, onDrop }: PageStripProps) => {
  const { t } = useTranslation();
  const scroller = useRef<HTMLDivElement>(null);
  const [drawn, setDrawn] = useState<{ from: number; to: number }>();
  const virtual = useVirtualizer({ count: pages.length, getScrollElement: () => scroller.current, estimateSize: () => rowHeight, overscan: 3, getItemKey: (index) => pages[index]!.key });
  useEffect(() => virtual.scrollToIndex(at), [virtual, at]);
  let numberOfKept = 0;
  const numbers = pages.map(({ isDropped }) => (isDropped ? undefined : (numberOfKept += 1)));

  const endDrawing = (): void => {
    if (drawn) onMove?.(drawn.from, drawn.to > drawn.from ? drawn.to - 1 : drawn.to);
    setDrawn(undefined);
  };

  return (
    <div
      className={classes.scroller}
      ref={scroller}
      role="listbox"
      tabIndex={0}
      data-autofocus
      aria-label={t('pages.strip')}
      aria-activedescendant={pages[at] ? `page-${at}` : undefined}
      onKeyDown={(event) => {
        if (event.ctrlKey || event.altKey || event.metaKey) return;
        const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: pages.length - 1 }[event.key];
        if (to !== undefined) onGo(to);
        else if (event.key === 'Delete' && onDrop) onDrop(at);
        else return;
        event.preventDefault();
      }}
    >
      <div role="presentation" className={classes.space} style={{ height: virtual.getTotalSize() }}>
        {virtual.getVirtualItems().map(({ index, start, key }) => {
          const page = pages[index]!;
          const number = numbers[index];
          const label = number === undefined ? t('pages.droppedLabel') : t('pages.label', { page: number, of: numberOfKept });
          return (
            <Fragment key={key}>
              {drawn?.to === index ? <div className={classes.place} style={{ transform: `translateY(${start}px)` }} aria-hidden /> : null}
              <div
                id={`page-${index}`}
                role="option"
                aria-selected={index === at}
                aria-label={label}
                aria-setsize={pages.length}
                aria-posinset={index + 1}
                className={classes.page}
                data-dropped={page.isDropped === true}
                data-split={splits.has(page.key)}
                style={{ transform: `translateY(${start}px)`, height: rowHeight }}
                draggable={onMove !== undefined}
                onClick={() => onGo(index)}
                onDragStart={(event) => {
                  event.dataTransfer.effectAllowed = 'move';
                  event.dataTransfer.setData('text/plain', String(index));
                  setDrawn({ from: index, to: index });
                }}
                onDragOver={(event) => {
                  if (!drawn) return;
                  event.preventDefault();
                  const box = event.currentTarget.getBoundingClientRect();
                  const to = event.clientY > box.top + box.height / 2 ? index + 1 : index;
                  if (to !== drawn.to) setDrawn({ ...drawn, to });
                }}
                onDrop={(event) => {
                  event.preventDefault();
                  endDrawing();
                }}
                onDragEnd={() => setDrawn(undefined)}
              >
                {splits.has(page.key) ? (
                  <span className={classes.split} title={t('pages.splitHere')}>
                    <IconScissors size={14} aria-hidden />
                  </span>
                ) : null}
                <PageSheet page={page} {...thumbnail} label="" />
                <span className={classes.number}>
                  {number ?? (
                    <>
                      <IconTrash size={12} aria-hidden /> {t('pages.dropped')}
                    </>
                  )}
                </span>
              </div>
            </Fragment>
          );
        })}
        {drawn?.to === pages.length ? <div className={classes.place} style={{ transform: `translateY(${virtual.getTotalSize() - 3}px)` }} aria-hidden /> : null}
      </div>
    </div>
  );
};
