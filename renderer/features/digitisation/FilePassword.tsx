import { Button, PasswordInput } from '@mantine/core';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './FilePassword.module.css';

/** For a locked PDF. The password goes to the desk once and is kept nowhere, also not in a state of the program. */
export const FilePassword = ({ fileName, isBusy, onTake }: { fileName: string; isBusy: boolean; onTake: (password: string) => void }) => {
  const { t } = useTranslation();
  const field = useRef<HTMLInputElement>(null);
  const [isEmpty, setEmpty] = useState(false);
  return (
    <form
      className={classes.form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        const password = field.current?.value ?? '';
        setEmpty(password === '');
        if (password === '' || isBusy) return;
        if (field.current) field.current.value = '';
        onTake(password);
      }}
    >
      <PasswordInput
        ref={field}
        size="xs"
        aria-label={t('unlock.password', { file: fileName })}
        placeholder={t('unlock.placeholder')}
        autoComplete="off"
        spellCheck={false}
        maxLength={200}
        error={isEmpty ? t('unlock.missing') : undefined}
        visibilityToggleButtonProps={{ 'aria-label': t('signing.showPin') }}
      />
      <Button type="submit" size="compact-sm" disabled={isBusy}>
        {t(isBusy ? 'inbox.retrying' : 'unlock.take')}
      </Button>
    </form>
  );
};
