import { useTranslation } from 'react-i18next';
import { KeyHint } from './KeyHint.tsx';
import classes from './Offers.module.css';

export type Offer = { value: string; /** In the officer's words. */ shown: string };

/** Values that a field might take, below it: taken at a press, never filled in by themselves. */
export const Offers = ({ label, offers, onTake, keys }: { label: string; offers: readonly Offer[]; onTake: (value: string) => void; /** What takes the first one. */ keys?: string }) => {
  const { t } = useTranslation();
  if (offers.length === 0) return null;
  return (
    <div className={classes.offers} role="group" aria-label={t('offers.for', { field: label })}>
      {offers.map(({ value, shown }) => (
        <button key={value} type="button" title={t('offers.take', { value: shown })} onClick={() => onTake(value)}>
          {shown}
        </button>
      ))}
      {keys === undefined ? null : <KeyHint keys={keys} />}
    </div>
  );
};
