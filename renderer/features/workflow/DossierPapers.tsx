import { IconRecycle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Mark } from '../../components/Marks.tsx';
import { UnnamedPapers } from '../digitisation/UnnamedPapers.tsx';
import { DocumentButtons } from './DocumentButtons.tsx';
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
      <UnnamedPapers view={view} onOpen={onOpen} />
      <ul className={classes.components}>
        {state.components.map((component) => (
          <li key={component.key} data-received={component.isReceived}>
            <p>
              {component.name}
              <Handed component={component} />
            </p>
            <DocumentButtons documents={view.documents.filter(({ componentKey, status }) => status === 'attached' && componentKey === component.key)} onOpen={onOpen} />
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
