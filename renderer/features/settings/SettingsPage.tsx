import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { IconBook2, IconCalendarEvent, IconDeviceDesktopCog, IconFileText, IconSignature, IconUsers, type Icon } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useCan } from '../../app/me.ts';
import { useTRPC } from '../../app/trpc.ts';
import { formatCount } from '../../components/format.ts';
import { Page } from '../../components/Page.tsx';
import classes from './SettingsPage.module.css';

/** What is set once and seldom looked at again: each thing a card that says what it is for. */
export const SettingsPage = () => {
  const { t } = useTranslation();
  const trpc = useTRPC();
  const may = useCan();
  const officers = useQuery(trpc.identity.officers.queryOptions());
  const settings = useQuery(trpc.settings.view.queryOptions());
  const active = officers.data?.filter(({ isActive }) => isActive).length;
  return (
    <Page title={t('place.settings')} note={t('settings.lead')}>
      <ul className={classes.cards}>
        <Card to="/officers" icon={IconUsers} title={t('place.officers')} fact={active === undefined ? undefined : t('settings.officers.fact', { n: formatCount(active) })}>
          {t('settings.officers.text')}
        </Card>
        <Card to="/settings/desk" icon={IconDeviceDesktopCog} title={t('settings.desk.title')} fact={settings.data && t('settings.desk.fact', { number: settings.data.deskNumber, name: settings.data.unit.name })}>
          {t('settings.desk.text')}
        </Card>
        {may('signing.settings') ? (
          <Card to="/settings/signing" icon={IconSignature} title={t('signing.settings.title')}>
            {t('signing.settings.text')}
          </Card>
        ) : null}
        <Card to="/calendar" icon={IconCalendarEvent} title={t('place.calendar')}>
          {t('settings.calendar.text')}
        </Card>
        <Card to="/forms" icon={IconFileText} title={t('place.forms')}>
          {t('settings.forms.text')}
        </Card>
        <Card to="/catalogue" icon={IconBook2} title={t('settings.catalogue.title')}>
          {t('settings.catalogue.text')}
        </Card>
      </ul>
    </Page>
  );
};

type CardProps = { to: '/officers' | '/settings/desk' | '/settings/signing' | '/calendar' | '/forms' | '/catalogue'; icon: Icon; title: string; fact?: string | undefined; children: ReactNode };

const Card = ({ to, icon: CardIcon, title, fact, children }: CardProps) => (
  <li className={classes.card}>
    <CardIcon size={30} stroke={1.4} aria-hidden />
    <div>
      <h2>
        <Link to={to}>{title}</Link>
      </h2>
      <p>{children}</p>
      {fact === undefined ? null : <p className={classes.fact}>{fact}</p>}
    </div>
  </li>
);
