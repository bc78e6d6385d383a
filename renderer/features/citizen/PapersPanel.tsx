import { Button, Modal, Select } from '@mantine/core';
import { IconFileZip } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { documentTypeOf } from '../../../domain/document/document-types.ts';
import { useCan } from '../../app/me.ts';
import type { Outputs } from '../../app/trpc.ts';
import { formatCount } from '../../components/format.ts';
import { Panel } from '../../components/Panel.tsx';
import { PageViewer } from '../digitisation/PageViewer.tsx';
import classes from './CitizenPage.module.css';
import { DescribeDialog } from './DescribeDialog.tsx';
import { EndDialog } from './EndDialog.tsx';
import { ExportDialog } from './ExportDialog.tsx';
import { PaperItem, type PaperWork } from './PaperItem.tsx';
import { ReinstateDialog } from './ReinstateDialog.tsx';
import { SupersedeDialog } from './SupersedeDialog.tsx';

export type Paper = Outputs['citizen']['view']['papers'][number];

type PapersPanelProps = { owner: { id: string; name: string }; papers: readonly Paper[] };

const isInForce = ({ supersededBy, validity }: Paper): boolean => supersededBy === undefined && validity.state !== 'expired';

/** The digitised papers, each once, with whatever somebody has written down of it, where it serves and what has taken its place. */
export const PapersPanel = ({ owner, papers }: PapersPanelProps) => {
  const { t } = useTranslation();
  const may = useCan();
  const [force, setForce] = useState<'all' | 'inForce' | 'over'>('all');
  const [typeCode, setTypeCode] = useState<string | null>(null);
  const [work, setWork] = useState<{ documentId: string; kind: PaperWork } | 'export'>();
  const kinds = [...new Map(papers.map((paper) => [paper.typeCode, documentTypeOf(paper.typeCode)?.name ?? t('citizen.paper.noKind')])).entries()].sort(([, a], [, b]) => a.localeCompare(b, 'vi'));
  const shown = papers.filter((paper) => (force === 'all' || isInForce(paper) === (force === 'inForce')) && (typeCode === null || paper.typeCode === typeCode));
  const atWork = typeof work === 'object' ? papers.find(({ documentId }) => documentId === work.documentId) : undefined;
  const close = (): void => setWork(undefined);
  const dialogs: Record<PaperWork, (paper: Paper) => React.ReactNode> = {
    view: (paper) => (
      <Modal opened onClose={close} size={900} padding={0} title={t('document.title')} closeButtonProps={{ 'aria-label': t('action.close') }} classNames={{ body: classes.viewerBody!, content: classes.viewer! }}>
        <PageViewer documentId={paper.documentId} title={paper.title} pageCount={paper.pageCount} />
      </Modal>
    ),
    describe: (paper) => <DescribeDialog paper={paper} onClose={close} />,
    supersede: (paper) => <SupersedeDialog paper={paper} papers={papers} onClose={close} />,
    reinstate: (paper) => <ReinstateDialog paper={paper} onClose={close} />,
    end: (paper) => <EndDialog paper={paper} onClose={close} />,
  };

  return (
    <Panel
      title={
        <>
          {t('citizen.papers')} <span className={classes.count}>{formatCount(papers.length)}</span>
        </>
      }
      aside={
        may('citizen.export') && papers.some(({ canExport }) => canExport) ? (
          <Button size="compact-sm" variant="default" leftSection={<IconFileZip size={15} aria-hidden />} onClick={() => setWork('export')}>
            {t('export.open')}
          </Button>
        ) : undefined
      }
      bodyClassName={classes.listBody!}
    >
      {papers.length > 1 ? (
        <div className={classes.filters}>
          <div className={classes.force} role="group" aria-label={t('citizen.force')}>
            {(['all', 'inForce', 'over'] as const).map((value) => (
              <button key={value} type="button" aria-pressed={force === value} onClick={() => setForce(value)}>
                {t(`citizen.force.${value}`)}
              </button>
            ))}
          </div>
          {kinds.length > 1 ? (
            <Select
              size="xs"
              className={classes.kind}
              aria-label={t('citizen.paper.kind')}
              placeholder={t('citizen.anyKind')}
              clearable
              data={kinds.map(([value, label]) => ({ value, label }))}
              value={typeCode}
              onChange={setTypeCode}
            />
          ) : null}
        </div>
      ) : null}
      {papers.length === 0 ? <p className={classes.none}>{t('citizen.noPapers')}</p> : null}
      {papers.length > 0 && shown.length === 0 ? <p className={classes.none}>{t('citizen.noSuchPapers')}</p> : null}
      <ul className={classes.papers}>
        {shown.map((paper) => (
          <PaperItem
            key={paper.documentId}
            paper={paper}
            standsIn={papers.find(({ documentId }) => documentId === paper.supersededBy)}
            onWork={(kind) => setWork({ documentId: paper.documentId, kind })}
          />
        ))}
      </ul>
      {atWork && typeof work === 'object' ? dialogs[work.kind](atWork) : null}
      {work === 'export' ? <ExportDialog owner={owner} papers={papers} onClose={close} /> : null}
    </Panel>
  );
};
