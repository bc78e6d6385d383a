import { NativeSelect } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { HoursInput } from '../../../domain/calendar/publish.ts';
import type { Outputs } from '../../app/trpc.ts';
import { Panel } from '../../components/Panel.tsx';
import { FieldHours } from './FieldHours.tsx';
import classes from './CalendarScreen.module.css';

type Calendar = Pick<Outputs['calendar']['view'], 'hours' | 'fields'>;
type HoursPartProps = { calendar: Calendar; canEdit: boolean; onPublish: (input: HoursInput) => Promise<void> };

/** The usual opening hours, and those of the fields that keep others. */
export const HoursPart = ({ calendar, canEdit, onPublish }: HoursPartProps) => {
  const { t } = useTranslation();
  const [field, setField] = useState<string | null>(null);
  const usual = calendar.hours.find((hours) => hours.field === null);
  const own = calendar.hours.find((hours) => hours.field === field);
  const withOwn = calendar.hours.flatMap((hours) => hours.field ?? []);
  const others = calendar.fields.filter((name) => !withOwn.includes(name));
  const isNew = field !== null && !withOwn.includes(field);
  const listed = [null, ...withOwn, ...(isNew ? [field] : [])];
  const shown = own ?? usual;
  return (
    <div className={classes.hours}>
      <Panel title={t('hours.whose')}>
        <ul className={classes.fields}>
          {listed.map((name) => (
            <li key={name ?? ''}>
              <button type="button" aria-pressed={name === field} onClick={() => setField(name)}>
                {name ?? t('hours.usual')}
              </button>
            </li>
          ))}
        </ul>
        {canEdit && others.length > 0 ? (
          <NativeSelect
            mt="sm"
            label={t('hours.add')}
            value=""
            data={[{ value: '', label: t('form.choose') }, ...others]}
            onChange={(event) => {
              if (event.currentTarget.value !== '') setField(event.currentTarget.value);
            }}
          />
        ) : null}
      </Panel>
      {shown ? <FieldHours key={field ?? ''} field={field} hours={shown} isNew={isNew} canEdit={canEdit} onPublish={onPublish} /> : null}
    </div>
  );
};
