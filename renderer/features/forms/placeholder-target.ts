import { createContext, type FocusEvent, use, useMemo, useRef } from 'react';

type Target = { element: HTMLTextAreaElement | HTMLInputElement; put: (value: string) => void };

export type PlaceholderTarget = {
  /** For every field of a form's words: it becomes the one that a placeholder goes into. */
  take: (event: FocusEvent<HTMLTextAreaElement | HTMLInputElement>, put: (value: string) => void) => void;
  /** Puts it where the cursor was. False when no field has been in use yet. */
  insert: (placeholder: string) => boolean;
};

const TargetContext = createContext<PlaceholderTarget | undefined>(undefined);

export const PlaceholderTargetProvider = TargetContext.Provider;

export const usePlaceholderTarget = (): PlaceholderTarget => {
  const target = use(TargetContext);
  if (!target) throw new Error('no form is being edited around this component');
  return target;
};

export const useNewPlaceholderTarget = (): PlaceholderTarget => {
  const current = useRef<Target | undefined>(undefined);
  return useMemo(
    () => ({
      take: ({ currentTarget }, put) => {
        current.current = { element: currentTarget, put };
      },
      insert: (placeholder) => {
        const target = current.current;
        if (target === undefined || !target.element.isConnected) return false;
        const { element, put } = target;
        const from = element.selectionStart ?? element.value.length;
        const to = element.selectionEnd ?? from;
        put(element.value.slice(0, from) + placeholder + element.value.slice(to));
        requestAnimationFrame(() => {
          element.focus();
          element.setSelectionRange(from + placeholder.length, from + placeholder.length);
        });
        return true;
      },
    }),
    [],
  );
};
