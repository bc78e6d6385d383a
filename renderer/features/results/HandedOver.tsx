import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { IconCircleCheck, IconMoodEmpty, IconMoodSad, IconMoodSmile, IconPrinter, type Icon } from '@tabler/icons-react';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { ratingScores } from '../../../domain/dossier/events.ts';
import { useKeys } from '../../app/keyboard.ts';
import { useCan } from '../../app/me.ts';
import { useServices } from '../../app/services.ts';
import { useTRPC } from '../../app/trpc.ts';
import { FailureNotice } from '../../components/FailureNotice.tsx';
import { formatDateTime } from '../../components/format.ts';
import { KeyHint } from '../../components/KeyHint.tsx';
import { Panel } from '../../components/Panel.tsx';
import { PdfFrame, type PdfHandle } from '../../components/PdfFrame.tsx';
import type { DossierView } from '../workflow/dossier-view.ts';
import { useRefresh } from '../workflow/use-refresh.ts';
import classes from './HandedOver.module.css';

const faces: Record<(typeof ratingScores)[number], Icon> = { satisfied: IconMoodSmile, neutral: IconMoodEmpty, dissatisfied: IconMoodSad };

/** The citizen has it: the slip to print, and one question to them, with buttons that a finger finds. */
export const HandedOver = ({ view: { state }, isJustNow, onDone }: { view: DossierView; isJustNow: boolean; onDone: () => void }) => {
  const { t } = useTranslation();
  const { keyboard } = useServices();
  const may = useCan();
  const trpc = useTRPC();
  const refresh = useRefresh();
  const pdf = useRef<PdfHandle>(null);
  const rate = useMutation(trpc.results.rate.mutationOptions({ onSuccess: refresh }));
  const { handOver, rating } = state;
  useKeys(keyboard, { F9: () => pdf.current?.print(), 'Ctrl+Enter': onDone });
  return (
    <Panel
      title={t('handOver.title')}
      bodyClassName={classes.body!}
      footer={
        <div className={classes.foot}>
          <Button variant="default" leftSection={<IconPrinter size={16} aria-hidden />} rightSection={<KeyHint keys="F9" />} onClick={() => pdf.current?.print()}>
            {t('handOver.printSlip')}
          </Button>
          <Button size="md" data-main-action rightSection={<KeyHint keys="Ctrl+Enter" tone="onAccent" />} onClick={onDone}>
            {t('handOver.next')}
          </Button>
        </div>
      }
    >
      <p className={classes.done} role="status">
        <IconCircleCheck size={20} aria-hidden />
        {handOver ? t('handOver.done', { name: handOver.name, at: formatDateTime(handOver.at) }) : t('handOver.doneEarlier')}
      </p>
      {rating ? (
        <p className={classes.rated}>{t('rating.thanks', { score: t(`rating.${rating.score}`) })}</p>
      ) : isJustNow && may('results.rate') ? (
        <div className={classes.rating} role="group" aria-label={t('rating.question')}>
          <strong>{t('rating.question')}</strong>
          <div>
            {ratingScores.map((score) => {
              const Face = faces[score];
              return (
                <button key={score} type="button" data-score={score} disabled={rate.isPending} onClick={() => rate.mutate({ id: state.id, score, comment: '' })}>
                  <Face size={44} stroke={1.5} aria-hidden />
                  {t(`rating.${score}`)}
                </button>
              );
            })}
          </div>
          {rate.error ? <FailureNotice error={rate.error} onClose={() => rate.reset()} /> : null}
        </div>
      ) : null}
      {handOver ? <PdfFrame ref={pdf} url={`/files/result-slip/${state.id}.pdf`} title={t('handOver.slip')} /> : null}
    </Panel>
  );
};
