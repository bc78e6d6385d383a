import { Button, Group, Modal, PasswordInput, Stack, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { IconKey, IconPencil, IconUserCheck, IconUserOff, IconUserPlus, IconUserShare } from '@tabler/icons-react';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Role } from '../../../domain/officer/officer.ts';
import { can } from '../../../domain/permissions.ts';
import { useCan, useMe } from '../../app/me.ts';
import { type Outputs, useTRPC } from '../../app/trpc.ts';
import { FailureNotice } from '../../components/FailureNotice.tsx';
import { formatDate } from '../../components/format.ts';
import { Mark } from '../../components/Marks.tsx';
import { Page } from '../../components/Page.tsx';
import { Waiting } from '../../components/Words.tsx';
import { ChangeOfficer } from './ChangeOfficer.tsx';
import { DelegateDialog } from './DelegateDialog.tsx';
import { Delegations } from './Delegations.tsx';
import { DeactivateOfficer, ReactivateOfficer } from './DeactivateOfficer.tsx';
import { NewRecoveryCode } from '../setup/NewRecoveryCode.tsx';
import classes from './OfficersPage.module.css';
import { FieldsField } from './FieldsField.tsx';
import { RolesField } from './RolesField.tsx';

type Officer = Outputs['identity']['officers'][number];

const minPasswordLength = 8;

/** Nobody gets a right by standing in: they must have the roles that the work needs already. */
const canStandInFor = (officer: Officer, other: Officer): boolean =>
  other.isActive && officer.roles.every((role) => role === 'duty' || role === 'administrator' || other.roles.includes(role));

export const OfficersPage = () => {
  const { t } = useTranslation();
  const trpc = useTRPC();
  const may = useCan();
  const me = useMe();
  const officers = useQuery(trpc.identity.officers.queryOptions());
  const [isAdding, setAdding] = useState(false);
  const [isIssuing, setIssuing] = useState(false);
  const [asked, setAsked] = useState<{ what: 'password' | 'change' | 'delegate' | 'deactivate' | 'reactivate'; officer: Officer }>();
  const done = (): void => setAsked(undefined);
  const nameOf = (officerId: string): string => officers.data?.find(({ id }) => id === officerId)?.fullName ?? '';
  const mayDelegate = ({ id, roles }: Officer): boolean => can(roles, 'dossier.move') && may('identity.delegate') && (id === me.officer.id || me.officer.roles.includes('approver') || may('identity.changeOfficer'));

  return (
    <Page
      title={t('place.officers')}
      width="reading"
      actions={
        may('identity.addOfficer') ? (
          <>
            {may('setup.issueRecoveryCode') ? (
              <Button variant="default" leftSection={<IconKey size={17} aria-hidden />} onClick={() => setIssuing(true)}>
                {t('recoveryCode.title')}
              </Button>
            ) : null}
            <Button leftSection={<IconUserPlus size={17} aria-hidden />} onClick={() => setAdding(true)}>
              {t('officer.add')}
            </Button>
          </>
        ) : null
      }
    >
      {officers.error ? <FailureNotice error={officers.error} /> : null}
      {officers.isPending && !officers.error ? <Waiting>{t('officer.loading')}</Waiting> : null}
      {officers.data ? (
        <div className={classes.scroll} data-section>
          <table className={classes.table}>
            <thead>
              <tr>
                <th scope="col">{t('officer.fullName')}</th>
                <th scope="col">{t('officer.title')}</th>
                <th scope="col">{t('officer.username')}</th>
                <th scope="col">{t('officer.roles')}</th>
                <th scope="col">
                  <span className="said">{t('officer.actions')}</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {officers.data.map((officer) => (
                <tr key={officer.id} data-inactive={!officer.isActive}>
                  <th scope="row">
                    {officer.fullName}
                    {officer.id === me.officer.id ? <span> {t('officer.you')}</span> : null}
                  </th>
                  <td>{officer.title}</td>
                  <td>{officer.username}</td>
                  <td>
                    {officer.isActive ? officer.roles.map((role) => t(`role.${role}`)).join(', ') : null}
                    {officer.isActive && (officer.fields ?? []).length > 0 ? <span className={classes.under}>{t('officer.inChargeOf', { fields: officer.fields!.join(', ') })}</span> : null}
                    {officer.isActive ? <Delegations officer={officer} nameOf={nameOf} mayEnd={mayDelegate(officer)} /> : null}
                    {officer.isActive && !officer.hasPassword ? <span className={classes.under}>{t('officer.noPassword')}</span> : null}
                    {officer.isActive ? null : (
                      <>
                        <Mark tone="quiet" icon={IconUserOff}>
                          {t('officer.inactive')}
                        </Mark>
                        {officer.deactivated ? <span className={classes.under}>{t('officer.inactiveSince', { date: formatDate(officer.deactivated.at), reason: officer.deactivated.reason })}</span> : null}
                      </>
                    )}
                  </td>
                  <td className={classes.actions}>
                    {officer.isActive && may('identity.changeOfficer') ? (
                      <Button size="compact-sm" variant="subtle" leftSection={<IconPencil size={15} aria-hidden />} aria-label={t('officer.changeOf', { name: officer.fullName })} onClick={() => setAsked({ what: 'change', officer })}>
                        {t('officer.change')}
                      </Button>
                    ) : null}
                    {officer.isActive && mayDelegate(officer) ? (
                      <Button size="compact-sm" variant="subtle" leftSection={<IconUserShare size={15} aria-hidden />} aria-label={t('delegation.of', { name: officer.fullName })} onClick={() => setAsked({ what: 'delegate', officer })}>
                        {t('delegation.open')}
                      </Button>
                    ) : null}
                    {officer.isActive && (officer.id === me.officer.id || may('identity.addOfficer')) ? (
                      <Button size="compact-sm" variant="subtle" leftSection={<IconKey size={15} aria-hidden />} aria-label={t('officer.setPasswordOf', { name: officer.fullName })} onClick={() => setAsked({ what: 'password', officer })}>
                        {t('officer.setPassword')}
                      </Button>
                    ) : null}
                    {officer.isActive && may('identity.deactivateOfficer') ? (
                      <Button size="compact-sm" variant="subtle" leftSection={<IconUserOff size={15} aria-hidden />} aria-label={t('officer.deactivateOf', { name: officer.fullName })} onClick={() => setAsked({ what: 'deactivate', officer })}>
                        {t('officer.deactivate')}
                      </Button>
                    ) : null}
                    {!officer.isActive && may('identity.reactivateOfficer') ? (
                      <Button size="compact-sm" variant="subtle" leftSection={<IconUserCheck size={15} aria-hidden />} aria-label={t('officer.reactivateOf', { name: officer.fullName })} onClick={() => setAsked({ what: 'reactivate', officer })}>
                        {t('officer.reactivate')}
                      </Button>
                    ) : null}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      ) : null}
      {isAdding ? <AddOfficer onClose={() => setAdding(false)} /> : null}
      {isIssuing ? <NewRecoveryCode onClose={() => setIssuing(false)} /> : null}
      {asked?.what === 'password' ? <SetPassword officer={asked.officer} isOwn={asked.officer.id === me.officer.id} onClose={done} /> : null}
      {asked?.what === 'change' ? <ChangeOfficer officer={asked.officer} onClose={done} /> : null}
      {asked?.what === 'delegate' ? <DelegateDialog officer={asked.officer} others={(officers.data ?? []).filter((other) => other.id !== asked.officer.id && canStandInFor(asked.officer, other))} onClose={done} /> : null}
      {asked?.what === 'deactivate' ? <DeactivateOfficer officer={asked.officer} onClose={done} /> : null}
      {asked?.what === 'reactivate' ? <ReactivateOfficer officer={asked.officer} onClose={done} /> : null}
    </Page>
  );
};

const AddOfficer = ({ onClose }: { onClose: () => void }) => {
  const { t } = useTranslation();
  const trpc = useTRPC();
  const queries = useQueryClient();
  const [form, setForm] = useState({ fullName: '', title: '', username: '', password: '', roles: [] as Role[], fields: [] as string[] });
  const [hasTried, setTried] = useState(false);
  const put = (part: Partial<typeof form>): void => setForm((now) => ({ ...now, ...part }));
  const add = useMutation(
    trpc.identity.addOfficer.mutationOptions({
      onSuccess: () => {
        void queries.invalidateQueries(trpc.identity.officers.pathFilter());
        onClose();
      },
    }),
  );
  const faults = {
    fullName: form.fullName.trim() === '' ? t('setup.fault.required') : undefined,
    username: /^[a-z0-9._-]{2,40}$/.test(form.username.trim()) ? undefined : t('setup.fault.username'),
    password: form.password.length >= minPasswordLength ? undefined : t('setup.fault.password', { n: minPasswordLength }),
    roles: form.roles.length > 0 ? undefined : t('officer.rolesMissing'),
  };
  const shown = hasTried ? faults : ({} as Partial<typeof faults>);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setTried(true);
    if (Object.values(faults).some(Boolean) || add.isPending) return;
    add.mutate({ ...form, fullName: form.fullName.trim(), title: form.title.trim(), username: form.username.trim() });
  };
  return (
    <Modal opened onClose={onClose} title={t('officer.add')} size={520} closeButtonProps={{ 'aria-label': t('action.close') }}>
      <form onSubmit={submit} data-fields="form" noValidate>
        <Stack gap="sm">
          <TextInput label={t('officer.fullName')} withAsterisk data-autofocus value={form.fullName} error={shown.fullName} onChange={(event) => put({ fullName: event.currentTarget.value })} />
          <TextInput label={t('officer.title')} placeholder={t('officer.title.example')} value={form.title} onChange={(event) => put({ title: event.currentTarget.value })} />
          <TextInput label={t('officer.username')} description={t('officer.username.text')} withAsterisk autoCapitalize="none" spellCheck={false} autoComplete="off" value={form.username} error={shown.username} onChange={(event) => put({ username: event.currentTarget.value })} />
          <PasswordInput label={t('officer.password')} withAsterisk autoComplete="new-password" visibilityToggleButtonProps={{ 'aria-label': t('officer.showPassword') }} value={form.password} error={shown.password} onChange={(event) => put({ password: event.currentTarget.value })} />
          <RolesField value={form.roles} error={shown.roles} onChange={(held) => put({ roles: held })} />
          <FieldsField value={form.fields} onChange={(fields) => put({ fields })} />
          {add.error ? <FailureNotice error={add.error} /> : null}
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              {t('action.back')}
            </Button>
            <Button type="submit" disabled={add.isPending} data-main-action>
              {add.isPending ? t('state.saving') : t('officer.add')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
};

const SetPassword = ({ officer, isOwn, onClose }: { officer: Officer; isOwn: boolean; onClose: () => void }) => {
  const { t } = useTranslation();
  const trpc = useTRPC();
  const [currentPassword, setCurrentPassword] = useState('');
  const [password, setPassword] = useState('');
  const [hasTried, setTried] = useState(false);
  const change = useMutation(trpc.identity.setPassword.mutationOptions({ onSuccess: onClose }));
  const isLong = password.length >= minPasswordLength;
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setTried(true);
    if (isLong && !change.isPending) change.mutate({ officerId: officer.id, password, ...(isOwn ? { currentPassword } : {}) });
  };
  return (
    <Modal opened onClose={onClose} title={t('officer.setPasswordOf', { name: officer.fullName })} size={440} closeButtonProps={{ 'aria-label': t('action.close') }}>
      <form onSubmit={submit} data-fields="form" noValidate>
        <Stack gap="sm">
          {isOwn ? (
            <PasswordInput label={t('officer.currentPassword')} data-autofocus autoComplete="current-password" visibilityToggleButtonProps={{ 'aria-label': t('officer.showPassword') }} value={currentPassword} onChange={(event) => setCurrentPassword(event.currentTarget.value)} />
          ) : null}
          <PasswordInput label={t('officer.newPassword')} {...(isOwn ? {} : { 'data-autofocus': true })} autoComplete="new-password" visibilityToggleButtonProps={{ 'aria-label': t('officer.showPassword') }} value={password} error={hasTried && !isLong ? t('setup.fault.password', { n: minPasswordLength }) : undefined} onChange={(event) => setPassword(event.currentTarget.value)} />
          {change.error ? <FailureNotice error={change.error} /> : null}
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              {t('action.back')}
            </Button>
            <Button type="submit" disabled={change.isPending} data-main-action>
              {change.isPending ? t('state.saving') : t('officer.setPassword')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
};
