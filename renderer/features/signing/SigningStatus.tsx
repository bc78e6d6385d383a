import { useQuery } from '@tanstack/react-query';
import { IconSignature } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useTRPC } from '../../app/trpc.ts';
import { WaitingDialog } from './WaitingDialog.tsx';

/** In the status bar while papers wait for a signature or are being signed; nothing otherwise. */
export const SigningStatus = ({ className }: { className: string }) => {
  const { t } = useTranslation();
  const trpc = useTRPC();
  const queue = useQuery(trpc.signing.queue.queryOptions());
  const [isOpen, setOpen] = useState(false);
  const { batch, waiting = [], token } = queue.data ?? {};
  const isRunning = batch?.isRunning === true;
  const done = batch?.items.filter(({ state }) => state !== 'waiting' && state !== 'signing').length ?? 0;
  const isBack = !isRunning && token === 'present';
  return (
    <>
      {isRunning || waiting.length > 0 ? (
        <button type="button" className={className} data-tone={isBack ? 'today' : 'quiet'} onClick={() => setOpen(true)}>
          <IconSignature size={15} aria-hidden />
          <span role="status">
            {isRunning ? t('signing.status.running', { done, n: batch.items.length }) : t(isBack ? 'signing.status.back' : 'signing.status.waiting', { n: waiting.length })}
          </span>
        </button>
      ) : null}
      {isOpen ? <WaitingDialog onClose={() => setOpen(false)} /> : null}
    </>
  );
};
