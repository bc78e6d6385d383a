/**
 * A keyboard-wedge reader types its payload as if it were a very fast person, and ends with Enter. The burst is caught
 * before it lands in a field; what had landed until it was recognised is taken back. What turns out not to be a burst
 * is given back letter by letter, so nothing that a person typed is ever lost.
 */
export type BurstReading = {
  payload: string;
  /** An input method stood in the reader's path (Unikey, IBus): letters were rewritten on the way. */
  isMangled: boolean;
};

/** Fewer than this and it may be a person rolling over two or three keys. */
const recognisedAfter = 6;
export const maxAverageGapMs = 50;
/**
 * Silence after which a new burst begins, and one without its Enter is given back. Longer than a reader ever pauses, since
 * a busy PC lets its keys through in lumps; the average gap still tells it from a person.
 */
const silenceMs = 300;
/** Without a card's separators, anything shorter is somebody's quick typing, or a reader used to fill one field on purpose. */
const shortestPayload = 24;

type Field = HTMLInputElement | HTMLTextAreaElement;
type Landed = { field: Field; value: string; start: number | null; end: number | null };

type State = {
  typed: string;
  keys: number;
  firstAt: number;
  lastAt: number;
  /** Letters kept from the field since the burst was recognised. */
  withheld: string;
  isCatching: boolean;
  /** Some keys went to an input method, so the field knows more than the keys. */
  isComposed: boolean;
  /** Something in between took letters back and put others: Unikey does so with Backspace. */
  isRewritten: boolean;
  /** A letter whose key press let it pass: its input comes next and is no news. */
  announced: string;
  landed: Landed | undefined;
};

const empty = (): State => ({ typed: '', keys: 0, firstAt: 0, lastAt: 0, withheld: '', isCatching: false, isComposed: false, isRewritten: false, announced: '', landed: undefined });

const textTypes = new Set(['text', 'search', 'tel', 'url', 'email', 'number', '']);
/** What is typed into a password field is nobody's business, not even for a moment. */
const isSecret = (target: EventTarget | null): boolean => target instanceof HTMLInputElement && target.type === 'password';
const asField = (target: EventTarget | null): Field | undefined => {
  if (target instanceof HTMLTextAreaElement) return target;
  return target instanceof HTMLInputElement && textTypes.has(target.type) && !target.readOnly ? target : undefined;
};

/** Around React's own setter, which would make it believe that nothing changed. */
const putValue = (field: Field, value: string): void => {
  const prototype = field instanceof HTMLTextAreaElement ? HTMLTextAreaElement.prototype : HTMLInputElement.prototype;
  Object.getOwnPropertyDescriptor(prototype, 'value')!.set!.call(field, value);
  field.dispatchEvent(new Event('input', { bubbles: true }));
};

/** Also in front of all that a receipt's code says after it. */
const dossierCode = /^[A-Z0-9.]{3,}-\d{6}-\d{4}(\b|$)/;
const isReading = (payload: string): boolean =>
  payload.includes('|') || dossierCode.test(payload) || (payload.length >= shortestPayload && !payload.includes(' '));

export type BurstOptions = {
  /** Monotonic milliseconds, e.g. the event's own time stamp. */
  onReading: (reading: BurstReading) => void;
  setTimer: (action: () => void, delayMs: number) => number;
  clearTimer: (timer: number) => void;
};

export const listenForBursts = (target: Window, { onReading, setTimer, clearTimer }: BurstOptions): (() => void) => {
  let state = empty();
  let timer: number | undefined;

  const forget = (): void => {
    if (timer !== undefined) clearTimer(timer);
    timer = undefined;
    state = empty();
  };

  const giveBack = (): void => {
    const { withheld, landed } = state;
    forget();
    if (withheld === '' || landed === undefined || !landed.field.isConnected) return;
    const { field } = landed;
    const start = field.selectionStart;
    const end = field.selectionEnd;
    if (start === null || end === null) putValue(field, field.value + withheld);
    else {
      const value = field.value.slice(0, start) + withheld + field.value.slice(end);
      putValue(field, value);
      field.setSelectionRange(start + withheld.length, start + withheld.length);
    }
  };

  const takeBack = (): void => {
    const { landed } = state;
    if (landed === undefined || !landed.field.isConnected) return;
    putValue(landed.field, landed.value);
    if (landed.start !== null) landed.field.setSelectionRange(landed.start, landed.end);
  };

  const press = (event: Event): void => {
    if (state.keys === 0 || event.timeStamp - state.lastAt > silenceMs) {
      if (state.withheld !== '') giveBack();
      begin(event);
    }
    state.keys += 1;
    state.lastAt = event.timeStamp;
  };

  /** @returns whether the letter is kept from the field */
  const withhold = (letter: string): boolean => {
    state.typed += letter;
    if (!state.isCatching && (state.isComposed || !isFast())) return false;
    state.isCatching = true;
    state.withheld += letter;
    if (timer !== undefined) clearTimer(timer);
    timer = setTimer(giveBack, silenceMs);
    return true;
  };

  const isFast = (): boolean => state.keys >= recognisedAfter && (state.lastAt - state.firstAt) / (state.keys - 1) < maxAverageGapMs;

  const begin = (event: Event): void => {
    forget();
    const field = asField(event.target);
    state.firstAt = event.timeStamp;
    if (field !== undefined) state.landed = { field, value: field.value, start: field.selectionStart, end: field.selectionEnd };
  };

  const onKeyDown = (event: KeyboardEvent): void => {
    const isComposed = event.isComposing || event.keyCode === 229;
    const isLetter = event.key.length === 1 && !event.ctrlKey && !event.metaKey;

    if (isSecret(event.target)) return;
    if (event.key === 'Shift' || event.key === 'CapsLock' || event.key === 'AltGraph' || event.key === 'Alt') return;

    if (event.key === 'Enter' && !isComposed && !event.ctrlKey && !event.metaKey && isFast()) {
      // Letters rewritten by an input method are seen only in the field, not in the key presses.
      const seen = state.isComposed && state.landed !== undefined ? landedText(state.landed) + state.withheld : state.typed;
      if (isReading(seen)) {
        event.preventDefault();
        event.stopImmediatePropagation();
        const reading = { payload: seen, isMangled: state.isComposed || state.isRewritten };
        takeBack();
        forget();
        onReading(reading);
        return;
      }
    }
    if (event.key === 'Backspace' && !event.repeat && isFast()) {
      press(event);
      state.isRewritten = true;
      state.typed = state.typed.slice(0, -1);
      if (state.withheld !== '') {
        state.withheld = state.withheld.slice(0, -1);
        event.preventDefault();
        event.stopImmediatePropagation();
      }
      return;
    }
    if ((!isLetter && !isComposed) || event.repeat) {
      if (state.withheld === '') forget();
      else giveBack();
      return;
    }

    press(event);
    state.isComposed ||= isComposed;
    state.announced = '';
    // Part of an Alt code: the letter itself comes as input without a key of its own.
    if (event.altKey) return;
    if (isComposed) return;
    if (withhold(event.key)) {
      event.preventDefault();
      event.stopImmediatePropagation();
    } else {
      state.announced = event.key;
    }
  };

  /** Letters that no key announced: Alt codes, and input that is put in ready-made. */
  const onBeforeInput = (event: InputEvent): void => {
    if (event.inputType !== 'insertText' || event.isComposing || event.data === null || isSecret(event.target)) return;
    if (event.data === state.announced) {
      state.announced = '';
      return;
    }
    // Put in whole, as a suggestion that a person picks: a reader gives one letter at a time.
    if ([...event.data].length > 1) {
      if (state.withheld === '') forget();
      else giveBack();
      return;
    }
    press(event);
    if (withhold(event.data)) event.preventDefault();
  };

  const onLeave = (): void => {
    if (state.withheld !== '') giveBack();
  };

  target.addEventListener('keydown', onKeyDown, true);
  target.addEventListener('beforeinput', onBeforeInput, true);
  target.addEventListener('mousedown', onLeave, true);
  target.addEventListener('blur', onLeave);
  return () => {
    forget();
    target.removeEventListener('keydown', onKeyDown, true);
    target.removeEventListener('beforeinput', onBeforeInput, true);
    target.removeEventListener('mousedown', onLeave, true);
    target.removeEventListener('blur', onLeave);
  };
};

/** What came into the field since the burst began. */
const landedText = ({ field, value, start, end }: Landed): string => {
  const head = value.slice(0, start ?? value.length);
  const tail = value.slice(end ?? value.length);
  const now = field.value;
  return now.startsWith(head) && now.endsWith(tail) && now.length >= head.length + tail.length
    ? now.slice(head.length, now.length - tail.length)
    : now;
};
