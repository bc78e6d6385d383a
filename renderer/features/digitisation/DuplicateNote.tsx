import { Link } from '@tanstack/react-router';
import { IconCopy } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { formatDateTime } from '../../components/format.ts';
import classes from './InboxPage.module.css';
import type { Scan } from './ScanList.tsx';

/** The very same bytes are here already: of what, and where that one is now. */
export const DuplicateNote = ({ duplicate }: { duplicate: NonNullable<Scan['duplicate']> }) => {
  const { t } = useTranslation();
  const { fileName, at, status, dossier } = duplicate;
  return (
    <p className={classes.duplicate} role="status">
      <IconCopy size={16} aria-hidden />
      <span>
        {t('duplicate.of', { file: fileName, at: formatDateTime(at) })}{' '}
        {dossier ? (
          <>
            {t('duplicate.attached')}{' '}
            <Link to="/dossiers/$dossierId" params={{ dossierId: dossier.id }}>
              {dossier.code}
            </Link>
            .
          </>
        ) : (
          t(status === 'dismissed' ? 'duplicate.dismissed' : 'duplicate.inbox')
        )}
      </span>
    </p>
  );
};
