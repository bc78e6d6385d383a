import { useEffect, useRef } from 'react';

/**
 * The one place that turns key presses into commands. A chord is a function key, Escape, or something with Ctrl or Alt: never a
 * bare letter, because Vietnamese typing (Telex, VNI) turns letters into others and must not be disturbed.
 */
export type Chord =
  | 'F1'
  | 'F2'
  | 'F3'
  | 'F4'
  | 'F6'
  | 'F7'
  | 'F8'
  | 'F9'
  | 'F10'
  | 'F12'
  | 'Ctrl+Enter'
  | 'Ctrl+K'
  | 'Ctrl+Y'
  | 'Ctrl+Z'
  | 'PageUp'
  | 'PageDown'
  | AltChord;

type Digit = 0 | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9;
type AltChord = (typeof altNames)[number] | `Alt+${Digit}`;

type KeyPress = Pick<KeyboardEvent, 'key' | 'code' | 'keyCode' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey' | 'isComposing'>;

const functionKeys = new Set<string>(['F1', 'F2', 'F3', 'F4', 'F6', 'F7', 'F8', 'F9', 'F10', 'F12', 'PageUp', 'PageDown']);

/** Key code 229 is an input method's "this key is mine", also where the browser does not set `isComposing`. */
export const isComposition = (press: Pick<KeyPress, 'isComposing' | 'keyCode'>): boolean =>
  press.isComposing || press.keyCode === 229;

const altNames = ['Alt+A', 'Alt+B', 'Alt+C', 'Alt+M', 'Alt+N', 'Alt+P', 'Alt+R', 'Alt+S', 'Alt+T', 'Alt+V', 'Alt+X', 'Alt+Z', 'Alt+Shift+R', 'Alt+ArrowDown', 'Alt+ArrowUp'] as const;
const altChords = new Set<string>([...altNames, ...Array.from({ length: 10 }, (_, digit) => `Alt+${digit}`)]);
const controlChords: Readonly<Record<string, Chord>> = { enter: 'Ctrl+Enter', k: 'Ctrl+K', y: 'Ctrl+Y', z: 'Ctrl+Z' };

/** By the place of the key: what letter it gives together with Alt is the system's affair. AltGr comes as Ctrl and Alt, and types letters. */
const altChordOf = ({ code, shiftKey }: KeyPress): Chord | undefined => {
  const chord = `Alt+${shiftKey ? 'Shift+' : ''}${code.replace(/^(Key|Digit)/, '')}`;
  return altChords.has(chord) ? (chord as Chord) : undefined;
};

export const chordOf = (press: KeyPress): Chord | undefined => {
  if (isComposition(press)) return undefined;
  const hasControl = press.ctrlKey || press.metaKey;
  if (press.altKey) return hasControl ? undefined : altChordOf(press);
  // Shift with Enter too: a hand that is not yet off the key.
  if (hasControl) return press.shiftKey && press.key !== 'Enter' ? undefined : controlChords[press.key.toLowerCase()];
  if (!press.shiftKey && functionKeys.has(press.key)) return press.key as Chord;
  return undefined;
};

/** Returning false lets the next binding below try. */
type Command = () => boolean | void;
type Binding = { chords: Partial<Record<Chord, Command>>; isModal: boolean };

export type Keyboard = {
  bind: (binding: Binding) => () => void;
  listen: (target: Window) => () => void;
};

/** The last bound comes first, so a dialog shadows the page and the page shadows the frame. */
export const createKeyboard = (): Keyboard => {
  const bindings: Binding[] = [];

  const run = (chord: Chord): boolean => {
    for (const binding of [...bindings].reverse()) {
      const command = binding.chords[chord];
      if (command !== undefined && command() !== false) return true;
      if (binding.isModal) return false;
    }
    return false;
  };

  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.defaultPrevented) return;
    const chord = chordOf(event);
    if (chord !== undefined) {
      const isDone = run(chord);
      // The browser's own F1, F3, F6, F10 and F12 would take the officer out of the program, bound here or not.
      if (isDone || chord === 'Ctrl+K' || /^F\d/.test(chord)) event.preventDefault();
      return;
    }
    if (event.key === 'Enter' && !isComposition(event) && !event.ctrlKey && !event.metaKey && !event.altKey) {
      if (moveField(event.target, event.shiftKey ? -1 : 1)) event.preventDefault();
    }
  };

  return {
    bind: (binding) => {
      bindings.push(binding);
      return () => {
        const at = bindings.indexOf(binding);
        if (at >= 0) bindings.splice(at, 1);
      };
    },
    listen: (target) => {
      target.addEventListener('keydown', onKeyDown);
      return () => target.removeEventListener('keydown', onKeyDown);
    },
  };
};

const fieldSelector =
  'input:not([type=hidden]):not([disabled]):not([data-skip-enter]), textarea:not([disabled]), select:not([disabled]), button[data-main-action]:not([disabled])';

const isShown = (element: HTMLElement): boolean => element.offsetParent !== null && element.tabIndex !== -1;

/**
 * Enter inside `[data-fields]` goes to the next field there, Shift+Enter back.
 * @returns whether the key was used; in the last field of a form it is left to the form, which submits
 */
const moveField = (target: EventTarget | null, by: 1 | -1): boolean => {
  if (!(target instanceof HTMLElement) || !target.matches('input, textarea, select')) return false;
  const area = target.closest<HTMLElement>('[data-fields]');
  if (area === null) return false;
  const fields = [...area.querySelectorAll<HTMLElement>(fieldSelector)].filter((field) => isShown(field) && isReachable(field, target));
  const next = fields[fields.indexOf(target) + by];
  if (next === undefined) return area.dataset.fields !== 'form';
  next.focus();
  if (next instanceof HTMLInputElement && next.type !== 'checkbox' && next.type !== 'radio') next.select();
  return true;
};

/** A radio group is one field: only its chosen button can be reached, as with Tab. */
const isReachable = (field: HTMLElement, from: HTMLElement): boolean => {
  if (!(field instanceof HTMLInputElement) || field.type !== 'radio' || field === from) return true;
  if (from instanceof HTMLInputElement && from.type === 'radio' && from.name === field.name) return false;
  return field.checked;
};

const sectionSelector = '[data-section]';

/** F6: to the first field of the next section on the page, round and round. */
export const moveToNextSection = (root: ParentNode, active: Element | null): boolean => {
  const sections = [...root.querySelectorAll<HTMLElement>(sectionSelector)].filter((section) => section.offsetParent !== null);
  if (sections.length === 0) return false;
  const current = sections.findIndex((section) => active !== null && section.contains(active));
  const next = sections[(current + 1) % sections.length]!;
  const field = [...next.querySelectorAll<HTMLElement>('input, textarea, select, button, a[href], [tabindex="0"]')].find(
    (element) => isShown(element) && !element.hasAttribute('disabled'),
  );
  (field ?? next).focus();
  return true;
};

/** Binds commands while the component is shown. The commands may change on every render; the place in the order does not. */
export const useKeys = (
  keyboard: Keyboard,
  chords: Partial<Record<Chord, Command>>,
  options: { isModal?: boolean; isActive?: boolean } = {},
): void => {
  const { isModal = false, isActive = true } = options;
  const latest = useRef(chords);
  latest.current = chords;
  const names = Object.keys(chords).join(' ');
  useEffect(() => {
    if (!isActive) return;
    const through = Object.fromEntries(
      names
        .split(' ')
        .filter(Boolean)
        .map((name) => [name, () => latest.current[name as Chord]?.()]),
    );
    return keyboard.bind({ chords: through, isModal });
  }, [keyboard, names, isModal, isActive]);
};
