import { ActionIcon, Button, SegmentedControl, Select, TextInput } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconPlus, IconTrash } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { type FlowFault, stagePlaces, usualFlow } from '../../../domain/dossier/flow.ts';
import { useServices } from '../../app/services.ts';
import { useUpperLevel } from '../../components/upper-level.ts';
import classes from './FlowEditor.module.css';
import { FlowStrip } from './FlowStrip.tsx';
import { middleKinds, shareOf, type StageForm, usualStages, withStage } from './flow-form.ts';

type FlowEditorProps = {
  /** Undefined: the usual five at the commune. */
  stages: StageForm[] | undefined;
  fault: FlowFault | undefined;
  onChange: (stages: StageForm[] | undefined) => void;
};

/** The steps of a procedure: where each is worked on, and how much of the time limit is its own. */
export const FlowEditor = ({ stages, fault, onChange }: FlowEditorProps) => {
  const { t } = useTranslation();
  const { newId } = useServices();
  return (
    <div className={classes.flow} role="group" aria-label={t('procedure.flow')}>
      <SegmentedControl
        aria-label={t('procedure.flow')}
        value={stages ? 'own' : 'usual'}
        data={(['usual', 'own'] as const).map((value) => ({ value, label: t(`catalogue.flow.${value}`) }))}
        onChange={(value) => onChange(value === 'own' ? usualStages(newId) : undefined)}
      />
      {stages ? <Stages stages={stages} fault={fault} onChange={onChange} /> : <FlowStrip flow={usualFlow} />}
    </div>
  );
};

const Stages = ({ stages, fault, onChange }: FlowEditorProps & { stages: StageForm[] }) => {
  const { t } = useTranslation();
  const { newId } = useServices();
  const upper = useUpperLevel();
  const sum = stages.reduce((total, stage) => total + (shareOf(stage) || 0), 0);
  const move = (index: number, by: 1 | -1): void => {
    const moved = stages[index]!;
    onChange(stages.toSpliced(index, 1).toSpliced(index + by, 0, moved));
  };
  return (
    <>
      <ol className={classes.stages}>
        {stages.map((stage, index) => {
          const put = (change: Partial<StageForm>): void => onChange(stages.with(index, { ...stage, ...change }));
          const isEnd = index === 0 || index === stages.length - 1;
          const name = `${index + 1}. ${t(`stage.${stage.kind}`)}`;
          const isAgencyMissing = fault === 'agencyMissing' && (stage.place === 'agency' || stage.place === 'vertical') && stage.agency.trim() === '';
          return (
            <li key={stage.rowId}>
              <span className={classes.number} aria-hidden>
                {index + 1}
              </span>
              {isEnd ? (
                <strong className={classes.end}>{t(`stage.${stage.kind}`)}</strong>
              ) : (
                <>
                  <Select
                    aria-label={t('catalogue.flow.kind', { n: index + 1 })}
                    data={middleKinds.map((kind) => ({ value: kind, label: t(`stage.${kind}`) }))}
                    value={stage.kind}
                    allowDeselect={false}
                    onChange={(value) => put({ kind: middleKinds.find((kind) => kind === value) ?? stage.kind })}
                  />
                  <Select
                    aria-label={t('catalogue.flow.place', { name })}
                    data={stagePlaces.map((place) => ({ value: place, label: t(`stagePlace.${place}`, { level: upper.level }) }))}
                    value={stage.place}
                    allowDeselect={false}
                    onChange={(value) => put({ place: stagePlaces.find((place) => place === value) ?? stage.place })}
                  />
                </>
              )}
              <TextInput
                className={classes.share}
                aria-label={t('catalogue.flow.share', { name })}
                inputMode="numeric"
                maxLength={3}
                rightSection={<span aria-hidden>%</span>}
                value={stage.share}
                error={fault === 'sharesNotWhole' && Number.isNaN(shareOf(stage))}
                onChange={(event) => put({ share: event.currentTarget.value })}
              />
              <span className={classes.buttons}>
                {isEnd ? null : (
                  <>
                    <ActionIcon variant="subtle" color="gray" disabled={index === 1} aria-label={t('catalogue.paper.up', { name })} onClick={() => move(index, -1)}>
                      <IconArrowUp size={17} aria-hidden />
                    </ActionIcon>
                    <ActionIcon variant="subtle" color="gray" disabled={index === stages.length - 2} aria-label={t('catalogue.paper.down', { name })} onClick={() => move(index, 1)}>
                      <IconArrowDown size={17} aria-hidden />
                    </ActionIcon>
                    <ActionIcon variant="subtle" color="gray" aria-label={t('catalogue.flow.remove', { name })} onClick={() => onChange(stages.toSpliced(index, 1))}>
                      <IconTrash size={17} aria-hidden />
                    </ActionIcon>
                  </>
                )}
              </span>
              {isEnd || stage.place === 'commune' ? null : (
                <TextInput
                  className={classes.agency}
                  aria-label={t('catalogue.flow.agency', { name })}
                  placeholder={stage.place === 'upper' ? upper.name : t('catalogue.flow.agencyExample')}
                  maxLength={300}
                  value={stage.agency}
                  error={isAgencyMissing ? t('catalogue.fault.required') : undefined}
                  onChange={(event) => put({ agency: event.currentTarget.value })}
                />
              )}
            </li>
          );
        })}
      </ol>
      <div className={classes.foot}>
        <Button variant="light" size="compact-sm" leftSection={<IconPlus size={15} aria-hidden />} disabled={stages.length >= 12} onClick={() => onChange(withStage(stages, newId()))}>
          {t('catalogue.flow.add')}
        </Button>
        <span className={classes.sum} data-wrong={sum !== 100} role="status">
          {t('catalogue.flow.sum', { sum })}
        </span>
      </div>
      {fault === undefined ? null : (
        <p className={classes.fault} role="alert">
          {t(`catalogue.flow.fault.${fault}`)}
        </p>
      )}
    </>
  );
};
