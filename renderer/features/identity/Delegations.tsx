import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { IconUserShare } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { localDate } from '../../../domain/time.ts';
import { useServices } from '../../app/services.ts';
import { type Outputs, useTRPC } from '../../app/trpc.ts';
import { FailureNotice } from '../../components/FailureNotice.tsx';
import { formatDate } from '../../components/format.ts';
import { Mark } from '../../components/Marks.tsx';
import classes from './Delegations.module.css';

type Officer = Outputs['identity']['officers'][number];

type DelegationsProps = { officer: Officer; nameOf: (officerId: string) => string; mayEnd: boolean };

/** Who stands in for an officer now or soon; what is over is in the log. */
export const Delegations = ({ officer, nameOf, mayEnd }: DelegationsProps) => {
  const { t } = useTranslation();
  const { clock } = useServices();
  const trpc = useTRPC();
  const queries = useQueryClient();
  const end = useMutation(trpc.identity.endDelegation.mutationOptions({ onSuccess: () => void queries.invalidateQueries(trpc.identity.officers.pathFilter()) }));
  const today = localDate(clock.now());
  const open = officer.delegations.filter(({ endedAt, until }) => endedAt === undefined && until >= today);
  return open.map(({ id, from, until, toOfficerId, reason }) => (
    <span key={id} className={classes.delegation}>
      <Mark tone="paused" icon={IconUserShare}>
        {t(from <= today ? 'delegation.now' : 'delegation.soon', { name: nameOf(toOfficerId), from: formatDate(from), until: formatDate(until) })}
      </Mark>
      {reason === '' ? null : <span>{reason}</span>}
      {mayEnd ? (
        <Button size="compact-xs" variant="subtle" disabled={end.isPending} aria-label={t('delegation.endOf', { name: officer.fullName })} onClick={() => end.mutate({ officerId: officer.id, delegationId: id })}>
          {t('delegation.end')}
        </Button>
      ) : null}
      {end.error ? <FailureNotice error={end.error} onClose={() => end.reset()} /> : null}
    </span>
  ));
};
