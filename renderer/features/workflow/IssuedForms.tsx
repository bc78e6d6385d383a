import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { IconFileText, IconListDetails } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useCan } from '../../app/me.ts';
import { useTRPC } from '../../app/trpc.ts';
import { FailureNotice } from '../../components/FailureNotice.tsx';
import { formatDateTime } from '../../components/format.ts';
import { Panel } from '../../components/Panel.tsx';
import type { DossierView } from './dossier-view.ts';
import classes from './DossierPage.module.css';
import { useRefresh } from './use-refresh.ts';

/** Every form that was made out for this dossier, newest first, to look at and print again. */
export const IssuedForms = ({ view: { state }, onOpen }: { view: DossierView; onOpen: (formId: string) => void }) => {
  const { t } = useTranslation();
  const may = useCan();
  const trpc = useTRPC();
  const refresh = useRefresh();
  const issue = useMutation(
    trpc.forms.issue.mutationOptions({
      onSuccess: ({ formId }) => {
        refresh();
        onOpen(formId);
      },
    }),
  );
  return (
    <Panel
      title={t('issued.title')}
      aside={
        may('forms.issue') && !state.cancelled ? (
          <Button
            size="compact-sm"
            variant="default"
            leftSection={<IconListDetails size={15} aria-hidden />}
            disabled={issue.isPending}
            onClick={() => issue.mutate({ dossierId: state.id, form: 'controlSlip', text: {} })}
          >
            {t('issued.makeControlSlip')}
          </Button>
        ) : undefined
      }
    >
      {issue.error ? <FailureNotice error={issue.error} /> : null}
      {state.forms.length === 0 ? <p className={classes.quiet}>{t('issued.none')}</p> : null}
      <ul className={classes.issued}>
        {state.forms.toReversed().map((issued) => (
          <li key={issued.id}>
            <button type="button" onClick={() => onOpen(issued.id)}>
              <IconFileText size={18} stroke={1.5} aria-hidden />
              <span>
                <strong>{t(`issued.${issued.form}`)}</strong>
                <span>
                  {issued.number} · {formatDateTime(issued.at)}
                </span>
              </span>
            </button>
          </li>
        ))}
      </ul>
    </Panel>
  );
};
