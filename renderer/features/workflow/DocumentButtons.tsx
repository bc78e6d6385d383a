import { IconCloudUp, IconFileDescription, IconQrcode, IconSignature } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { shownPages } from '../../../domain/document/pages.ts';
import { formatBytes } from '../../components/format.ts';
import { Mark } from '../../components/Marks.tsx';
import type { DossierView } from './dossier-view.ts';
import classes from './DossierPage.module.css';

/** Digitised papers, each to be opened. */
export const DocumentButtons = ({ documents, onOpen }: { documents: DossierView['documents']; onOpen: (documentId: string) => void }) => {
  const { t } = useTranslation();
  return documents.map((document) => (
    <button type="button" key={document.id} className={classes.document} onClick={() => onOpen(document.id)}>
      {document.isHere ? (
        <img src={`/files/document/${document.id}/page/1?width=320`} alt="" width={34} height={44} loading="lazy" />
      ) : (
        <IconFileDescription size={34} stroke={1.2} aria-hidden />
      )}
      <span>
        <strong>{document.source.fileName}</strong>
        <span>
          {t('document.pages', { n: shownPages(document).length })} · {formatBytes(document.sizeBytes ?? 0)}
        </span>
        <span className={classes.documentMarks}>
          {document.route ? (
            <Mark tone="quiet" icon={IconQrcode}>
              {t(`route.${document.route}`)}
            </Mark>
          ) : null}
          {document.signatures ? (
            <Mark tone="good" icon={IconSignature}>
              {t('signing.item.signed')}
            </Mark>
          ) : null}
          {document.isHere && document.isDelivered ? null : (
            <Mark tone="paused" icon={IconCloudUp}>
              {t('document.onTheWay')}
            </Mark>
          )}
        </span>
      </span>
    </button>
  ));
};
