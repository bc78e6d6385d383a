import { Checkbox } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { type Role, roles } from '../../../domain/officer/officer.ts';
import classes from './OfficersPage.module.css';

/** What an officer may do, as boxes to tick. */
export const RolesField = ({ value, error, onChange }: { value: Role[]; error: string | undefined; onChange: (roles: Role[]) => void }) => {
  const { t } = useTranslation();
  return (
    <Checkbox.Group label={t('officer.roles')} description={t('officer.roles.text')} withAsterisk value={value} error={error} onChange={(chosen) => onChange(chosen as Role[])}>
      <div className={classes.roles}>
        {roles.map((role) => (
          <Checkbox key={role} value={role} label={t(`role.${role}`)} />
        ))}
      </div>
    </Checkbox.Group>
  );
};
