import { Button } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { IconCertificate, IconFileX, IconScan, IconUserCheck } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { resultComponentKey, slipComponentKey } from '../../../domain/document/document.ts';
import { isResultDue } from '../../../domain/dossier/work.ts';
import { useCan } from '../../app/me.ts';
import { formatDate, formatDateTime } from '../../components/format.ts';
import { Mark } from '../../components/Marks.tsx';
import { Panel } from '../../components/Panel.tsx';
import { DocumentButtons } from '../workflow/DocumentButtons.tsx';
import type { DossierView } from '../workflow/dossier-view.ts';
import classes from './ResultPanel.module.css';

type ResultPanelProps = { view: DossierView; onOpen: (documentId: string) => void; onRecord: () => void };

/** What the dossier ends with: number and day, the scanned paper, and who has it by now. Nothing before there can be a result. */
export const ResultPanel = ({ view, onOpen, onRecord }: ResultPanelProps) => {
  const { t } = useTranslation();
  const may = useCan();
  const navigate = useNavigate();
  const { state } = view;
  const { result, handOver } = state;
  const papers = view.documents.filter(({ componentKey, status }) => status === 'attached' && (componentKey === resultComponentKey || componentKey === slipComponentKey));
  const isDue = isResultDue(state);
  if (!isDue && result === undefined && handOver === undefined && papers.length === 0) return null;
  return (
    <Panel
      title={t('result.title.panel')}
      className={classes.panel!}
      aside={
        handOver ? undefined : (
          <span className={classes.buttons}>
            {isDue && may('digitisation.inbox') ? (
              <Button size="compact-sm" variant="default" leftSection={<IconScan size={15} aria-hidden />} onClick={() => void navigate({ to: '/inbox', search: { dossier: state.id } })}>
                {t('result.scan')}
              </Button>
            ) : null}
            {isDue && may('results.record') ? (
              <Button size="compact-sm" variant={result ? 'default' : 'filled'} leftSection={<IconCertificate size={15} aria-hidden />} onClick={onRecord}>
                {t(result ? 'result.change' : 'result.record')}
              </Button>
            ) : null}
          </span>
        )
      }
    >
      {result === undefined ? (
        <p className={classes.quiet}>{t('result.none')}</p>
      ) : (
        <p className={classes.result}>
          <Mark tone={result.outcome === 'granted' ? 'good' : 'late'} icon={result.outcome === 'granted' ? IconCertificate : IconFileX}>
            {t(`result.${result.outcome}`)}
          </Mark>
          <strong>{result.number === '' ? t('result.noNumber') : t('result.numbered', { number: result.number })}</strong>
          <span>{[result.issuedOn === '' ? '' : formatDate(result.issuedOn), result.signedBy, result.title].filter(Boolean).join(' · ')}</span>
        </p>
      )}
      <DocumentButtons documents={papers} onOpen={onOpen} />
      {handOver ? (
        <p className={classes.result}>
          <Mark tone="good" icon={IconUserCheck}>
            {t(`handOver.${handOver.method}`)}
          </Mark>
          <strong>{handOver.name}</strong>
          <span>{[formatDateTime(handOver.at), handOver.trackingNumber, handOver.authority].filter(Boolean).join(' · ')}</span>
        </p>
      ) : null}
    </Panel>
  );
};
