import { IconAlertTriangle, IconFileAlert, IconFileOff, IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { ItemForm, ReceptionForm } from './form.ts';
import { withoutItem } from './form-edit.ts';
import type { ItemFaults } from './form-faults.ts';
import classes from './ProcedureColumn.module.css';

type ItemChipsProps = { form: ReceptionForm; faults: readonly ItemFaults[]; edit: (change: (form: ReceptionForm) => ReceptionForm) => void };

export const mostItems = 10;

const decisionIcons = { supplement: IconFileAlert, refuse: IconFileOff } as const;

/** Several procedures for one citizen, received in one go: each a chip with its own papers and outcome. */
export const ItemChips = ({ form, faults, edit }: ItemChipsProps) => {
  const { t } = useTranslation();
  const nameOf = (item: ItemForm): string => item.procedureName || t('reception.items.empty');
  return (
    <div className={classes.chips} role="group" aria-label={t('reception.items')}>
      {form.items.map((item, index) => {
        const { outcome } = item.decision;
        const DecisionIcon = outcome === 'accept' ? undefined : decisionIcons[outcome];
        return (
          // An item has no name of its own, and its place is what it is known by.
          <span key={index} className={classes.chip} data-active={index === form.at}>
            <button type="button" aria-pressed={index === form.at} title={nameOf(item)} onClick={() => edit((now) => ({ ...now, at: index }))}>
              {DecisionIcon && outcome !== 'accept' ? <DecisionIcon size={14} aria-label={t(`reception.decision.${outcome}`)} /> : null}
              {Object.keys(faults[index] ?? {}).length > 0 ? <IconAlertTriangle size={14} className={classes.chipFault} aria-label={t('reception.items.hasFaults')} /> : null}
              <span>{`${index + 1}. ${nameOf(item)}`}</span>
            </button>
            <button type="button" className={classes.chipClose} aria-label={t('reception.items.remove', { name: nameOf(item) })} onClick={() => edit((now) => withoutItem(now, index))}>
              <IconX size={13} aria-hidden />
            </button>
          </span>
        );
      })}
    </div>
  );
};
