import { useVirtualizer } from '@tanstack/react-virtual';
import { type ReactNode, useEffect, useRef } from 'react';
import classes from './VirtualTable.module.css';

type Line = { key: string; cells: ReactNode; className?: string | undefined; isCancelled?: boolean | undefined };

type VirtualTableProps<Row> = {
  label: string;
  /** Sets `--columns`. */
  className: string;
  headings: readonly { key: string; text: ReactNode }[];
  rows: readonly Row[];
  lineOf: (row: Row) => Line;
  /** In pixels. */
  rowHeight: number;
  hasMore?: boolean;
  onMore?: (() => void) | undefined;
};

/** Only the rows in sight are in the page, so ten thousand lines scroll as lightly as ten. */
export const VirtualTable = <Row,>({ label, className, headings, rows, lineOf, rowHeight, hasMore = false, onMore }: VirtualTableProps<Row>) => {
  const scroller = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({ count: rows.length, getScrollElement: () => scroller.current, estimateSize: () => rowHeight, overscan: 12 });
  const shown = virtual.getVirtualItems();
  const lastShown = shown.at(-1)?.index ?? 0;
  useEffect(() => {
    if (hasMore && lastShown >= rows.length - 20) onMore?.();
  }, [hasMore, lastShown, rows.length, onMore]);

  return (
    <div className={`${classes.table} ${className}`} role="table" aria-label={label} aria-rowcount={hasMore ? -1 : rows.length + 1}>
      <div role="rowgroup">
        <div className={classes.head} role="row">
          {headings.map(({ key, text }) => (
            <span role="columnheader" key={key}>
              {text}
            </span>
          ))}
        </div>
      </div>
      <div className={classes.scroller} ref={scroller} role="rowgroup">
        <div className={classes.space} role="presentation" style={{ height: virtual.getTotalSize() }}>
          {shown.map(({ index, start }) => {
            const { key, cells, className: rowClass = '', isCancelled } = lineOf(rows[index]!);
            return (
              <div key={key} className={`${classes.row} ${rowClass}`} role="row" aria-rowindex={index + 2} data-cancelled={isCancelled} style={{ height: rowHeight, transform: `translateY(${start}px)` }}>
                {cells}
              </div>
            );
          })}
        </div>
      </div>
    </div>
  );
};
