import { Modal } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { IconArchive, IconArrowBackUp, IconCheck, IconFilePlus, IconPencil } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useMe } from '../../app/me.ts';
import { type Outputs, useTRPC } from '../../app/trpc.ts';
import { FailureNotice } from '../../components/FailureNotice.tsx';
import { formatDateTime } from '../../components/format.ts';
import { Mark } from '../../components/Marks.tsx';
import { Waiting } from '../../components/Words.tsx';
import { Changes } from './Changes.tsx';
import classes from './HistoryDialog.module.css';

type Version = Outputs['catalogue']['history'][number];

const icons = { added: IconFilePlus, changed: IconPencil, retired: IconArchive, restored: IconArrowBackUp } as const;

/** Every version: when, who, what differs, why. */
export const HistoryDialog = ({ id, name, onClose }: { id: string; name: string; onClose: () => void }) => {
  const { t } = useTranslation();
  const trpc = useTRPC();
  const history = useQuery(trpc.catalogue.history.queryOptions({ id }));
  return (
    <Modal opened onClose={onClose} title={t('catalogue.historyOf', { name })} size={760} closeButtonProps={{ 'aria-label': t('action.close') }}>
      {history.error ? <FailureNotice error={history.error} /> : null}
      {history.isPending && !history.error ? <Waiting>{t('catalogue.historyLoading')}</Waiting> : null}
      <ol className={classes.versions}>
        {(history.data ?? []).map((version) => (
          <Entry key={version.version} version={version} />
        ))}
      </ol>
      <p className={classes.note}>{t('catalogue.historyNote')}</p>
    </Modal>
  );
};

const Entry = ({ version }: { version: Version }) => {
  const { t } = useTranslation();
  const { unit } = useMe();
  const { kind, at, by, changes, reason, isCurrent } = version;
  const VersionIcon = icons[kind];
  return (
    <li>
      <VersionIcon size={18} aria-hidden className={classes.icon} />
      <div className={classes.entry}>
        <p className={classes.head}>
          <strong>{t(`catalogue.version.${kind}`)}</strong>
          <span>
            {formatDateTime(at)} · {by.kind === 'officer' ? by.fullName : by.kind === 'program' ? t('catalogue.by.program') : t('catalogue.by.elsewhere', { level: unit.parentLevel })}
          </span>
          {isCurrent ? (
            <Mark tone="good" icon={IconCheck}>
              {t('catalogue.version.current')}
            </Mark>
          ) : null}
        </p>
        {reason === null ? null : <p>{t('catalogue.version.reason', { reason })}</p>}
        {changes.length > 0 ? <Changes changes={changes} /> : null}
      </div>
    </li>
  );
};
