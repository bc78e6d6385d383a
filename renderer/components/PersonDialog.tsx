import { Checkbox, Modal, Stack, Text, TextInput } from '@mantine/core';
import { type FormEvent, type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { DialogActions } from './DialogActions.tsx';
import classes from './PersonDialog.module.css';

export type PersonFields<R extends string> = { username: string; fullName: string; title: string; roles: R[] };

type PersonDialogProps<R extends string> = {
  /** Whoever is changed; undefined for somebody new. */
  person: PersonFields<R> | undefined;
  /** All that there are, in their order. */
  roles: readonly { role: R; label: string; description?: string }[];
  /** What a new one has to begin with. */
  startsWith?: R[];
  addLabel: string;
  /** What is asked beside it, and whether it is wrong; it says so once `hasTried`. */
  more?: (hasTried: boolean) => ReactNode;
  isMoreWrong?: boolean;
  isBusy: boolean;
  error: unknown;
  onSave: (fields: PersonFields<R>) => void;
  onClose: () => void;
};

/** Name, title, name to sign in with and roles of somebody who works with the program. */
export const PersonDialog = <R extends string>({ person, roles, startsWith = [], addLabel, more, isMoreWrong = false, isBusy, error, onSave, onClose }: PersonDialogProps<R>) => {
  const { t } = useTranslation();
  const [form, setForm] = useState<PersonFields<R>>(person ?? { username: '', fullName: '', title: '', roles: startsWith });
  const [hasTried, setTried] = useState(false);
  const put = (part: Partial<PersonFields<R>>): void => setForm((now) => ({ ...now, ...part }));
  const faults = {
    fullName: form.fullName.trim() === '' ? t('setup.fault.required') : undefined,
    username: person || /^[a-z0-9._-]{2,40}$/.test(form.username.trim()) ? undefined : t('setup.fault.username'),
    roles: form.roles.length > 0 ? undefined : t('officer.rolesMissing'),
  };
  const shown = hasTried ? faults : ({} as Partial<typeof faults>);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setTried(true);
    if (Object.values(faults).some(Boolean) || isMoreWrong || isBusy) return;
    // In the order of the list, not of the clicks.
    const held = roles.map(({ role }) => role).filter((role) => form.roles.includes(role));
    onSave({ username: form.username.trim(), fullName: form.fullName.trim(), title: form.title.trim(), roles: held });
  };
  return (
    <Modal opened onClose={onClose} title={person ? t('officer.changeOf', { name: person.fullName }) : addLabel} size={520} closeButtonProps={{ 'aria-label': t('action.close') }}>
      <form onSubmit={submit} data-fields="form" noValidate>
        <Stack gap="sm">
          <TextInput label={t('officer.fullName')} withAsterisk data-autofocus maxLength={300} value={form.fullName} error={shown.fullName} onChange={(event) => put({ fullName: event.currentTarget.value })} />
          <TextInput label={t('officer.title')} placeholder={t('officer.title.example')} maxLength={300} value={form.title} onChange={(event) => put({ title: event.currentTarget.value })} />
          {person ? (
            <Text c="dimmed" size="sm">
              {t('officer.usernameFixed', { username: person.username })}
            </Text>
          ) : (
            <TextInput label={t('officer.username')} description={t('officer.username.text')} withAsterisk autoCapitalize="none" spellCheck={false} autoComplete="off" maxLength={40} value={form.username} error={shown.username} onChange={(event) => put({ username: event.currentTarget.value })} />
          )}
          <Checkbox.Group label={t('officer.roles')} description={t('officer.roles.text')} withAsterisk value={form.roles} error={shown.roles} onChange={(held) => put({ roles: held as R[] })}>
            <div className={classes.roles} data-explained={roles.some(({ description }) => description !== undefined)}>
              {roles.map(({ role, label, description }) => (
                <Checkbox key={role} value={role} label={label} description={description} />
              ))}
            </div>
          </Checkbox.Group>
          {more?.(hasTried)}
          <DialogActions confirm={person ? t('officer.changeSave') : addLabel} isBusy={isBusy} error={error} onClose={onClose} />
        </Stack>
      </form>
    </Modal>
  );
};
