import { ActionIcon, Button, Menu } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { IconArrowBackUp, IconCalendarX, IconCloudUp, IconDots, IconFileCertificate, IconFileDescription, IconPencil, IconReplace, IconRubberStamp, IconSignature } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useCan } from '../../app/me.ts';
import { formatDate } from '../../components/format.ts';
import { Mark } from '../../components/Marks.tsx';
import { ValidityMark } from '../reception/Glance.tsx';
import classes from './CitizenPage.module.css';
import type { Paper } from './PapersPanel.tsx';

export type PaperWork = 'view' | 'describe' | 'supersede' | 'reinstate' | 'end';

type PaperItemProps = { paper: Paper; /** The paper that has taken this one's place, if it is on the list. */ standsIn: Paper | undefined; onWork: (work: PaperWork) => void };

export const PaperItem = ({ paper, standsIn, onWork }: PaperItemProps) => {
  const { t } = useTranslation();
  const may = useCan();
  const isSuperseded = paper.supersededBy !== undefined;
  const describes = t(paper.isDescribed ? 'citizen.describeAgain' : 'citizen.describe');
  return (
    <li data-over={isSuperseded}>
      <button type="button" className={classes.thumbnail} aria-label={t('citizen.viewPaper', { title: paper.title })} onClick={() => onWork('view')}>
        {paper.isHere ? <img src={paper.thumbnailUrl} alt="" width={52} height={68} loading="lazy" /> : <IconFileDescription size={48} stroke={1.1} aria-hidden />}
      </button>
      <div>
        <strong>{paper.title}</strong>
        <span className={classes.marks}>
          {isSuperseded ? (
            <Mark tone="quiet" icon={IconReplace}>
              {t('citizen.superseded')}
            </Mark>
          ) : (
            <ValidityMark document={paper.validity} />
          )}
          {paper.isResult ? (
            <Mark tone="quiet" icon={IconFileCertificate}>
              {t('citizen.isResult')}
            </Mark>
          ) : null}
          {paper.isSigned ? (
            <Mark tone="good" icon={IconSignature}>
              {t('signing.item.signed')}
            </Mark>
          ) : null}
          {paper.isSealed ? (
            <Mark tone="good" icon={IconRubberStamp}>
              {t('citizen.isSealed')}
            </Mark>
          ) : null}
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
            <span key={`${dossierId}-${at}`}>
              {at > 0 ? ', ' : ''}
              <Link to="/dossiers/$dossierId" params={{ dossierId }} title={procedureName}>
                {code}
              </Link>
            </span>
          ))}
        </p>
        {standsIn ? (
          <p className={classes.quiet}>
            {t('citizen.standsIn', { paper: [standsIn.title, standsIn.number && t('citizen.paperNumber', { number: standsIn.number }), standsIn.issuedOn && t('citizen.paperIssued', { date: formatDate(standsIn.issuedOn) })].filter(Boolean).join(' · ') })}
          </p>
        ) : null}
        {may('citizen.describeDocument') ? (
          <div className={classes.paperActions}>
            <Button size="compact-sm" variant={paper.isDescribed ? 'subtle' : 'light'} leftSection={<IconPencil size={15} aria-hidden />} aria-label={`${describes}: ${paper.title}`} onClick={() => onWork('describe')}>
              {describes}
            </Button>
            {isSuperseded ? (
              <Button size="compact-sm" variant="subtle" leftSection={<IconArrowBackUp size={15} aria-hidden />} onClick={() => onWork('reinstate')}>
                {t('reinstate.open')}
              </Button>
            ) : (
              <Menu position="bottom-start" withinPortal>
                <Menu.Target>
                  <ActionIcon variant="subtle" color="gray" aria-label={t('citizen.paperMore', { title: paper.title })}>
                    <IconDots size={16} aria-hidden />
                  </ActionIcon>
                </Menu.Target>
                <Menu.Dropdown>
                  <Menu.Item leftSection={<IconReplace size={15} aria-hidden />} onClick={() => onWork('supersede')}>
                    {t('supersede.open')}
                  </Menu.Item>
                  {paper.validity.state === 'expired' ? null : (
                    <Menu.Item leftSection={<IconCalendarX size={15} aria-hidden />} onClick={() => onWork('end')}>
                      {t('endPaper.open')}
                    </Menu.Item>
                  )}
                </Menu.Dropdown>
              </Menu>
            )}
          </div>
        ) : null}
      </div>
    </li>
  );
};
