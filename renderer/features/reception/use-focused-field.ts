import { type FocusEvent, useEffect, useRef, useState } from 'react';

/**
 * Which `data-field` is being typed in. What is wrong is said once its field is left; but a line of words that comes between
 * the press and the release of the mouse would push away what is being clicked, so it waits until the mouse is up.
 */
export const useFocusedField = () => {
  const [focused, setFocused] = useState<string>();
  const next = useRef<string>(undefined);
  const isPressed = useRef(false);

  useEffect(() => {
    const onDown = (): void => void (isPressed.current = true);
    const onUp = (): void => {
      isPressed.current = false;
      // After the click itself.
      setTimeout(() => setFocused(next.current));
    };
    window.addEventListener('pointerdown', onDown, true);
    window.addEventListener('pointerup', onUp, true);
    window.addEventListener('pointercancel', onUp, true);
    return () => {
      window.removeEventListener('pointerdown', onDown, true);
      window.removeEventListener('pointerup', onUp, true);
      window.removeEventListener('pointercancel', onUp, true);
    };
  }, []);

  const go = (field: string | undefined): void => {
    next.current = field;
    if (!isPressed.current) setFocused(field);
  };
  return {
    focused,
    focusProps: {
      onFocusCapture: ({ target }: FocusEvent<HTMLElement>) => go(target.dataset.field),
      onBlurCapture: () => go(undefined),
    },
  };
};
