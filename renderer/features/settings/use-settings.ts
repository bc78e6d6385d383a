import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useServices } from '../../app/services.ts';
import { useTRPC } from '../../app/trpc.ts';

/**
 * Saves one part of the settings and remembers when, for the officer to see that it is done.
 * @param onSaved forgets what was typed, so that what the desk says is shown again
 */
export const useSettingsChange = (onSaved: () => void = () => undefined) => {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const { clock } = useServices();
  const [savedAt, setSavedAt] = useState<number>();
  const change = useMutation(
    trpc.settings.change.mutationOptions({
      onSuccess: (view) => {
        queries.setQueryData(trpc.settings.view.queryKey(), view);
        setSavedAt(clock.now());
        onSaved();
      },
      onMutate: () => setSavedAt(undefined),
    }),
  );
  return { change, savedAt };
};
