import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { IconKey, IconPencil, IconUserCheck, IconUserOff, IconUserPlus, IconUserShare } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { can } from '../../../domain/permissions.ts';
import { useCan, useMe } from '../../app/me.ts';
import { type Outputs, useTRPC } from '../../app/trpc.ts';
import { FailureNotice } from '../../components/FailureNotice.tsx';
import { Page } from '../../components/Page.tsx';
import { PeopleTable, type PersonAction, Under } from '../../components/PeopleTable.tsx';
import { Waiting } from '../../components/Words.tsx';
import { NewRecoveryCode } from '../setup/NewRecoveryCode.tsx';
import { AddOfficer } from './AddOfficer.tsx';
import { ChangeOfficer } from './ChangeOfficer.tsx';
import { DeactivateOfficer, ReactivateOfficer } from './DeactivateOfficer.tsx';
import { DelegateDialog } from './DelegateDialog.tsx';
import { Delegations } from './Delegations.tsx';
import { SetPassword } from './SetPassword.tsx';

type Officer = Outputs['identity']['officers'][number];

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

  const actionsFor = (officer: Officer): (PersonAction | false)[] => {
    const { fullName: name } = officer;
    const ask = (what: NonNullable<typeof asked>['what']) => () => setAsked({ what, officer });
    if (!officer.isActive) return [may('identity.reactivateOfficer') && { icon: IconUserCheck, label: t('officer.reactivate'), name: t('officer.reactivateOf', { name }), run: ask('reactivate') }];
    return [
      may('identity.changeOfficer') && { icon: IconPencil, label: t('officer.change'), name: t('officer.changeOf', { name }), run: ask('change') },
      mayDelegate(officer) && { icon: IconUserShare, label: t('delegation.open'), name: t('delegation.of', { name }), run: ask('delegate') },
      (officer.id === me.officer.id || may('identity.addOfficer')) && { icon: IconKey, label: t('officer.setPassword'), name: t('officer.setPasswordOf', { name }), run: ask('password') },
      may('identity.deactivateOfficer') && { icon: IconUserOff, label: t('officer.deactivate'), name: t('officer.deactivateOf', { name }), run: ask('deactivate') },
    ];
  };

  return (
    <Page
      title={t('place.officers')}
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
        <PeopleTable
          people={officers.data}
          ownId={me.officer.id}
          work={(officer) => (
            <>
              {officer.roles.map((role) => t(`role.${role}`)).join(', ')}
              {(officer.fields ?? []).length > 0 ? <Under>{t('officer.inChargeOf', { fields: officer.fields!.join(', ') })}</Under> : null}
              <Delegations officer={officer} nameOf={nameOf} mayEnd={mayDelegate(officer)} />
              {officer.hasPassword ? null : <Under>{t('officer.noPassword')}</Under>}
            </>
          )}
          actions={actionsFor}
        />
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
