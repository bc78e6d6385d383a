import { Anchor, Select, Switch } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Panel } from '../../components/Panel.tsx';
import type { PartProps } from './DeskSettingsPage.tsx';
import classes from './DeskSettingsPage.module.css';
import { SaveLine } from './SaveLine.tsx';
import { useSettingsChange } from './use-settings.ts';

const apologyId = 'max-extensions';
const originalsId = 'originals-kept';
const keptDays = [30, 90, 180, 365, 730, 1825];

/** How this desk works: saved at once, because each is one answer to one question. */
export const CustomsPart = ({ settings, isReadOnly }: PartProps) => {
  const { t } = useTranslation();
  const { hasQueueTickets, maxExtensions, originalsKeptDays } = settings.settings;
  const { change, savedAt } = useSettingsChange();
  const isFixed = isReadOnly || change.isPending;
  return (
    <Panel title={t('settings.customs.title')}>
      <div className={classes.customs}>
        <div>
          <Switch
            label={t('settings.queue.label')}
            description={t('settings.queue.text')}
            checked={hasQueueTickets}
            disabled={isFixed}
            onChange={(event) => change.mutate({ hasQueueTickets: event.currentTarget.checked })}
          />
          {hasQueueTickets ? (
            <Anchor component={Link} to="/queue" size="sm" className={classes.queueLink!}>
              {t('settings.queue.open')}
            </Anchor>
          ) : null}
        </div>
        <div className={classes.apologies}>
          <div>
            <label htmlFor={apologyId}>{t('settings.apologies.label')}</label>
            <p className={classes.note}>{t('settings.apologies.text')}</p>
          </div>
          <Select
            id={apologyId}
            data={['0', '1', '2', '3'].includes(String(maxExtensions)) ? ['0', '1', '2', '3'] : ['0', '1', '2', '3', String(maxExtensions)]}
            value={String(maxExtensions)}
            disabled={isFixed}
            allowDeselect={false}
            onChange={(times) => change.mutate({ maxExtensions: Number(times) })}
          />
        </div>
        <div className={classes.apologies}>
          <div>
            <label htmlFor={originalsId}>{t('settings.originals.label')}</label>
            <p className={classes.note}>{t('settings.originals.text')}</p>
          </div>
          <Select
            id={originalsId}
            data={[...new Set([...keptDays, originalsKeptDays])].sort((a, b) => a - b).map((n) => ({ value: String(n), label: t('settings.originals.days', { n }) }))}
            value={String(originalsKeptDays)}
            disabled={isFixed}
            allowDeselect={false}
            onChange={(days) => change.mutate({ originalsKeptDays: Number(days) })}
          />
        </div>
      </div>
      <SaveLine error={change.error} isBusy={change.isPending} savedAt={savedAt} />
    </Panel>
  );
};
