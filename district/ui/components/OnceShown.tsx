import { Button, CopyButton, Group, Stack } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import classes from './OnceShown.module.css';

/** A code or a password to hand on, which nobody can read again. */
export const OnceShown = ({ label, secret, text, onClose }: { label: string; secret: string; text: string; onClose: () => void }) => {
  const { t } = useTranslation();
  return (
    <Stack gap="sm">
      <p className={classes.text}>{text}</p>
      <output className={classes.secret} aria-label={label}>
        {secret}
      </output>
      <Group justify="flex-end" gap="xs">
        <CopyButton value={secret}>
          {({ copied, copy }) => (
            <Button variant="default" onClick={copy}>
              {t(copied ? 'once.copied' : 'once.copy')}
            </Button>
          )}
        </CopyButton>
        <Button onClick={onClose}>{t('action.close')}</Button>
      </Group>
    </Stack>
  );
};
