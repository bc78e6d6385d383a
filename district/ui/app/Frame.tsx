import { Avatar, Button, Modal, Popover, SegmentedControl, useMantineColorScheme } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, Outlet, useRouterState } from '@tanstack/react-router';
import { IconKey, IconLogout } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import railClasses from '../../../renderer/app/Rail.module.css';
import topClasses from '../../../renderer/app/TopBar.module.css';
import { useUpperLevel } from '../../../renderer/components/upper-level.ts';
import { type Language, languages } from '../../../renderer/i18n/create-translations.ts';
import { PasswordForm } from '../features/identity/PasswordForm.tsx';
import classes from './Frame.module.css';
import { useMay, useMe } from './me.ts';
import { isAt, places } from './places.ts';
import { useTRPC } from './trpc.ts';
import { usePresence } from './use-presence.ts';

export const Frame = () => {
  const { t } = useTranslation();
  usePresence();
  return (
    <div className={classes.frame}>
      <a className={classes.skip} href="#content">
        {t('frame.skip')}
      </a>
      <TopBar />
      <Rail />
      <main className={classes.main} id="content" tabIndex={-1}>
        <Outlet />
      </main>
    </div>
  );
};

const TopBar = () => {
  const { t } = useTranslation();
  const { name } = useUpperLevel();
  const trpc = useTRPC();
  const queries = useQueryClient();
  const signOut = useMutation(trpc.identity.signOut.mutationOptions({ onSettled: () => queries.resetQueries() }));
  return (
    <header className={topClasses.bar}>
      <img src="/console/mark.svg" width={30} height={30} alt="" />
      <div className={`${topClasses.place} ${classes.grow}`}>
        <strong>{t('console.title')}</strong>
        <span>{name}</span>
      </div>
      <div className={topClasses.end}>
        <OwnMenu />
        <Button variant="default" leftSection={<IconLogout size={16} aria-hidden />} onClick={() => signOut.mutate()}>
          {t('console.signOut')}
        </Button>
      </div>
    </header>
  );
};

/** «Nguyễn Thị Hoa» → «H»: a Vietnamese is called by the last word of the name. */
const initialOf = (fullName: string): string => fullName.trim().split(/\s+/).at(-1)?.[0]?.toUpperCase() ?? '?';

const OwnMenu = () => {
  const { t, i18n } = useTranslation();
  const me = useMe();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const [isChanging, setChanging] = useState(false);
  return (
    <>
      <Popover position="bottom-end" width={260} trapFocus returnFocus shadow="md">
        <Popover.Target>
          <button type="button" className={topClasses.officer}>
            <Avatar size={30} radius="xl" color="brand" aria-hidden>
              {initialOf(me.fullName)}
            </Avatar>
            <span className={topClasses.name}>
              <strong>{me.fullName}</strong>
              <span>{me.title || me.roles.map((role) => t(`consoleRole.${role}`)).join(', ')}</span>
            </span>
          </button>
        </Popover.Target>
        <Popover.Dropdown className={topClasses.menu} aria-label={t('frame.officerMenu', { name: me.fullName })}>
          <span className={topClasses.menuLabel}>{t('frame.language')}</span>
          <SegmentedControl fullWidth size="xs" aria-label={t('frame.language')} value={i18n.language} onChange={(language) => void i18n.changeLanguage(language)} data={languages.map((language: Language) => ({ value: language, label: t(`language.${language}`) }))} />
          <span className={topClasses.menuLabel}>{t('frame.colours')}</span>
          <SegmentedControl
            fullWidth
            size="xs"
            aria-label={t('frame.colours')}
            value={colorScheme}
            onChange={(scheme) => setColorScheme(scheme as 'light' | 'dark' | 'auto')}
            data={(['light', 'dark', 'auto'] as const).map((scheme) => ({ value: scheme, label: t(`colours.${scheme}`) }))}
          />
          <Button mt="xs" variant="default" size="compact-sm" leftSection={<IconKey size={15} aria-hidden />} onClick={() => setChanging(true)}>
            {t('officer.setPassword')}
          </Button>
        </Popover.Dropdown>
      </Popover>
      {isChanging ? (
        <Modal opened onClose={() => setChanging(false)} title={t('officer.setPassword')} size={440} closeButtonProps={{ 'aria-label': t('action.close') }}>
          <PasswordForm onDone={() => setChanging(false)} />
        </Modal>
      ) : null}
    </>
  );
};

const Rail = () => {
  const { t } = useTranslation();
  const may = useMay();
  const trpc = useTRPC();
  const path = useRouterState({ select: (state) => state.location.pathname });
  const reminders = useQuery(trpc.reminders.list.queryOptions({}, { enabled: may('reminders.list') }));
  const waiting = (reminders.data ?? []).filter(({ acknowledged }) => acknowledged === undefined).length;
  return (
    <nav className={railClasses.rail} aria-label={t('frame.places')}>
      {places
        .filter(({ operation }) => may(operation))
        .map((place) => {
          const { name, to, icon: PlaceIcon } = place;
          const count = name === 'reminders' ? waiting : 0;
          return (
            <Link key={name} to={to} className={railClasses.place} aria-current={isAt(place, path) ? 'page' : undefined}>
              <span className={railClasses.icon}>
                <PlaceIcon size={22} stroke={1.6} aria-hidden />
                {count > 0 ? <span className={railClasses.count}>{count > 99 ? '99+' : count}</span> : null}
              </span>
              <span className={railClasses.word}>{t(`consolePlace.${name}`)}</span>
            </Link>
          );
        })}
    </nav>
  );
};
