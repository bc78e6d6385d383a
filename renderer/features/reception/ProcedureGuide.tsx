import { Drawer } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useKeys } from '../../app/keyboard.ts';
import { useServices } from '../../app/services.ts';
import { useTRPC } from '../../app/trpc.ts';
import { FailureNotice } from '../../components/FailureNotice.tsx';
import { formatMoney } from '../../components/format.ts';
import { Waiting } from '../../components/Words.tsx';
import { describeLimit } from './describe-limit.ts';
import classes from './ProcedureGuide.module.css';

/** F1: what this procedure asks for, how long it takes and what it rests on, to read out to a citizen. */
export const ProcedureGuide = ({ id, onClose }: { id: string; onClose: () => void }) => {
  const { t } = useTranslation();
  const { keyboard } = useServices();
  const trpc = useTRPC();
  const procedure = useQuery(trpc.reception.procedure.queryOptions({ id }));
  useKeys(keyboard, { F1: onClose }, { isModal: true });
  return (
    <Drawer opened onClose={onClose} position="right" size={460} title={t('guide.title')} closeButtonProps={{ 'aria-label': t('action.close') }}>
      {procedure.error ? <FailureNotice error={procedure.error} /> : null}
      {procedure.data ? (
        <div className={classes.guide}>
          <h3>{procedure.data.name}</h3>
          <dl>
            <dt>{t('procedure.code')}</dt>
            <dd>{procedure.data.code ?? t('procedure.codeUnknown')}</dd>
            <dt>{t('procedure.field')}</dt>
            <dd>{procedure.data.field}</dd>
            <dt>{t('procedure.timeLimit')}</dt>
            <dd>{describeLimit(t, procedure.data.timeLimit)}</dd>
            <dt>{t('dossier.fee')}</dt>
            <dd>{procedure.data.feeVnd === null ? t('fee.byProvince') : procedure.data.feeVnd === 0 ? t('fee.none') : formatMoney(procedure.data.feeVnd)}</dd>
          </dl>
          <h4>{t('reception.papers.title')}</h4>
          {procedure.data.documents.length === 0 ? <p>{t('reception.papers.none')}</p> : null}
          <ol>
            {procedure.data.documents.map((document) => (
              <li key={document.key}>
                {document.name}
                <span>
                  {t(`paper.kind.${document.kind}`)} · {t('paper.quantity', { n: document.quantity })}
                  {document.required ? ` · ${t('paper.required')}` : ''}
                </span>
              </li>
            ))}
          </ol>
          {procedure.data.legalBasis === '' ? null : (
            <>
              <h4>{t('procedure.legalBasis')}</h4>
              <p>{procedure.data.legalBasis}</p>
            </>
          )}
        </div>
      ) : procedure.isPending ? (
        <Waiting>{t('guide.loading')}</Waiting>
      ) : null}
    </Drawer>
  );
};
