import { TextInput, type TextInputProps } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { type MouseEvent, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useTRPC } from '../../app/trpc.ts';
import classes from './AddressField.module.css';

type AddressFieldProps = Omit<TextInputProps, 'value'> & { value: string; onChoose: (address: string) => void };

/** One word says little, and half the commune would answer to it. */
const askedFrom = 3;

/**
 * Addresses that the desk has met before are offered while one is typed, without marks too. Enter keeps what was typed and
 * goes on; only the arrow down goes into the list.
 */
export const AddressField = ({ value, onChoose, ...field }: AddressFieldProps) => {
  const { t } = useTranslation();
  const trpc = useTRPC();
  const listId = useId();
  const [isTyping, setTyping] = useState(false);
  const [active, setActive] = useState(-1);
  const [asked] = useDebouncedValue(value.trim(), 80);
  const known = useQuery(trpc.reception.addresses.queryOptions({ text: asked }, { enabled: isTyping && asked.length >= askedFrom }));
  const offered = isTyping && asked.length >= askedFrom ? (known.data ?? []).filter((address) => address !== value) : [];
  const at = active < offered.length ? active : -1;

  const listProps = { id: listId, role: 'listbox' as const };
  const leave = (): void => {
    setTyping(false);
    setActive(-1);
  };
  const choose = (address: string): void => {
    leave();
    onChoose(address);
  };
  const optionProps = (index: number) => ({
    id: `${listId}-${index}`,
    role: 'option' as const,
    'aria-selected': index === at,
    // Before the field loses the focus, which would close the list under the pointer.
    onMouseDown: (event: MouseEvent) => {
      event.preventDefault();
      choose(offered[index]!);
    },
    onMouseMove: () => setActive(index),
  });

  return (
    <div className={`${field.className ?? ''} ${classes.holder}`}>
      <TextInput
        {...field}
        className=""
        value={value}
        maxLength={500}
        role="combobox"
        aria-expanded={offered.length > 0}
        aria-controls={listId}
        aria-autocomplete="list"
        aria-activedescendant={at >= 0 ? `${listId}-${at}` : undefined}
        onChange={(event) => {
          setTyping(true);
          setActive(-1);
          field.onChange?.(event);
        }}
        onBlur={leave}
        onKeyDown={(event) => {
          if (offered.length === 0 || event.nativeEvent.isComposing || event.keyCode === 229 || event.ctrlKey || event.altKey) return;
          const to = { ArrowDown: at + 1, ArrowUp: at - 1 }[event.key];
          if (to !== undefined) {
            event.preventDefault();
            setActive(Math.max(-1, Math.min(offered.length - 1, to)));
          } else if (event.key === 'Enter' && at >= 0) {
            event.preventDefault();
            choose(offered[at]!);
          } else if (event.key === 'Escape') leave();
        }}
      />
      <ul {...listProps} aria-label={t('reception.addresses')} className={classes.list} hidden={offered.length === 0}>
        {offered.map((address, index) => (
          <li key={address} {...optionProps(index)}>
            {address}
          </li>
        ))}
      </ul>
    </div>
  );
};
