import { ActionIcon, Drawer } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { IconStar, IconStarFilled } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useKeys } from '../../app/keyboard.ts';
import { useServices } from '../../app/services.ts';
import { useTRPC } from '../../app/trpc.ts';
import { FailureNotice } from '../../components/FailureNotice.tsx';
import { KeyHint } from '../../components/KeyHint.tsx';
import { Waiting } from '../../components/Words.tsx';
import { Guide } from '../catalogue/Guide.tsx';
import { useFavourites } from '../catalogue/use-favourites.ts';
import classes from './ProcedureGuide.module.css';

type ProcedureGuideProps = { id: string; /** The version that a dossier keeps; the one in force where it is missing. */ version?: string; onClose: () => void };

/** F1 at the counter: who may ask, what to bring, how long, how much, and what usually goes wrong. */
export const ProcedureGuide = ({ id, version, onClose }: ProcedureGuideProps) => {
  const { t } = useTranslation();
  const { keyboard } = useServices();
  const trpc = useTRPC();
  const favourites = useFavourites();
  // A linked procedure is looked up from here and nothing on the sheet changes.
  const [shown, setShown] = useState(id);
  const procedure = useQuery(trpc.reception.procedure.queryOptions({ id: shown, ...(version !== undefined && shown === id && { version }) }));
  const isPinned = favourites.ids.includes(shown);
  useKeys(keyboard, { F1: onClose }, { isModal: true });
  return (
    <Drawer
      opened
      onClose={onClose}
      position="right"
      size={620}
      title={
        <span className={classes.title}>
          {t('guide.title')} <KeyHint keys="F1" />
          <ActionIcon variant="subtle" color={isPinned ? 'yellow' : 'gray'} aria-pressed={isPinned} aria-label={t('catalogue.pin')} title={t(isPinned ? 'catalogue.unpin' : 'catalogue.pin')} onClick={() => favourites.toggle(shown)}>
            {isPinned ? <IconStarFilled size={17} aria-hidden /> : <IconStar size={17} aria-hidden />}
          </ActionIcon>
        </span>
      }
      closeButtonProps={{ 'aria-label': t('action.close') }}
    >
      {procedure.error ? <FailureNotice error={procedure.error} /> : null}
      {favourites.error ? <FailureNotice error={favourites.error} onClose={favourites.forgetError} /> : null}
      {procedure.data ? <Guide procedure={procedure.data} onOpen={setShown} /> : procedure.isPending ? <Waiting>{t('guide.loading')}</Waiting> : null}
    </Drawer>
  );
};
