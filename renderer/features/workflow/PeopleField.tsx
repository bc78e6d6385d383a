import { Radio } from '@mantine/core';
import { IconStar, IconUserShare } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Outputs } from '../../app/trpc.ts';
import { Mark } from '../../components/Marks.tsx';
import classes from './PeopleField.module.css';

type Person = Outputs['dossier']['peopleFor'][number];

type PeopleFieldProps = { people: readonly Person[]; label: string; /** Empty: whoever has the role. */ value: string; onChange: (officerId: string) => void };

/** Who is to take it, the one in charge first. Who is away can be chosen all the same, and says who does the work meanwhile. */
export const PeopleField = ({ people, label, value, onChange }: PeopleFieldProps) => {
  const { t } = useTranslation();
  return (
    <Radio.Group label={label} value={value} onChange={onChange}>
      <div className={classes.people}>
        {people.map(({ officerId, fullName, title, isInCharge, isAway, delegateName }) => (
          <Radio
            key={officerId}
            value={officerId}
            label={
              <span className={classes.person}>
                <span>
                  {fullName}
                  {title === '' ? null : <em>{title}</em>}
                </span>
                {isInCharge ? (
                  <Mark tone="good" icon={IconStar}>
                    {t('move.inCharge')}
                  </Mark>
                ) : null}
                {isAway ? (
                  <Mark tone="paused" icon={IconUserShare}>
                    {delegateName === undefined ? t('move.away') : t('stages.delegate', { name: delegateName })}
                  </Mark>
                ) : null}
              </span>
            }
          />
        ))}
        <Radio value="" label={t('move.anybody')} />
      </div>
    </Radio.Group>
  );
};
