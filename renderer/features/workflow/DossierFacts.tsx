import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { IconCalendarPlus, IconMailOpened } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCan } from '../../app/me.ts';
import { useTRPC } from '../../app/trpc.ts';
import { formatDate, formatDateTime, formatShortDate, formatTime, weekday } from '../../components/format.ts';
import { Mark } from '../../components/Marks.tsx';
import { FactList } from '../../components/FactList.tsx';
import { ReasonDialog } from '../../components/ReasonDialog.tsx';
import { authorityText, ownerText } from './describe-changes.ts';
import type { DossierView } from './dossier-view.ts';
import { Payments } from './Payments.tsx';
import classes from './DossierPage.module.css';
import { useRefresh } from './use-refresh.ts';

/** @param onExtend undefined where the date may not be put off */
export const DossierFacts = ({ view, onExtend }: { view: DossierView; onExtend: (() => void) | undefined }) => {
  const { t } = useTranslation();
  const { state } = view;
  const { applicant } = state;
  const rows: [string, string][] = [
    [t('dossier.applicant'), applicant.fullName],
    [t('citizen.number'), applicant.number],
    [t('citizen.dateOfBirth'), formatDate(applicant.dateOfBirth)],
    [t('citizen.sex'), applicant.sex === '' ? '' : t(applicant.sex === 'Nam' ? 'sex.male' : 'sex.female')],
    [t('citizen.address'), applicant.address],
    [t('citizen.phone'), applicant.phone],
    [t('citizen.email'), applicant.email],
    [t('dossier.owner'), ownerText(state.owner)],
    [t('dossier.authority'), authorityText(t, state.authority)],
    [t('dossier.procedure'), state.procedure.name],
    [t('procedure.code'), state.procedure.code ?? t('procedure.codeUnknown')],
    [t('dossier.requestSummary'), state.requestSummary === state.procedure.name ? '' : state.requestSummary],
    [t('dossier.submittedAt'), state.submittedAt === state.acceptedAt ? '' : formatDateTime(state.submittedAt)],
    [t('dossier.acceptedAt'), state.wasAccepted ? formatDateTime(state.acceptedAt) : ''],
    [t('procedure.timeLimit'), state.limitText],
    [t('dossier.receivedBy'), state.receivedByName],
    [t('dossier.channel'), [t(`channel.${state.channel}`), state.wasHelped ? t('dossier.helped') : ''].filter(Boolean).join(', ')],
    [t('dossier.returnMethod'), [t(`returnMethod.${state.returnMethod}`), state.returnMethod === 'postal' ? (state.returnAddress ?? '') : ''].filter(Boolean).join(': ')],
    [t('dossier.sets'), String(state.sets)],
    [t('dossier.resultCopies'), state.resultCopies ? String(state.resultCopies) : ''],
    [t('dossier.note'), state.note],
  ];
  return (
    <>
      {state.cancelled ? (
        <p className={classes.notAccepted}>{t('cancel.done', { reason: state.cancelled.reason })}</p>
      ) : state.wasAccepted ? (
        <Due view={view} onExtend={onExtend} />
      ) : (
        <p className={classes.notAccepted}>{t('due.notAccepted')}</p>
      )}
      <Payments view={view} />
      <FactList facts={rows} />
    </>
  );
};

const Due = ({ view: { state, timeliness }, onExtend }: { view: DossierView; onExtend: (() => void) | undefined }) => {
  const { t } = useTranslation();
  return (
    <div className={classes.due} data-timeliness={timeliness}>
      <p>
        <span>{t('due.title')}</span>
        <strong>
          {t(`weekday.${weekday(state.dueAt)}`)}, {formatDate(state.dueAt)}
        </strong>
        <span>{t('due.before', { time: formatTime(state.dueAt) })}</span>
      </p>
      {onExtend && state.apologyDraft === undefined ? (
        <Button size="compact-sm" variant="default" leftSection={<IconCalendarPlus size={15} aria-hidden />} onClick={onExtend}>
          {t('extend.open')}
        </Button>
      ) : null}
      {state.dueChanges.length === 0 ? null : (
        <ul aria-label={t('due.changes')}>
          {state.dueChanges.map((change) => (
            <li key={`${change.at}-${change.to}`}>
              {formatShortDate(change.from)} → {formatShortDate(change.to)}: {t(`due.cause.${change.cause}`)}
            </li>
          ))}
        </ul>
      )}
      {state.apologyDraft ? <ApologyDraft dossierId={state.id} draft={state.apologyDraft} onSign={onExtend} /> : null}
    </div>
  );
};

type ApologyDraftProps = { dossierId: string; draft: NonNullable<DossierView['state']['apologyDraft']>; onSign: (() => void) | undefined };

/** A letter that waits for the head's signature; until then the promised date stands. */
const ApologyDraft = ({ dossierId, draft, onSign }: ApologyDraftProps) => {
  const { t } = useTranslation();
  const may = useCan();
  const refresh = useRefresh();
  const trpc = useTRPC();
  const [isDropping, setDropping] = useState(false);
  const drop = useMutation(
    trpc.dossier.dropApology.mutationOptions({
      onSuccess: () => {
        refresh();
        setDropping(false);
      },
    }),
  );
  return (
    <div className={classes.draft}>
      <p>
        <Mark tone="today" icon={IconMailOpened}>
          {t('apology.drafted')}
        </Mark>
        <strong>{t('apology.until', { date: formatDate(draft.dueAt) })}</strong>
        <span>{draft.reason}</span>
      </p>
      {onSign ? (
        <Button size="compact-sm" onClick={onSign}>
          {t('apology.sign')}
        </Button>
      ) : null}
      {may('dossier.dropApology') ? (
        <Button size="compact-sm" variant="subtle" onClick={() => setDropping(true)}>
          {t('apology.drop')}
        </Button>
      ) : null}
      {isDropping ? (
        <ReasonDialog
          title={t('apology.drop')}
          explanation={t('apology.dropText')}
          label={t('reason.label')}
          confirm={t('apology.drop')}
          isRequired={false}
          isBusy={drop.isPending}
          error={drop.error}
          onConfirm={(reason) => drop.mutate({ id: dossierId, reason })}
          onClose={() => setDropping(false)}
        />
      ) : null}
    </div>
  );
};
