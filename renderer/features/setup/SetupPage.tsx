import { ActionIcon, Button, PasswordInput, Select, TextInput } from '@mantine/core';
import { useDocumentTitle } from '@mantine/hooks';
import { useMutation, useQuery } from '@tanstack/react-query';
import { IconFolderOpen, IconPlus, IconTrash } from '@tabler/icons-react';
import { type FormEvent, type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Unit } from '../../../domain/desk/desk.ts';
import { isProblem } from '../../../domain/problem.ts';
import { useServices } from '../../app/services.ts';
import { useTRPC } from '../../app/trpc.ts';
import { FailureNotice, ProblemNotice } from '../../components/FailureNotice.tsx';
import { agencyCodeSchema } from '../../../domain/desk/desk.ts';
import { RecoveryCode } from './RecoveryCode.tsx';
import classes from './SetupPage.module.css';

type Form = {
  unit: Unit;
  number: string;
  scannerFolders: string[];
  districtUrl: string;
  enrolmentCode: string;
  fullName: string;
  title: string;
  username: string;
  password: string;
  passwordAgain: string;
};

const emptyUnit: Unit = { name: '', agencyCode: '', oneStopName: '', parentName: '', parentLevel: '', place: '', phone: '' };

const minPasswordLength = 8;

export const SetupPage = ({ defaults, onEnter }: { defaults?: Unit; onEnter: () => void }) => {
  const { t } = useTranslation();
  useDocumentTitle(t('setup.title'));
  const trpc = useTRPC();
  const { host } = useServices();
  const about = useQuery({ queryKey: ['host', 'about'], queryFn: () => host.about(), staleTime: Infinity });
  const [hasTried, setTried] = useState(false);
  const [form, setForm] = useState<Form>({
    unit: { ...(defaults ?? emptyUnit), oneStopName: defaults?.oneStopName || t('setup.oneStopDefault') },
    number: '1',
    scannerFolders: [''],
    districtUrl: '',
    enrolmentCode: '',
    fullName: '',
    title: '',
    username: '',
    password: '',
    passwordAgain: '',
  });
  const put = <K extends keyof Form>(name: K, value: Form[K]): void => setForm((now) => ({ ...now, [name]: value }));
  const putUnit = (name: keyof Unit, value: string): void => setForm((now) => ({ ...now, unit: { ...now.unit, [name]: value } }));
  const complete = useMutation(trpc.setup.complete.mutationOptions());

  const isDistrictHalf = (form.districtUrl.trim() === '') !== (form.enrolmentCode.trim() === '');
  const required = t('setup.fault.required');
  const faults = {
    name: form.unit.name.trim() ? undefined : required,
    agencyCode: agencyCodeSchema.safeParse(form.unit.agencyCode.trim().toUpperCase()).success ? undefined : t('setup.fault.agencyCode'),
    oneStopName: form.unit.oneStopName.trim() ? undefined : required,
    parentName: form.unit.parentName.trim() ? undefined : required,
    parentLevel: form.unit.parentLevel.trim() ? undefined : required,
    place: form.unit.place.trim() ? undefined : required,
    districtUrl:
      form.districtUrl.trim() !== '' && !/^https?:\/\/\S+$/.test(form.districtUrl.trim())
        ? t('setup.fault.url')
        : isDistrictHalf
          ? t('setup.fault.districtHalf')
          : undefined,
    fullName: form.fullName.trim() ? undefined : required,
    username: /^[a-z0-9._-]{2,40}$/.test(form.username.trim()) ? undefined : t('setup.fault.username'),
    password: form.password.length >= minPasswordLength ? undefined : t('setup.fault.password', { n: minPasswordLength }),
    passwordAgain: form.password === form.passwordAgain ? undefined : t('setup.fault.passwordAgain'),
  };
  const count = Object.values(faults).filter(Boolean).length;
  const faultAt = (name: keyof typeof faults): ReactNode => (hasTried ? faults[name] : undefined);

  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    setTried(true);
    if (count > 0) {
      const form = event.currentTarget;
      requestAnimationFrame(() => form.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus());
      return;
    }
    if (complete.isPending) return;
    complete.mutate({
      unit: { ...form.unit, agencyCode: form.unit.agencyCode.trim().toUpperCase() },
      number: Number(form.number),
      scannerFolders: form.scannerFolders.map((folder) => folder.trim()).filter(Boolean),
      ...(form.districtUrl.trim() ? { district: { url: form.districtUrl.trim(), enrolmentCode: form.enrolmentCode.trim() } } : {}),
      administrator: { username: form.username.trim(), fullName: form.fullName.trim(), title: form.title.trim(), password: form.password },
    });
  };

  if (complete.data) {
    const { enrolment, recoveryCode } = complete.data;
    return (
      <main className={classes.page}>
        <div className={classes.sheet}>
          <h1>{t('setup.done.title')}</h1>
          <p className={classes.lead}>{t('setup.done.text', { name: form.unit.name })}</p>
          {isProblem(enrolment) ? (
            <>
              <ProblemNotice problem={enrolment} />
              <p>{t('setup.done.enrolLater')}</p>
            </>
          ) : (
            <p>{t(enrolment === 'done' ? 'setup.done.enrolled' : 'setup.done.notConfigured', { level: form.unit.parentLevel })}</p>
          )}
          <RecoveryCode code={recoveryCode} />
          <div className={classes.end}>
            <Button size="md" onClick={onEnter} autoFocus>
              {t('setup.done.enter')}
            </Button>
          </div>
        </div>
      </main>
    );
  }

  return (
    <main className={classes.page}>
      <form className={classes.sheet} onSubmit={submit} data-fields="form" noValidate>
        <header className={classes.head}>
          <img src="/mark.svg" width={44} height={44} alt="" />
          <div>
            <h1>{t('setup.title')}</h1>
            <p className={classes.lead}>{t('setup.lead')}</p>
          </div>
        </header>

        <Part number={1} title={t('setup.unit.title')} text={t('setup.unit.text')}>
          <TextInput className={classes.wide} label={t('unit.name')} placeholder={t('unit.name.example')} withAsterisk autoFocus value={form.unit.name} error={faultAt('name')} onChange={(event) => putUnit('name', event.currentTarget.value)} />
          <TextInput label={t('unit.agencyCode')} placeholder="H02.15.20" withAsterisk value={form.unit.agencyCode} error={faultAt('agencyCode')} onChange={(event) => putUnit('agencyCode', event.currentTarget.value)} />
          <TextInput label={t('unit.place')} placeholder={t('unit.place.example')} withAsterisk value={form.unit.place} error={faultAt('place')} onChange={(event) => putUnit('place', event.currentTarget.value)} />
          <TextInput className={classes.wide} label={t('unit.oneStopName')} withAsterisk value={form.unit.oneStopName} error={faultAt('oneStopName')} onChange={(event) => putUnit('oneStopName', event.currentTarget.value)} />
          <TextInput label={t('unit.parentName')} placeholder={t('unit.parentName.example')} withAsterisk value={form.unit.parentName} error={faultAt('parentName')} onChange={(event) => putUnit('parentName', event.currentTarget.value)} />
          <TextInput label={t('unit.parentLevel')} placeholder={t('unit.parentLevel.example')} withAsterisk value={form.unit.parentLevel} error={faultAt('parentLevel')} onChange={(event) => putUnit('parentLevel', event.currentTarget.value)} />
          <TextInput label={t('unit.phone')} value={form.unit.phone} inputMode="tel" onChange={(event) => putUnit('phone', event.currentTarget.value)} />
          <Select
            label={t('setup.deskNumber')}
            description={t('setup.deskNumber.text')}
            inputWrapperOrder={['label', 'input', 'description', 'error']}
            data={Array.from({ length: 10 }, (_, number) => String(number))}
            value={form.number}
            allowDeselect={false}
            onChange={(number) => put('number', number ?? '1')}
          />
        </Part>

        <Part number={2} title={t('setup.scanner.title')} text={t('setup.scanner.text')}>
          {form.scannerFolders.map((folder, index) => (
            <div key={index} className={`${classes.wide} ${classes.folder}`}>
              <TextInput
                label={t('setup.scanner.folder', { n: index + 1 })}
                placeholder={t('setup.scanner.example')}
                value={folder}
                onChange={(event) => put('scannerFolders', form.scannerFolders.with(index, event.currentTarget.value))}
              />
              {about.data?.can.chooseFolder ? (
                <Button
                  variant="default"
                  leftSection={<IconFolderOpen size={16} />}
                  onClick={() => void host.chooseFolder().then((chosen) => chosen && put('scannerFolders', form.scannerFolders.with(index, chosen)))}
                >
                  {t('action.choose')}
                </Button>
              ) : null}
              {form.scannerFolders.length > 1 ? (
                <ActionIcon variant="default" size={34} aria-label={t('setup.scanner.remove', { n: index + 1 })} onClick={() => put('scannerFolders', form.scannerFolders.toSpliced(index, 1))}>
                  <IconTrash size={16} />
                </ActionIcon>
              ) : null}
            </div>
          ))}
          <Button className={classes.add} variant="subtle" size="compact-sm" leftSection={<IconPlus size={14} />} onClick={() => put('scannerFolders', [...form.scannerFolders, ''])}>
            {t('setup.scanner.add')}
          </Button>
        </Part>

        <Part number={3} title={t('setup.district.title')} text={t('setup.district.text')}>
          <TextInput label={t('district.url')} placeholder="https://" value={form.districtUrl} error={faultAt('districtUrl')} onChange={(event) => put('districtUrl', event.currentTarget.value)} />
          <TextInput label={t('district.enrolmentCode')} value={form.enrolmentCode} autoComplete="off" onChange={(event) => put('enrolmentCode', event.currentTarget.value)} />
        </Part>

        <Part number={4} title={t('setup.administrator.title')} text={t('setup.administrator.text')}>
          <TextInput label={t('officer.fullName')} withAsterisk value={form.fullName} error={faultAt('fullName')} onChange={(event) => put('fullName', event.currentTarget.value)} />
          <TextInput label={t('officer.title')} placeholder={t('officer.title.example')} value={form.title} onChange={(event) => put('title', event.currentTarget.value)} />
          <TextInput className={classes.wide} label={t('officer.username')} description={t('officer.username.text')} withAsterisk autoComplete="username" autoCapitalize="none" spellCheck={false} value={form.username} error={faultAt('username')} onChange={(event) => put('username', event.currentTarget.value)} />
          <PasswordInput label={t('officer.password')} withAsterisk autoComplete="new-password" visibilityToggleButtonProps={{ 'aria-label': t('officer.showPassword') }} value={form.password} error={faultAt('password')} onChange={(event) => put('password', event.currentTarget.value)} />
          <PasswordInput label={t('officer.passwordAgain')} withAsterisk autoComplete="new-password" visibilityToggleButtonProps={{ 'aria-label': t('officer.showPassword') }} value={form.passwordAgain} error={faultAt('passwordAgain')} onChange={(event) => put('passwordAgain', event.currentTarget.value)} />
        </Part>

        {complete.error ? <FailureNotice error={complete.error} /> : null}
        {hasTried && count > 0 ? (
          <p className={classes.faults} role="alert">
            {t('form.faults', { n: count })}
          </p>
        ) : null}
        <div className={classes.end}>
          <Button type="submit" size="md" data-main-action disabled={complete.isPending}>
            {complete.isPending ? t('setup.busy') : t('setup.submit')}
          </Button>
        </div>
      </form>
    </main>
  );
};

const Part = ({ number, title, text, children }: { number: number; title: string; text: string; children: ReactNode }) => (
  <fieldset className={classes.part}>
    <legend>
      <span aria-hidden>{number}</span>
      {title}
    </legend>
    <p className={classes.partText}>{text}</p>
    <div className={classes.fields}>{children}</div>
  </fieldset>
);
