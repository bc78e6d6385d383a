import {
  IconArrowRight,
  IconClock,
  IconFileCheck,
  IconGitMerge,
  IconListCheck,
  IconPaperclip,
  IconPencil,
  IconPoint,
  IconScan,
  IconUnlink,
  type Icon,
} from '@tabler/icons-react';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { z } from 'zod';
import { type Status, statusSchema } from '../../../domain/dossier/status.ts';
import { formatDateTime } from '../../components/format.ts';
import { Mark } from '../../components/Marks.tsx';
import type { DossierView } from './DossierPage.tsx';
import classes from './Timeline.module.css';

type Entry = DossierView['timeline'][number];

const icons: Record<string, Icon> = {
  'dossier.received': IconFileCheck,
  'dossier.stepTaken': IconArrowRight,
  'dossier.corrected': IconPencil,
  'dossier.componentsChecked': IconListCheck,
  'dossier.conflictSettled': IconGitMerge,
  'document.scanned': IconScan,
  'document.attached': IconPaperclip,
  'document.detached': IconUnlink,
  'document.dismissed': IconUnlink,
};

const scannedSchema = z.object({ source: z.object({ fileName: z.string() }) });

const asStatus = (value: unknown): Status | undefined => {
  const parsed = statusSchema.safeParse(value);
  return parsed.success ? parsed.data : undefined;
};

/** From its scanning: a document that was taken away again is no longer among the dossier's own. */
const fileNameOf = (view: DossierView, documentId: string): string => {
  const scanned = view.timeline.find(({ entityId, type }) => entityId === documentId && type === 'document.scanned');
  const parsed = scannedSchema.safeParse(scanned?.payload);
  return parsed.success ? parsed.data.source.fileName : '';
};

/** One event in the officer's words; one that this version does not know is shown as what it is. */
const describe = (t: TFunction, { type, payload, entityId }: Entry, view: DossierView): string => {
  const file = fileNameOf(view, entityId);
  const component = view.state.components.find(({ key }) => key === payload.componentKey)?.name ?? '';
  switch (type) {
    case 'dossier.received':
      return t('timeline.received');
    case 'dossier.stepTaken': {
      const to = asStatus(payload.to);
      return to === undefined ? t('timeline.other', { type }) : t('timeline.stepTaken', { to: t(`status.${to}`) });
    }
    case 'dossier.corrected':
      return t('timeline.corrected');
    case 'dossier.componentsChecked':
      return t('timeline.componentsChecked');
    case 'dossier.conflictSettled': {
      const status = asStatus(payload.status);
      return status === undefined ? t('timeline.other', { type }) : t('timeline.conflictSettled', { status: t(`status.${status}`) });
    }
    case 'document.scanned':
      return t('timeline.scanned', { file });
    case 'document.attached':
      return t('timeline.attached', { file, component });
    case 'document.detached':
      return t('timeline.detached', { file });
    case 'document.dismissed':
      return t('timeline.dismissed', { file });
    default:
      return t('timeline.other', { type });
  }
};

const reasonOf = ({ payload }: Entry): string => {
  const reason = payload.reason ?? payload.note;
  return typeof reason === 'string' ? reason : '';
};

/** What happened to the dossier, newest first, and whether the district has heard of it. */
export const Timeline = ({ view }: { view: DossierView }) => {
  const { t } = useTranslation();
  return (
    <ol className={classes.line}>
      {view.timeline.toReversed().map((entry) => {
        const EntryIcon = icons[entry.type] ?? IconPoint;
        const reason = reasonOf(entry);
        return (
          <li key={entry.eventId}>
            <span className={classes.icon} aria-hidden>
              <EntryIcon size={16} />
            </span>
            <div>
              <p className={classes.what}>{describe(t, entry, view)}</p>
              {reason === '' ? null : <p className={classes.reason}>{reason}</p>}
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
