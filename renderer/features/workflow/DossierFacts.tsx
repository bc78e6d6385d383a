import { Button } from '@mantine/core';
import { IconCalendarPlus } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { formatDate, formatDateTime, formatShortDate, formatTime, weekday } from '../../components/format.ts';
import { authorityText, ownerText } from './describe-changes.ts';
import type { DossierView } from './dossier-view.ts';
import { Payments } from './Payments.tsx';
import classes from './DossierPage.module.css';

/** @param onExtend undefined where the date may not be put off */
export const DossierFacts = ({ view, onExtend }: { view: DossierView; onExtend: (() => void) | undefined }) => {
  const { t } = useTranslation();
  const { state } = view;
  const { applicant } = state;
  const rows: [string, string][] = [
    [t('dossier.applicant'), applicant.fullName],
    [t('citizen.number'), applicant.number],
    [t('citizen.dateOfBirth'), [formatDate(applicant.dateOfBirth), applicant.sex === '' ? '' : t(applicant.sex === 'Nam' ? 'sex.male' : 'sex.female')].filter(Boolean).join(' · ')],
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
      <dl className={classes.facts}>
        {rows
          .filter(([, value]) => value !== '')
          .map(([label, value]) => (
            <div key={label}>
              <dt>{label}</dt>
              <dd>{value}</dd>
            </div>
          ))}
      </dl>
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
      {onExtend ? (
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
    </div>
  );
};
