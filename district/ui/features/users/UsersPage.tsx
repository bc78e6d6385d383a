import { Button, Modal } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { IconKey, IconPencil, IconUserCheck, IconUserOff, IconUserPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ConfirmDialog } from '../../../../renderer/components/ConfirmDialog.tsx';
import { FailureNotice } from '../../../../renderer/components/FailureNotice.tsx';
import { Page } from '../../../../renderer/components/Page.tsx';
import { PeopleTable, type PersonAction, Under } from '../../../../renderer/components/PeopleTable.tsx';
import { Waiting } from '../../../../renderer/components/Words.tsx';
import { useMe } from '../../app/me.ts';
import { type Outputs, useTRPC } from '../../app/trpc.ts';
import { OnceShown } from '../../components/OnceShown.tsx';
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
  const actionsFor = (user: User): (PersonAction | false)[] => {
    const { fullName: name, isActive } = user;
    const isOther = user.id !== me.id;
    const ask = (what: 'change' | 'reset' | 'turn') => () => setAsked({ what, user });
    return [
      isActive && { icon: IconPencil, label: t('officer.change'), name: t('officer.changeOf', { name }), run: ask('change') },
      isActive && isOther && { icon: IconKey, label: t('users.reset'), name: t('users.resetOf', { name }), run: ask('reset') },
      isOther &&
        (isActive
          ? { icon: IconUserOff, label: t('officer.deactivate'), name: t('officer.deactivateOf', { name }), run: ask('turn') }
          : { icon: IconUserCheck, label: t('officer.reactivate'), name: t('officer.reactivateOf', { name }), run: ask('turn') }),
    ];
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
        <PeopleTable
          people={users.data}
          ownId={me.id}
          work={({ roles, isOneTime }) => (
            <>
              {roles.map((role) => t(`consoleRole.${role}`)).join(', ')}
              {isOneTime ? <Under>{t('users.notSignedInYet')}</Under> : null}
            </>
          )}
          actions={actionsFor}
        />
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
