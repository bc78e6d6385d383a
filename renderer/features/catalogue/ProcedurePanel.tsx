import { Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { IconArchive, IconArrowBackUp, IconFilePlus, IconHistory, IconPencil, IconStar, IconStarFilled } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCan } from '../../app/me.ts';
import { useServices } from '../../app/services.ts';
import { useTRPC } from '../../app/trpc.ts';
import { FailureNotice } from '../../components/FailureNotice.tsx';
import { Panel } from '../../components/Panel.tsx';
import { ReasonDialog } from '../../components/ReasonDialog.tsx';
import { Waiting } from '../../components/Words.tsx';
import { useProcedureStarter } from '../reception/use-procedure-starter.ts';
import { Guide } from './Guide.tsx';
import { HistoryDialog } from './HistoryDialog.tsx';
import type { useFavourites } from './use-favourites.ts';
import classes from './CataloguePage.module.css';

type ProcedurePanelProps = { id: string; favourites: ReturnType<typeof useFavourites>; onOpen: (id: string) => void };

/** One procedure as a page: its guide, and what may be done with it. */
export const ProcedurePanel = ({ id, favourites, onOpen }: ProcedurePanelProps) => {
  const { t } = useTranslation();
  const { newId } = useServices();
  const may = useCan();
  const trpc = useTRPC();
  const navigate = useNavigate();
  const startWith = useProcedureStarter();
  const [dialog, setDialog] = useState<'retire' | 'restore' | 'history'>();
  const procedure = useQuery(trpc.reception.procedure.queryOptions({ id }));
  const isPinned = favourites.ids.includes(id);
  const data = procedure.data;

  return (
    <Panel
      title={t('guide.title')}
      bodyClassName={classes.body}
      isReading
      aside={
        data ? (
          <div className={classes.actions}>
            {data.isRetired ? null : (
              <Button size="compact-sm" variant="subtle" aria-pressed={isPinned} leftSection={isPinned ? <IconStarFilled size={15} aria-hidden /> : <IconStar size={15} aria-hidden />} onClick={() => favourites.toggle(id)}>
                {t(isPinned ? 'catalogue.unpin' : 'catalogue.pin')}
              </Button>
            )}
            <Button size="compact-sm" variant="subtle" leftSection={<IconHistory size={15} aria-hidden />} onClick={() => setDialog('history')}>
              {t('catalogue.history')}
            </Button>
            {may('catalogue.publish') && !data.isRetired ? (
              <>
                <Button size="compact-sm" variant="subtle" leftSection={<IconArchive size={15} aria-hidden />} onClick={() => setDialog('retire')}>
                  {t('catalogue.retire')}
                </Button>
                <Button size="compact-sm" variant="light" leftSection={<IconPencil size={15} aria-hidden />} onClick={() => void navigate({ to: '/catalogue/edit', search: { procedure: id } })}>
                  {t('catalogue.edit')}
                </Button>
              </>
            ) : null}
            {may('catalogue.restore') && data.isRetired ? (
              <Button size="compact-sm" variant="light" leftSection={<IconArrowBackUp size={15} aria-hidden />} onClick={() => setDialog('restore')}>
                {t('catalogue.restore')}
              </Button>
            ) : null}
            {may('reception.receive') && !data.isRetired ? (
              <Button
                size="compact-sm"
                leftSection={<IconFilePlus size={15} aria-hidden />}
                onClick={() => {
                  startWith(newId(), id);
                  void navigate({ to: '/reception' });
                }}
              >
                {t('catalogue.receive')}
              </Button>
            ) : null}
          </div>
        ) : null
      }
    >
      {procedure.error ? <FailureNotice error={procedure.error} /> : null}
      {data ? <Guide procedure={data} onOpen={onOpen} /> : procedure.isPending ? <Waiting>{t('guide.loading')}</Waiting> : null}
      {data && dialog === 'history' ? <HistoryDialog id={id} name={data.name} onClose={() => setDialog(undefined)} /> : null}
      {data && (dialog === 'retire' || dialog === 'restore') ? <InForceDialog id={id} name={data.name} step={dialog} onClose={() => setDialog(undefined)} /> : null}
    </Panel>
  );
};

/** Out of force and back into it, each with its reason, which stays in the history. */
const InForceDialog = ({ id, name, step, onClose }: { id: string; name: string; step: 'retire' | 'restore'; onClose: () => void }) => {
  const { t } = useTranslation();
  const trpc = useTRPC();
  const queries = useQueryClient();
  const onSuccess = (): void => {
    void queries.invalidateQueries(trpc.reception.procedures.pathFilter());
    void queries.invalidateQueries(trpc.reception.procedure.queryFilter({ id }));
    onClose();
  };
  const retire = useMutation(trpc.catalogue.retire.mutationOptions({ onSuccess }));
  const restore = useMutation(trpc.catalogue.restore.mutationOptions({ onSuccess }));
  const change = step === 'retire' ? retire : restore;
  return (
    <ReasonDialog
      title={t(`catalogue.${step}.title`)}
      explanation={t(`catalogue.${step}.text`, { name })}
      label={t('reason.label')}
      confirm={t(`catalogue.${step}`)}
      isRequired
      isBusy={change.isPending}
      error={change.error}
      onConfirm={(reason) => change.mutate({ id, reason })}
      onClose={onClose}
    />
  );
};
