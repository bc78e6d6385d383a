import {
  IconAdjustments,
  IconArrowRight,
  IconArrowsExchange,
  IconCalendarEvent,
  IconCalendarPlus,
  IconCertificate,
  IconClock,
  IconCoin,
  IconCoinOff,
  IconFileCheck,
  IconFileText,
  IconGitMerge,
  IconListCheck,
  IconMailOpened,
  IconMoodSmile,
  IconPaperclip,
  IconPencil,
  IconPhone,
  IconPoint,
  IconRecycle,
  IconReplace,
  IconScan,
  IconScissors,
  IconTag,
  IconTrash,
  IconUnlink,
  IconUserCheck,
  type Icon,
} from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { formatDateTime } from '../../components/format.ts';
import { Mark } from '../../components/Marks.tsx';
import { ChangeList } from './ChangeList.tsx';
import { type Described, describeEntry, detailsOf, type Entry, type Names } from './describe-entry.ts';
import type { DossierView } from './dossier-view.ts';
import classes from './Timeline.module.css';

const icons: Record<string, Icon> = {
  'dossier.received': IconFileCheck,
  'dossier.stepTaken': IconArrowRight,
  'dossier.moved': IconArrowRight,
  'dossier.moveAnswered': IconArrowsExchange,
  'dossier.resultRecorded': IconCertificate,
  'dossier.citizenTold': IconPhone,
  'dossier.handedOver': IconUserCheck,
  'dossier.rated': IconMoodSmile,
  'dossier.apologyDrafted': IconMailOpened,
  'dossier.apologyDropped': IconMailOpened,
  'dossier.corrected': IconPencil,
  'dossier.componentsChecked': IconListCheck,
  'dossier.conflictSettled': IconGitMerge,
  'dossier.paymentRecorded': IconCoin,
  'dossier.paymentCancelled': IconCoinOff,
  'dossier.extended': IconCalendarPlus,
  'dossier.rescheduled': IconCalendarEvent,
  'dossier.cancelled': IconTrash,
  'dossier.formIssued': IconFileText,
  'document.scanned': IconScan,
  'document.attached': IconPaperclip,
  'document.reused': IconRecycle,
  'document.composed': IconScissors,
  'document.pagesChanged': IconAdjustments,
  'document.superseded': IconReplace,
  'document.described': IconTag,
  'document.detached': IconUnlink,
  'document.dismissed': IconUnlink,
};

type TimelineEntry = Entry & Pick<DossierView['timeline'][number], 'eventId' | 'at' | 'actorName' | 'isSent'>;
type TimelineEntriesProps = { view: Omit<Described, 'timeline'> & { timeline: readonly TimelineEntry[] }; nameOf: Names };

/** Pages are saved as they are worked on: of many changes in a row the last one tells it. */
const isTold = ({ type, entityId }: TimelineEntry, index: number, all: readonly TimelineEntry[]): boolean =>
  type !== 'document.pagesChanged' || all[index + 1]?.type !== type || all[index + 1]?.entityId !== entityId;

/** The newest first. */
export const TimelineEntries = ({ view, nameOf }: TimelineEntriesProps) => {
  const { t } = useTranslation();
  return (
    <ol className={classes.line}>
      {view.timeline.filter(isTold).toReversed().map((entry) => {
        const EntryIcon = icons[entry.type] ?? IconPoint;
        const { texts, changes } = detailsOf(t, entry);
        return (
          <li key={entry.eventId}>
            <span className={classes.icon} aria-hidden>
              <EntryIcon size={16} />
            </span>
            <div>
              <p className={classes.what}>{describeEntry(t, entry, view, nameOf)}</p>
              {texts.length === 0 && changes.length === 0 ? null : (
                <div className={classes.reason}>
                  {texts.map((text) => (
                    <p key={text}>{text}</p>
                  ))}
                  {changes.length === 0 ? null : <ChangeList changes={changes} />}
                </div>
              )}
              <p className={classes.who}>
                <span>
                  <time>{formatDateTime(entry.at)}</time> · {entry.actorName || t('timeline.system')}
                </span>
                {entry.isSent ? null : (
                  <Mark tone="paused" icon={IconClock}>
                    {t('timeline.notSent')}
                  </Mark>
                )}
              </p>
            </div>
          </li>
        );
      })}
    </ol>
  );
};
