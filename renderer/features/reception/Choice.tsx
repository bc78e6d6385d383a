import { SegmentedControl } from '@mantine/core';
import classes from './ReceptionPage.module.css';

type ChoiceProps<Value extends string> = {
  label: string;
  value: Value;
  options: readonly { value: Value; label: string }[];
  onChange: (value: Value) => void;
};

/** One of a few, all in sight; arrows choose. */
export const Choice = <Value extends string>({ label, value, options, onChange }: ChoiceProps<Value>) => (
  <div className={classes.choice}>
    <span className={classes.choiceLabel} aria-hidden>
      {label}
    </span>
    <SegmentedControl fullWidth size="xs" aria-label={label} value={value} data={[...options]} onChange={(chosen) => onChange(chosen as Value)} />
  </div>
);
