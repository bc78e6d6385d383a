import { useEffect, useId, useRef, useState } from 'react';

/**
 * Arrow keys over a list that belongs to a text field: the field keeps the focus, the list shows which line is meant
 * (WAI-ARIA combobox with a list below it). While the list is behind the text, Enter waits for it: fast fingers must not
 * choose a line of the list before.
 */
export const useOptionList = (length: number, onChoose: (index: number) => void, isBehind = false) => {
  const listId = useId();
  const [active, setActive] = useState(0);
  const at = Math.min(active, Math.max(0, length - 1));
  const optionId = (index: number): string => `${listId}-${index}`;

  const isWaiting = useRef(false);
  const choose = useRef(onChoose);
  choose.current = onChoose;
  useEffect(() => {
    if (isBehind || !isWaiting.current) return;
    isWaiting.current = false;
    if (length > 0) choose.current(0);
  }, [isBehind, length]);

  useEffect(() => {
    document.getElementById(`${listId}-${at}`)?.scrollIntoView({ block: 'nearest' });
  }, [listId, at]);

  return {
    active: at,
    setActive,
    listProps: { id: listId, role: 'listbox' as const },
    optionProps: (index: number) => ({
      id: optionId(index),
      role: 'option' as const,
      'aria-selected': index === at,
      onMouseMove: () => setActive(index),
      onClick: () => onChoose(index),
    }),
    fieldProps: {
      role: 'combobox' as const,
      'aria-expanded': length > 0,
      'aria-controls': listId,
      'aria-activedescendant': length > 0 ? optionId(at) : undefined,
      'aria-autocomplete': 'list' as const,
      autoComplete: 'off',
      spellCheck: false,
      onKeyDown: (event: React.KeyboardEvent) => {
        if (event.nativeEvent.isComposing || event.keyCode === 229 || event.ctrlKey || event.altKey || event.metaKey) return;
        isWaiting.current = false;
        const to = { ArrowDown: at + 1, ArrowUp: at - 1 }[event.key];
        if (to !== undefined) {
          event.preventDefault();
          setActive(Math.max(0, Math.min(length - 1, to)));
        } else if (event.key === 'Enter' && !event.shiftKey && (isBehind || length > 0)) {
          event.preventDefault();
          if (isBehind) isWaiting.current = true;
          else onChoose(at);
        }
      },
    },
  };
};
