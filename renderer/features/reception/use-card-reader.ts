import { useCallback, useState } from 'react';
import { refusalOf } from '../../app/post-file.ts';
import { useStores } from '../../app/stores.ts';
import { problem } from '../../../domain/problem.ts';
import { failureOf, useTRPCClient } from '../../app/trpc.ts';
import { postCardImage } from './post-card-image.ts';
import { type WhoseField, withCard } from './form-edit.ts';

export type CardBurst = { payload: string; isMangled: boolean };

type CardFailure = { draftId: string; whose: WhoseField; error: unknown };

export type CardReader = {
  isReading: boolean;
  failure: CardFailure | undefined;
  forget: () => void;
  readPayload: (draftId: string, whose: WhoseField, card: CardBurst) => void;
  readImage: (draftId: string, whose: WhoseField, file: File) => void;
};

/** From what a reader typed, or from a picture of the card, to the fields of an open reception. */
export const useCardReader = (): CardReader => {
  const client = useTRPCClient();
  const { reception } = useStores();
  const [isReading, setReading] = useState(false);
  const [failure, setFailure] = useState<CardFailure>();

  const run = useCallback(
    async (draftId: string, whose: WhoseField, payloadOf: () => Promise<string>, isMangled = false): Promise<void> => {
      setReading(true);
      setFailure(undefined);
      try {
        const { fields, warnings } = await client.reception.readCard.mutate({ payload: (await payloadOf()).slice(0, 4000) });
        reception.getState().edit(draftId, (form) => withCard(form, whose, fields));
        reception.getState().warn(draftId, whose, warnings);
      } catch (error) {
        setFailure({ draftId, whose, error: isMangled ? explained(error) : error });
      } finally {
        setReading(false);
      }
    },
    [client, reception],
  );

  return {
    isReading,
    failure,
    forget: () => setFailure(undefined),
    readPayload: (draftId, whose, { payload, isMangled }) => void run(draftId, whose, () => Promise.resolve(payload), isMangled),
    readImage: (draftId, whose, file) => void run(draftId, whose, () => postCardImage(file)),
  };
};

/** What typing made of a card may no longer look like one; the page saw the typing, so it knows why. */
const explained = (error: unknown): unknown => {
  const failure = failureOf(error);
  if (failure.kind !== 'problem' || failure.problem.problem === 'permission.denied' || failure.problem.problem === 'signIn.required') return error;
  return refusalOf(problem('card.mangledByTyping', { how: 'typing' }));
};
