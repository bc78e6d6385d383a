import { Button, Select, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { bankOf, banks } from '../../../domain/desk/banks.ts';
import { vietQrPayload } from '../../../domain/payment/vietqr.ts';
import { Panel } from '../../components/Panel.tsx';
import { QrCode } from '../../components/QrCode.tsx';
import type { PartProps } from './DeskSettingsPage.tsx';
import classes from './DeskSettingsPage.module.css';
import { SaveLine } from './SaveLine.tsx';
import { useSettingsChange } from './use-settings.ts';

const sampleVnd = 1000;

const plainAccount = (typed: string): string => typed.replace(/[\s.-]/g, '').toUpperCase();

/** Where citizens transfer fees to. The sample is read with a telephone before the first citizen does. */
export const BankAccountPart = ({ settings, isReadOnly }: PartProps) => {
  const { t } = useTranslation();
  const known = settings.settings.bankAccount;
  const [typed, setTyped] = useState<{ bin?: string | null; account?: string; holder?: string }>({});
  const put = (part: typeof typed): void => setTyped((now) => ({ ...now, ...part }));
  const { bin = null, account, holder } = { bin: known?.bin ?? null, account: known?.account ?? '', holder: known?.holder ?? '', ...typed };
  const [hasTried, setTried] = useState(false);
  const { change, savedAt } = useSettingsChange(() => {
    setTyped({});
    setTried(false);
  });
  const isChanged = (bin ?? '') !== (known?.bin ?? '') || plainAccount(account) !== (known?.account ?? '') || holder.trim() !== (known?.holder ?? '');
  const faults = {
    bin: bin === null ? t('settings.bank.fault.bank') : undefined,
    account: /^[0-9A-Z]{4,19}$/.test(plainAccount(account)) ? undefined : t('settings.bank.fault.account'),
    holder: holder.trim() === '' ? t('setup.fault.required') : undefined,
  };
  const isWhole = !faults.bin && !faults.account && !faults.holder;
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setTried(true);
    if (isWhole && isChanged && bin !== null && !change.isPending) change.mutate({ bankAccount: { bin, account, holder } });
  };
  const shown = hasTried ? faults : ({} as Partial<typeof faults>);
  // A bank that a later list no longer has stays what it was.
  const options = known && !bankOf(known.bin) ? [{ bin: known.bin, name: known.bankName }, ...banks] : banks;

  return (
    <Panel title={t('settings.bank.title')}>
      <form onSubmit={submit} data-fields="form" noValidate>
        <div className={classes.account}>
          <div>
            <p className={classes.note}>{t('settings.bank.text')}</p>
            <Select
              label={t('settings.bank.bank')}
              placeholder={t('settings.bank.choose')}
              searchable
              readOnly={isReadOnly}
              data={options.map((bank) => ({ value: bank.bin, label: `${bank.name} (${bank.bin})` }))}
              value={bin}
              error={shown.bin}
              nothingFoundMessage={t('settings.bank.unknown')}
              onChange={(chosen) => put({ bin: chosen })}
            />
            <TextInput label={t('settings.bank.account')} readOnly={isReadOnly} inputMode="numeric" autoComplete="off" maxLength={40} value={account} error={shown.account} onChange={(event) => put({ account: event.currentTarget.value })} />
            <TextInput label={t('settings.bank.holder')} readOnly={isReadOnly} autoComplete="off" maxLength={200} value={holder} error={shown.holder} onChange={(event) => put({ holder: event.currentTarget.value })} />
          </div>
          <div className={classes.sample}>
            {isWhole && bin !== null ? (
              <>
                <QrCode text={vietQrPayload({ bin, account: plainAccount(account) }, sampleVnd, t('settings.bank.sampleMessage'))} label={t('settings.bank.sample')} size={168} />
                {t('settings.bank.sampleText')}
              </>
            ) : (
              <span className={classes.noSample}>{t('settings.bank.noSample')}</span>
            )}
          </div>
        </div>
        {isReadOnly ? null : (
          <>
            <SaveLine error={change.error} isBusy={change.isPending} savedAt={savedAt} isChanged={isChanged} />
            {known === null ? null : (
              <Button variant="subtle" size="compact-sm" disabled={change.isPending} onClick={() => change.mutate({ bankAccount: null })}>
                {t('settings.bank.remove')}
              </Button>
            )}
          </>
        )}
      </form>
    </Panel>
  );
};
