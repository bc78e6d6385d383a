import { IconCloudUp, IconFileDescription, IconRecycle, IconSignature } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { formatBytes } from '../../components/format.ts';
import { Mark } from '../../components/Marks.tsx';
import type { DossierView } from './dossier-view.ts';
import classes from './DossierPage.module.css';

type Component = DossierView['state']['components'][number];

/** Each paper of the list with what was handed over and what is digitised of it; first what is still awaited. */
export const DossierPapers = ({ view, onOpen }: { view: DossierView; onOpen: (documentId: string) => void }) => {
  const { t } = useTranslation();
  const { state } = view;
  const isAwaited = state.status === 'supplementRequested' && state.requested !== undefined && state.requested.length > 0;
  return (
    <>
      {isAwaited ? (
        <div className={classes.awaited}>
          <strong>{t('dossier.awaited')}</strong>
          <ul>
            {state.requested!.map(({ name, note }) => (
              <li key={`${name}-${note}`}>
                {name}
                {note === '' ? null : <span>{note}</span>}
              </li>
            ))}
          </ul>
        </div>
      ) : null}
      <ul className={classes.components}>
        {state.components.map((component) => (
          <li key={component.key} data-received={component.isReceived}>
            <p>
              {component.name}
              <Handed component={component} />
            </p>
            <Digitised view={view} component={component} onOpen={onOpen} />
          </li>
        ))}
      </ul>
    </>
  );
};

const Handed = ({ component }: { component: Component }) => {
  const { t } = useTranslation();
  if (component.source === 'reused') {
    return (
      <Mark tone="good" icon={IconRecycle}>
        {t('paper.reused')}
      </Mark>
    );
  }
  const counts = (['originals', 'certifiedCopies', 'copies'] as const).filter((kind) => component[kind] > 0);
  const words = !component.isReceived
    ? t(component.required ? 'paper.notReceivedRequired' : 'paper.notReceived')
    : component.source === 'data'
      ? t('paper.data')
      : counts.length === 0
        ? t('paper.shown')
        : counts.map((kind) => t(`paper.${kind}.count`, { n: component[kind] })).join(' · ');
  return <span>{words}</span>;
};

const Digitised = ({ view, component, onOpen }: { view: DossierView; component: Component; onOpen: (documentId: string) => void }) => {
  const { t } = useTranslation();
  const documents = view.documents.filter(({ componentKey, status }) => status === 'attached' && componentKey === component.key);
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
          {t('document.pages', { n: document.pageCount ?? 0 })} · {formatBytes(document.sizeBytes ?? 0)}
        </span>
      </span>
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
    </button>
  ));
};
