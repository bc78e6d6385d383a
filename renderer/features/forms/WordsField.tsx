import { Textarea } from '@mantine/core';
import { usePlaceholderTarget } from './placeholder-target.ts';

type WordsFieldProps = { label: string; value: string; onChange: (value: string) => void };

/** Words of a form; a placeholder chosen from the list goes to where the cursor is. */
export const WordsField = ({ label, value, onChange }: WordsFieldProps) => {
  const { take } = usePlaceholderTarget();
  return (
    <Textarea
      aria-label={label}
      placeholder={label}
      autosize
      minRows={1}
      maxRows={8}
      maxLength={4000}
      spellCheck={false}
      value={value}
      onFocus={(event) => take(event, onChange)}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
};
