import { Button, Modal } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { IconKey, IconPencil, IconUserCheck, IconUserOff, IconUserPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ConfirmDialog } from '../../../../renderer/components/ConfirmDialog.tsx';
import { FailureNotice } from '../../../../renderer/components/FailureNotice.tsx';
import { Mark } from '../../../../renderer/components/Marks.tsx';
import { Page } from '../../../../renderer/components/Page.tsx';
import { Waiting } from '../../../../renderer/components/Words.tsx';
import { useMe } from '../../app/me.ts';
import { type Outputs, useTRPC } from '../../app/trpc.ts';
import { OnceShown } from '../../components/OnceShown.tsx';
import classes from '../../components/PeopleTable.module.css';
import { UserDialog } from './UserDialog.tsx';

export type User = Outputs['users']['list'][number];
type Given = { username: string; password: string };

/** Who uses this console, and with which roles. */
export const UsersPage = () => {
  const { t } = useTranslation();
  const me = useMe();
  const trpc = useTRPC();
  const queries = useQueryClient();
  const users = useQuery(trpc.users.list.queryOptions());
  const [asked, setAsked] = useState<{ what: 'add' } | { what: 'change' | 'reset' | 'turn'; user: User }>();
  const [given, setGiven] = useState<Given>();
  const done = (): void => {
    setAsked(undefined);
    void queries.invalidateQueries(trpc.users.pathFilter());
  };
  const change = useMutation(trpc.users.change.mutationOptions({ onSuccess: done }));
  const reset = useMutation(trpc.users.resetPassword.mutationOptions({ onSuccess: done }));
  const close = (): void => {
    change.reset();
    reset.reset();
    setAsked(undefined);
  };
  return (
    <Page
      title={t('consolePlace.users')}
      actions={
        <Button leftSection={<IconUserPlus size={17} aria-hidden />} onClick={() => setAsked({ what: 'add' })}>
          {t('users.add')}
        </Button>
      }
    >
      {users.error ? <FailureNotice error={users.error} /> : null}
      {users.isPending && !users.error ? <Waiting>{t('users.loading')}</Waiting> : null}
      {users.data ? (
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
              {users.data.map((user) => (
                <tr key={user.id} data-inactive={!user.isActive}>
                  <th scope="row">
                    {user.fullName} {user.id === me.id ? <span>{t('officer.you')}</span> : null}
                  </th>
                  <td>{user.title}</td>
                  <td>{user.username}</td>
                  <td>
                    {user.isActive ? (
                      user.roles.map((role) => t(`consoleRole.${role}`)).join(', ')
                    ) : (
                      <Mark tone="quiet" icon={IconUserOff}>
                        {t('officer.inactive')}
                      </Mark>
                    )}
                    {user.isActive && user.isOneTime ? <span className={classes.under}>{t('users.notSignedInYet')}</span> : null}
                  </td>
                  <td className={classes.actions}>
                    {user.isActive ? (
                      <>
                        <Button size="compact-sm" variant="subtle" leftSection={<IconPencil size={15} aria-hidden />} aria-label={t('officer.changeOf', { name: user.fullName })} onClick={() => setAsked({ what: 'change', user })}>
                          {t('officer.change')}
                        </Button>
                        {user.id === me.id ? null : (
                          <Button size="compact-sm" variant="subtle" leftSection={<IconKey size={15} aria-hidden />} aria-label={t('users.resetOf', { name: user.fullName })} onClick={() => setAsked({ what: 'reset', user })}>
                            {t('users.reset')}
                          </Button>
                        )}
                      </>
                    ) : null}
                    {user.id === me.id ? null : (
                      <Button
                        size="compact-sm"
                        variant="subtle"
                        leftSection={user.isActive ? <IconUserOff size={15} aria-hidden /> : <IconUserCheck size={15} aria-hidden />}
                        aria-label={t(user.isActive ? 'officer.deactivateOf' : 'officer.reactivateOf', { name: user.fullName })}
                        onClick={() => setAsked({ what: 'turn', user })}
                      >
                        {t(user.isActive ? 'officer.deactivate' : 'officer.reactivate')}
                      </Button>
                    )}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      ) : null}
      {asked?.what === 'add' ? (
        <UserDialog
          onAdded={(added) => {
            setGiven(added);
            done();
          }}
          onChanged={done}
          onClose={close}
        />
      ) : null}
      {asked?.what === 'change' ? <UserDialog user={asked.user} onAdded={done} onChanged={done} onClose={close} /> : null}
      {asked?.what === 'reset' ? (
        <ConfirmDialog
          title={t('users.resetOf', { name: asked.user.fullName })}
          explanation={t('users.resetText')}
          confirm={t('users.reset')}
          isBusy={reset.isPending}
          error={reset.error}
          onConfirm={() => reset.mutate({ userId: asked.user.id }, { onSuccess: ({ password }) => setGiven({ username: asked.user.username, password }) })}
          onClose={close}
        />
      ) : null}
      {asked?.what === 'turn' ? (
        <ConfirmDialog
          title={t(asked.user.isActive ? 'officer.deactivateOf' : 'officer.reactivateOf', { name: asked.user.fullName })}
          explanation={t(asked.user.isActive ? 'users.deactivateText' : 'users.reactivateText')}
          confirm={t(asked.user.isActive ? 'officer.deactivate' : 'officer.reactivate')}
          isBusy={change.isPending}
          error={change.error}
          onConfirm={() => change.mutate({ userId: asked.user.id, isActive: !asked.user.isActive })}
          onClose={close}
        />
      ) : null}
      {given ? (
        <Modal opened onClose={() => setGiven(undefined)} title={t('users.firstPassword', { username: given.username })} size={480} closeButtonProps={{ 'aria-label': t('action.close') }}>
          <OnceShown label={t('officer.password')} secret={given.password} text={t('users.firstPasswordText')} onClose={() => setGiven(undefined)} />
        </Modal>
      ) : null}
    </Page>
  );
};
