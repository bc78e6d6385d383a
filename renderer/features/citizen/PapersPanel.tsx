import { Button, Modal } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { IconCloudUp, IconFileDescription, IconPencil } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCan } from '../../app/me.ts';
import type { Outputs } from '../../app/trpc.ts';
import { formatCount, formatDate } from '../../components/format.ts';
import { Mark } from '../../components/Marks.tsx';
import { Panel } from '../../components/Panel.tsx';
import { PageViewer } from '../digitisation/PageViewer.tsx';
import { ValidityMark } from '../reception/Glance.tsx';
import classes from './CitizenPage.module.css';
import { DescribeDialog } from './DescribeDialog.tsx';

export type Paper = Outputs['citizen']['view']['papers'][number];

/** The digitised papers, each once, with whatever somebody has written down of it and where it serves. */
export const PapersPanel = ({ papers }: { papers: readonly Paper[] }) => {
  const { t } = useTranslation();
  const may = useCan();
  const [viewed, setViewed] = useState<Paper>();
  const [describedId, setDescribedId] = useState<string>();
  const described = papers.find(({ documentId }) => documentId === describedId);
  return (
    <Panel title={t('citizen.papers')} aside={<span className={classes.count}>{formatCount(papers.length)}</span>} bodyClassName={classes.listBody!}>
      {papers.length === 0 ? <p className={classes.none}>{t('citizen.noPapers')}</p> : null}
      <ul className={classes.papers}>
        {papers.map((paper) => (
          <li key={paper.documentId}>
            <button type="button" className={classes.thumbnail} aria-label={t('citizen.viewPaper', { title: paper.title })} onClick={() => setViewed(paper)}>
              {paper.isHere ? <img src={paper.thumbnailUrl} alt="" width={52} height={68} loading="lazy" /> : <IconFileDescription size={48} stroke={1.1} aria-hidden />}
            </button>
            <div>
              <strong>{paper.title}</strong>
              <span className={classes.marks}>
                <ValidityMark document={paper.validity} />
                {paper.isHere ? null : (
                  <Mark tone="paused" icon={IconCloudUp}>
                    {t('document.onTheWay')}
                  </Mark>
                )}
              </span>
              <p className={classes.quiet}>
                {[paper.number && t('citizen.paperNumber', { number: paper.number }), paper.issuedBy, paper.issuedOn && t('citizen.paperIssued', { date: formatDate(paper.issuedOn) })].filter(Boolean).join(' · ') ||
                  t('citizen.paperScanned', { date: formatDate(paper.scannedAt), pages: t('document.pages', { n: paper.pageCount }) })}
              </p>
              <p className={classes.quiet}>
                {t('citizen.usedIn')}{' '}
                {paper.usedIn.map(({ dossierId, code, procedureName }, at) => (
                  <span key={dossierId}>
                    {at > 0 ? ', ' : ''}
                    <Link to="/dossiers/$dossierId" params={{ dossierId }} title={procedureName}>
                      {code}
                    </Link>
                  </span>
                ))}
              </p>
              {may('citizen.describeDocument') ? (
                <Button size="compact-sm" variant={paper.isDescribed ? 'subtle' : 'light'} leftSection={<IconPencil size={15} aria-hidden />} aria-label={`${t(paper.isDescribed ? 'citizen.describeAgain' : 'citizen.describe')}: ${paper.title}`} onClick={() => setDescribedId(paper.documentId)}>
                  {t(paper.isDescribed ? 'citizen.describeAgain' : 'citizen.describe')}
                </Button>
              ) : null}
            </div>
          </li>
        ))}
      </ul>
      {viewed ? (
        <Modal opened onClose={() => setViewed(undefined)} size={900} padding={0} title={t('document.title')} closeButtonProps={{ 'aria-label': t('action.close') }} classNames={{ body: classes.viewerBody!, content: classes.viewer! }}>
          <PageViewer documentId={viewed.documentId} title={viewed.title} pageCount={viewed.pageCount} />
        </Modal>
      ) : null}
      {described ? <DescribeDialog paper={described} onClose={() => setDescribedId(undefined)} /> : null}
    </Panel>
  );
};
