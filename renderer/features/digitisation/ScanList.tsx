import { useVirtualizer } from '@tanstack/react-virtual';
import { IconCheck, IconCopy, IconQrcode, IconScissors } from '@tabler/icons-react';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useServices } from '../../app/services.ts';
import type { Outputs } from '../../app/trpc.ts';
import { formatBytes, formatMoment } from '../../components/format.ts';
import { Mark } from '../../components/Marks.tsx';
import classes from './InboxPage.module.css';

export type Scan = Outputs['digitisation']['inbox']['items'][number];

type ScanListProps = {
  scans: readonly Scan[];
  at: number;
  /** Those that something is to be done with together; empty where there is only the one in hand. */
  picked: ReadonlySet<string>;
  onChoose: (id: string) => void;
  onPick: (ids: readonly string[]) => void;
};

const lineHeight = 84;

/** Scans as they came, the newest on top. One is looked at; with Ctrl, Shift or Space several are picked to be put together. */
export const ScanList = ({ scans, at, picked, onChoose, onPick }: ScanListProps) => {
  const { t } = useTranslation();
  const { clock } = useServices();
  const scroller = useRef<HTMLDivElement>(null);
  const anchor = useRef(at);
  const virtual = useVirtualizer({ count: scans.length, getScrollElement: () => scroller.current, estimateSize: () => lineHeight, overscan: 6 });
  useEffect(() => virtual.scrollToIndex(at), [virtual, at]);

  const choose = (index: number): void => {
    const next = scans[Math.max(0, Math.min(scans.length - 1, index))];
    if (!next) return;
    anchor.current = scans.indexOf(next);
    onChoose(next.id);
    onPick([]);
  };
  /** The one in hand is picked with the first other one. */
  const toggle = (index: number): void => {
    const one = scans[index];
    if (!one) return;
    anchor.current = index;
    const now = picked.size === 0 && scans[at] && index !== at ? [scans[at].id] : [...picked];
    onPick(now.includes(one.id) ? now.filter((id) => id !== one.id) : [...now, one.id]);
    onChoose(one.id);
  };
  const extend = (index: number): void => {
    const to = Math.max(0, Math.min(scans.length - 1, index));
    const [from, until] = [Math.min(anchor.current, to), Math.max(anchor.current, to)];
    onPick(scans.slice(from, until + 1).map(({ id }) => id));
    if (scans[to]) onChoose(scans[to].id);
  };

  return (
    <div
      className={classes.scroller}
      ref={scroller}
      role="listbox"
      tabIndex={0}
      aria-label={t('inbox.list')}
      aria-multiselectable
      aria-activedescendant={scans[at] ? `scan-${scans[at].id}` : undefined}
      onKeyDown={(event) => {
        if (event.ctrlKey || event.altKey || event.metaKey) return;
        const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: scans.length - 1 }[event.key];
        if (to !== undefined) (event.shiftKey ? extend : choose)(to);
        else if (event.key === ' ') toggle(at);
        else if (event.key === 'Escape' && picked.size > 0) onPick([]);
        else return;
        event.preventDefault();
      }}
    >
      <div role="presentation" className={classes.space} style={{ height: virtual.getTotalSize() }}>
        {virtual.getVirtualItems().map(({ index, start }) => {
          const scan = scans[index]!;
          const isPicked = picked.has(scan.id);
          return (
            <div
              key={scan.id}
              id={`scan-${scan.id}`}
              role="option"
              aria-selected={picked.size > 0 ? isPicked : index === at}
              aria-current={index === at}
              aria-setsize={scans.length}
              aria-posinset={index + 1}
              className={classes.scan}
              data-picking={picked.size > 0}
              style={{ transform: `translateY(${start}px)` }}
              onClick={(event) => (event.shiftKey ? extend : event.ctrlKey || event.metaKey ? toggle : choose)(index)}
            >
              <img src={scan.thumbnailUrl} alt="" width={52} height={68} loading="lazy" />
              <span
                className={classes.tick}
                title={t('inbox.pick')}
                aria-hidden
                onClick={(event) => {
                  event.stopPropagation();
                  toggle(index);
                }}
              >
                {isPicked ? <IconCheck size={13} stroke={3} /> : null}
              </span>
              <span className={classes.scanText}>
                <strong title={scan.fileName}>{scan.fileName}</strong>
                <span>
                  {t('document.pages', { n: scan.pageCount })} · {formatBytes(scan.sizeBytes)} · {formatMoment(scan.createdAt, clock.now())}
                </span>
                {scan.sheet ? (
                  <Mark tone={scan.sheet.state === 'waiting' ? 'paused' : 'today'} icon={IconQrcode}>
                    {t(`inbox.sheet.${scan.sheet.state}`, { code: scan.sheet.code })}
                  </Mark>
                ) : scan.duplicate ? (
                  <Mark tone="today" icon={IconCopy}>
                    {t('inbox.duplicate')}
                  </Mark>
                ) : scan.isComposed ? (
                  <Mark tone="quiet" icon={IconScissors}>
                    {t('inbox.composed')}
                  </Mark>
                ) : null}
              </span>
            </div>
          );
        })}
      </div>
    </div>
  );
};
