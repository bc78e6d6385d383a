import { Button, Select } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { IconPencil, IconUserCheck, IconUserOff, IconUserPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ConfirmDialog } from '../../../../renderer/components/ConfirmDialog.tsx';
import { FailureNotice } from '../../../../renderer/components/FailureNotice.tsx';
import { Page } from '../../../../renderer/components/Page.tsx';
import { PeopleTable, type PersonAction } from '../../../../renderer/components/PeopleTable.tsx';
import { ReasonDialog } from '../../../../renderer/components/ReasonDialog.tsx';
import { Empty, Waiting } from '../../../../renderer/components/Words.tsx';
import { usePeriod } from '../../app/period.ts';
import { type Outputs, useTRPC } from '../../app/trpc.ts';
import { OfficerDialog } from './OfficerDialog.tsx';

export type Officer = Outputs['officers']['list'][number];

/** The officers of a commune, as its desks have them from their next sync on. */
export const OfficersPage = () => {
  const { t } = useTranslation();
  const trpc = useTRPC();
  const navigate = useNavigate();
  const { period } = usePeriod();
  const { agencyCode } = useSearch({ from: '/officers' });
  const [isAdding, setAdding] = useState(false);
  const communes = useQuery(trpc.overview.communes.queryOptions(period));
  return (
    <Page
      title={t('consolePlace.officers')}
      note={t('consoleOfficers.note')}
      actions={
        <>
          <Select
            w={300}
            aria-label={t('remind.commune')}
            placeholder={t('remind.commune')}
            searchable
            data={(communes.data?.communes ?? []).map((commune) => ({ value: commune.agencyCode, label: commune.unitName }))}
            value={agencyCode ?? null}
            onChange={(value) => void navigate({ to: '/officers', search: value === null ? {} : { agencyCode: value }, replace: true })}
          />
          {agencyCode === undefined ? null : (
            <Button leftSection={<IconUserPlus size={17} aria-hidden />} onClick={() => setAdding(true)}>
              {t('officer.add')}
            </Button>
          )}
        </>
      }
    >
      {communes.error ? <FailureNotice error={communes.error} /> : null}
      {agencyCode === undefined ? <Empty title={t('consoleOfficers.choose')} /> : <Officers key={agencyCode} agencyCode={agencyCode} isAdding={isAdding} onAdded={() => setAdding(false)} />}
    </Page>
  );
};

type OfficersProps = { agencyCode: string; isAdding: boolean; onAdded: () => void };

const Officers = ({ agencyCode, isAdding, onAdded }: OfficersProps) => {
  const { t } = useTranslation();
  const trpc = useTRPC();
  const queries = useQueryClient();
  const officers = useQuery(trpc.officers.list.queryOptions({ agencyCode }));
  const [asked, setAsked] = useState<{ what: 'change' | 'deactivate' | 'reactivate'; officer: Officer }>();
  const done = (): void => {
    setAsked(undefined);
    void queries.invalidateQueries(trpc.officers.pathFilter());
  };
  const deactivate = useMutation(trpc.officers.deactivate.mutationOptions({ onSuccess: done }));
  const reactivate = useMutation(trpc.officers.reactivate.mutationOptions({ onSuccess: done }));
  const close = (): void => {
    deactivate.reset();
    reactivate.reset();
    setAsked(undefined);
  };
  const actionsFor = (officer: Officer): PersonAction[] => {
    const { fullName: name } = officer;
    const ask = (what: NonNullable<typeof asked>['what']) => () => setAsked({ what, officer });
    if (!officer.isActive) return [{ icon: IconUserCheck, label: t('officer.reactivate'), name: t('officer.reactivateOf', { name }), run: ask('reactivate') }];
    return [
      { icon: IconPencil, label: t('officer.change'), name: t('officer.changeOf', { name }), run: ask('change') },
      { icon: IconUserOff, label: t('officer.deactivate'), name: t('officer.deactivateOf', { name }), run: ask('deactivate') },
    ];
  };
  return (
    <>
      {officers.error ? <FailureNotice error={officers.error} /> : null}
      {officers.isPending && !officers.error ? <Waiting>{t('officer.loading')}</Waiting> : null}
      {officers.data ? (
        officers.data.length === 0 ? (
          <Empty title={t('consoleOfficers.none')}>{t('consoleOfficers.noneHint')}</Empty>
        ) : (
          <PeopleTable people={officers.data} work={({ roles }) => roles.map((role) => t(`role.${role}`)).join(', ')} actions={actionsFor} />
        )
      ) : null}
      {isAdding ? (
        <OfficerDialog
          agencyCode={agencyCode}
          onDone={() => {
            onAdded();
            done();
          }}
          onClose={onAdded}
        />
      ) : null}
      {asked?.what === 'change' ? <OfficerDialog agencyCode={agencyCode} officer={asked.officer} onDone={done} onClose={close} /> : null}
      {asked?.what === 'deactivate' ? (
        <ReasonDialog
          title={t('officer.deactivateOf', { name: asked.officer.fullName })}
          explanation={t(asked.officer.roles.includes('administrator') ? 'consoleOfficers.deactivateAdministrator' : 'consoleOfficers.deactivateText')}
          label={t('reason.label')}
          confirm={t('officer.deactivate')}
          isRequired
          isBusy={deactivate.isPending}
          error={deactivate.error}
          onConfirm={(reason) => deactivate.mutate({ agencyCode, officerId: asked.officer.id, reason })}
          onClose={close}
        />
      ) : null}
      {asked?.what === 'reactivate' ? (
        <ConfirmDialog
          title={t('officer.reactivateOf', { name: asked.officer.fullName })}
          explanation={t('consoleOfficers.reactivateText')}
          confirm={t('officer.reactivate')}
          isBusy={reactivate.isPending}
          error={reactivate.error}
          onConfirm={() => reactivate.mutate({ agencyCode, officerId: asked.officer.id })}
          onClose={close}
        />
      ) : null}
    </>
  );
};
