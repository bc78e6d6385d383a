import { useQuery } from '@tanstack/react-query';
import { IconFolderCheck, IconFolderOff, IconLoader } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useTRPC } from '../../app/trpc.ts';
import classes from './InboxPage.module.css';

/** The scanner's folders, and what is just coming in. */
export const ScannerFolders = () => {
  const { t } = useTranslation();
  const trpc = useTRPC();
  const folders = useQuery(trpc.digitisation.folders.queryOptions());
  if (folders.data?.length === 0) return <p className={classes.folder}>{t('inbox.noFolders')}</p>;
  return (
    <ul className={classes.folders} aria-label={t('inbox.folders')}>
      {folders.data?.map((folder) => (
        <li key={folder.path} data-lost={!folder.isReachable}>
          <span title={folder.path}>
            {folder.isReachable ? <IconFolderCheck size={15} aria-hidden /> : <IconFolderOff size={15} aria-hidden />}
            <span>{folder.isReachable ? folder.path : t('inbox.folderLost', { folder: folder.path })}</span>
          </span>
          {folder.inProgress.map(({ fileName, state }) => (
            <span key={fileName} role="status">
              <IconLoader size={15} aria-hidden />
              <span>{t(`inbox.progress.${state}`, { file: fileName })}</span>
            </span>
          ))}
        </li>
      ))}
    </ul>
  );
};
