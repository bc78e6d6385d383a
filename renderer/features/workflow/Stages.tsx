import { IconAlertTriangle, IconCheck, IconHourglass, IconPlaneDeparture, IconUserShare } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useMe } from '../../app/me.ts';
import { useServices } from '../../app/services.ts';
import { formatMoment, formatShortDate, formatTime } from '../../components/format.ts';
import { Mark } from '../../components/Marks.tsx';
import { stageIcons, stagePlaceText } from '../../components/stages.ts';
import type { DossierView } from './dossier-view.ts';
import classes from './Stages.module.css';

type Stage = DossierView['stages'][number];

/** The way of a dossier as one picture: what is done and by whom, where it is now, until when each stage has time. */
export const Stages = ({ view }: { view: DossierView }) => {
  const { t } = useTranslation();
  const { work, stages } = view;
  return (
    <ol className={classes.stages} aria-label={t('stages.title')} data-section>
      {stages.map((stage) => (
        <StageCard key={stage.index} stage={stage} work={stage.state === 'now' ? work : undefined} />
      ))}
    </ol>
  );
};

const StageCard = ({ stage, work }: { stage: Stage; work: DossierView['work'] | undefined }) => {
  const { t } = useTranslation();
  const { clock } = useServices();
  const { unit } = useMe();
  const StageIcon = stageIcons[stage.kind];
  const place = stagePlaceText(t, stage, unit.parentLevel);
  const person = work ? work.officerName || t('stages.anyOf', { role: t(`role.${stage.role}`).toLowerCase() }) : (stage.officerName ?? '');
  const toTake =
    work?.moveId === undefined ? null : (
      <Mark tone="today" icon={IconHourglass}>
        {t('stages.toTake')}
      </Mark>
    );
  return (
    <li className={classes.stage} data-state={stage.state} data-late={stage.isLate} {...(stage.state === 'now' ? { 'aria-current': 'step' } : {})}>
      <span className={classes.icon} aria-hidden>
        {stage.state === 'done' ? <IconCheck size={16} stroke={2.4} /> : <StageIcon size={16} stroke={1.8} />}
      </span>
      <div className={classes.text}>
        <p className={classes.name}>
          <strong>{t(`stage.${stage.kind}`)}</strong>
          {stage.isLate ? (
            <Mark tone="late" icon={IconAlertTriangle}>
              {t('stages.late')}
            </Mark>
          ) : (
            toTake
          )}
        </p>
        <p className={classes.who}>
          {place === '' || stage.state === 'done' ? person : null}
          {place !== '' && stage.state !== 'done' ? <span className={classes.away}>{stage.state === 'now' ? t('stages.isAt', { place }) : place}</span> : null}
        </p>
        <p className={classes.when}>
          {stage.doneAt === undefined
            ? t('stages.due', { time: formatTime(stage.dueAt), date: formatShortDate(stage.dueAt) })
            : t('stages.done', { at: formatMoment(stage.doneAt, clock.now()) })}
          {stage.isLate ? toTake : null}
          {work?.delegateName === undefined ? null : (
            <Mark tone="paused" icon={IconUserShare}>
              {t('stages.delegate', { name: work.delegateName })}
            </Mark>
          )}
          {work && place !== '' && work.moveId === undefined ? (
            <Mark tone="paused" icon={IconPlaneDeparture}>
              {t('stages.sentAway', { name: person })}
            </Mark>
          ) : null}
        </p>
      </div>
    </li>
  );
};
