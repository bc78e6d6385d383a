import { Link, useRouterState } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { KeyHint } from '../components/KeyHint.tsx';
import { isAt, type Place } from './places.ts';
import classes from './Rail.module.css';

type RailProps = { places: readonly Place[]; counts: Partial<Record<Place['name'], number>> };

export const Rail = ({ places, counts }: RailProps) => {
  const { t } = useTranslation();
  const path = useRouterState({ select: (state) => state.location.pathname });
  return (
    <nav className={classes.rail} aria-label={t('frame.places')}>
      {places.map((place) => {
        const { name, to, icon: PlaceIcon } = place;
        const count = counts[name] ?? 0;
        return (
          <Link key={name} to={to} className={classes.place} aria-current={isAt(place, path) ? 'page' : undefined}>
            <span className={classes.icon}>
              <PlaceIcon size={22} stroke={1.6} aria-hidden />
              {count > 0 ? <span className={classes.count}>{count > 99 ? '99+' : count}</span> : null}
            </span>
            <span className={classes.word}>{t(`place.${name}`)}</span>
            {'chord' in place ? <KeyHint keys={place.chord} tone="rail" /> : null}
          </Link>
        );
      })}
    </nav>
  );
};
