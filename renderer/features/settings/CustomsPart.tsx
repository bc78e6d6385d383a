import { Anchor, Select, Switch } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Panel } from '../../components/Panel.tsx';
import type { PartProps } from './DeskSettingsPage.tsx';
import classes from './DeskSettingsPage.module.css';
import { SaveLine } from './SaveLine.tsx';
import { useSettingsChange } from './use-settings.ts';

const apologyId = 'max-extensions';

/** How this desk works: saved at once, because each is one answer to one question. */
export const CustomsPart = ({ settings, isReadOnly }: PartProps) => {
  const { t } = useTranslation();
  const { hasQueueTickets, maxExtensions } = settings.settings;
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
      </div>
      <SaveLine error={change.error} isBusy={change.isPending} savedAt={savedAt} />
    </Panel>
  );
};
