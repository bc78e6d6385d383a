import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { IconAlertTriangle, IconArrowBackUp, IconFileAlert, IconFileOff, IconLink } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { type Outputs, useTRPC } from '../../app/trpc.ts';
import { formatTime } from '../../components/format.ts';
import type { ItemForm, ReceptionForm } from './form.ts';
import { ownerKeyOf } from './owner-key.ts';
import classes from './ProcedureColumn.module.css';

type ProcedureView = Outputs['reception']['procedure'];

/** The same citizen and procedure, received today already, perhaps at the next desk: to be looked at, never in the way. */
export const DuplicateNotice = ({ form }: { form: ReceptionForm }) => {
  const { t } = useTranslation();
  const trpc = useTRPC();
  const whose = ownerKeyOf(form);
  const procedureIds = form.items.flatMap(({ procedureId }) => procedureId ?? []);
  const found = useQuery(
    trpc.reception.duplicates.queryOptions({ ...whose, procedureIds }, { enabled: whose !== undefined && procedureIds.length > 0, staleTime: 0 }),
  );
  const rows = whose !== undefined && procedureIds.length > 0 ? (found.data ?? []) : [];
  if (rows.length === 0) return null;
  return (
    <ul className={classes.notice} aria-label={t('reception.duplicates')}>
      {rows.map((row) => (
        <li key={row.id}>
          <IconAlertTriangle size={15} aria-hidden />
          <span>
            {t('reception.duplicates.text', { procedure: row.procedureName, time: formatTime(row.acceptedAt), name: row.receivedByName })}{' '}
            <Link to="/dossiers/$dossierId" params={{ dossierId: row.id }}>
              {row.code}
            </Link>
          </span>
        </li>
      ))}
    </ul>
  );
};

/** The procedure of a group that one linked dossier settles together; or what such a dossier settles. */
export const LinkedNotice = ({ procedure, onSwitch }: { procedure: ProcedureView; onSwitch: (id: string) => void }) => {
  const { t } = useTranslation();
  const { linkedProcedure, settles } = procedure;
  if (linkedProcedure) {
    return (
      <div className={classes.linked}>
        <IconLink size={15} aria-hidden />
        <span className={classes.clamped} title={linkedProcedure.name}>
          {t('reception.linked.possible', { name: linkedProcedure.name })}
        </span>
        <Button size="compact-sm" variant="light" onClick={() => onSwitch(linkedProcedure.id)}>
          {t('reception.linked.switch')}
        </Button>
      </div>
    );
  }
  if (settles.length === 0) return null;
  return (
    <div className={classes.linked}>
      <IconLink size={15} aria-hidden />
      <span className={classes.grow}>{t('reception.linked.settles', { names: settles.map(({ name, code }) => name ?? code).join('; ') })}</span>
    </div>
  );
};

/** This one is sent home, for papers or for good; taken back with one press. */
export const DecisionNotice = ({ item, onTakeBack }: { item: ItemForm; onTakeBack: () => void }) => {
  const { t } = useTranslation();
  const { outcome, reason } = item.decision;
  if (outcome === 'accept') return null;
  return (
    <div className={classes.decision} role="status">
      {outcome === 'supplement' ? <IconFileAlert size={16} aria-hidden /> : <IconFileOff size={16} aria-hidden />}
      <span className={classes.grow}>
        <strong>{t(`reception.decision.${outcome}`)}</strong> {reason}
      </span>
      <Button size="compact-sm" variant="subtle" leftSection={<IconArrowBackUp size={14} aria-hidden />} onClick={onTakeBack}>
        {t('reception.decision.takeBack')}
      </Button>
    </div>
  );
};
