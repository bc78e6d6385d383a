import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useCan } from '../../app/me.ts';
import { useReader } from '../../app/reader.ts';
import { useServices } from '../../app/services.ts';
import { useReception, useStores } from '../../app/stores.ts';
import { useTRPCClient } from '../../app/trpc.ts';
import { ReceiptCheckDialog } from './ReceiptCheckDialog.tsx';

/** What the frame does with a reading that the open page has no use for: a card opens a reception, a code its dossier, a receipt is checked. */
export const ReceptionReader = () => {
  const may = useCan();
  const client = useTRPCClient();
  const navigate = useNavigate();
  const { newId } = useServices();
  const { reception, search } = useStores();
  const awaitCard = useReception((state) => state.awaitCard);
  const [receipt, setReceipt] = useState<string>();

  useReader((reading) => {
    if (reading.kind === 'receipt') {
      if (!may('reception.verifyReceipt')) return false;
      setReceipt(reading.payload);
      return true;
    }
    if (reading.kind === 'dossier') {
      if (!may('dossier.list')) return false;
      void client.search.query.query({ text: reading.code }).then(({ dossiers }) => {
        const found = dossiers.find(({ code }) => code === reading.code);
        if (found) void navigate({ to: '/dossiers/$dossierId', params: { dossierId: found.id } });
        else {
          search.getState().look(reading.code);
          void navigate({ to: '/search' });
        }
      });
      return true;
    }
    if (!may('reception.receive')) return false;
    reception.getState().begin(newId());
    awaitCard(reading);
    void navigate({ to: '/reception' });
    return true;
  });
  return receipt === undefined ? null : <ReceiptCheckDialog key={receipt} payload={receipt} onClose={() => setReceipt(undefined)} />;
};
