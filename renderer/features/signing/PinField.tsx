import { PasswordInput } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Mark } from '../../components/Marks.tsx';
import classes from './SignDialog.module.css';
import type { Token } from './use-tokens.ts';

export type PinHandle = {
  /** What was typed; the field is empty from then on. */
  take: () => string;
  focus: () => void;
};

/** Holds the PIN itself and gives it away once: it is in no state of the program, and gone when the field is. */
export const PinField = ({ token, handle }: { token: Token; handle: (handle: PinHandle | null) => void }) => {
  const { t } = useTranslation();
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    const input = field.current;
    input?.focus();
    handle({
      take: () => {
        const typed = input?.value ?? '';
        if (input) input.value = '';
        return typed;
      },
      focus: () => input?.focus(),
    });
    return () => {
      if (input) input.value = '';
      handle(null);
    };
  }, [handle]);
  if (token.hasPinPad) return <p className={classes.note}>{t('signing.pinPad')}</p>;
  return (
    <div className={classes.pin}>
      <PasswordInput
        ref={field}
        label={t(token.kind === 'pkcs12' ? 'signing.password' : 'signing.pin')}
        description={token.kind === 'pkcs12' ? undefined : t('signing.pinText')}
        autoComplete="off"
        spellCheck={false}
        maxLength={256}
        visibilityToggleButtonProps={{ 'aria-label': t('signing.showPin') }}
      />
      {token.triesLeft === null ? null : (
        <Mark tone={token.triesLeft <= 1 ? 'late' : 'today'} icon={IconAlertTriangle}>
          {t(token.triesLeft <= 1 ? 'signing.lastTry' : 'signing.triesLeft', { n: token.triesLeft })}
        </Mark>
      )}
    </div>
  );
};
