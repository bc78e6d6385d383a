import { useTranslation } from 'react-i18next';
import type { FlowStage } from '../../../domain/dossier/flow.ts';
import { stageIcons, stagePlaceText } from '../../components/stages.ts';
import { useUpperLevel } from '../../components/upper-level.ts';
import classes from './FlowStrip.module.css';

/** The steps of a procedure one after the other, as a picture to point at. */
export const FlowStrip = ({ flow }: { flow: readonly FlowStage[] }) => {
  const { t } = useTranslation();
  const { level } = useUpperLevel();
  return (
    <ol className={classes.strip}>
      {flow.map((stage, index) => {
        const StageIcon = stageIcons[stage.kind];
        const place = stagePlaceText(t, stage, level);
        return (
          <li key={index} data-away={place !== ''}>
            <StageIcon size={18} stroke={1.6} aria-hidden />
            <strong>{t(`stage.${stage.kind}`)}</strong>
            {place === '' ? null : <span>{place}</span>}
            <span>{t('guide.flowShare', { n: stage.sharePercent })}</span>
          </li>
        );
      })}
    </ol>
  );
};
