import { ActionIcon, Avatar, Button, Popover, SegmentedControl, Tooltip, useMantineColorScheme } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { IconKeyboard, IconLock, IconSearch } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { KeyHint } from '../components/KeyHint.tsx';
import { type Language, languages } from '../i18n/create-translations.ts';
import { useReminding } from '../features/board/use-reminding.ts';
import { QueueTopLink } from '../features/queue/QueueTopLink.tsx';
import { useServices } from './services.ts';
import type { Outputs } from './trpc.ts';
import classes from './TopBar.module.css';

type TopBarProps = {
  me: NonNullable<Outputs['identity']['me']>;
  onSearch: () => void;
  onKeys: () => void;
  onLock: () => void;
};

export const TopBar = ({ me, onSearch, onKeys, onLock }: TopBarProps) => {
  const { t } = useTranslation();
  return (
    <header className={classes.bar}>
      <img src="/mark.svg" width={30} height={30} alt={t('app.name')} />
      <div className={classes.place}>
        <strong>{me.unit.name}</strong>
        <span>
          {me.unit.oneStopName} · {t('frame.desk', { number: me.desk.number })}
        </span>
      </div>
      <button type="button" className={classes.search} onClick={onSearch}>
        <IconSearch size={16} aria-hidden />
        <span>{t('frame.searchField')}</span>
        <KeyHint keys="Ctrl+K" />
      </button>
      <div className={classes.end}>
        <QueueTopLink />
        <Tooltip label={t('keys.title')}>
          <ActionIcon variant="subtle" color="gray" size={34} onClick={onKeys} aria-label={t('keys.title')}>
            <IconKeyboard size={20} stroke={1.6} />
          </ActionIcon>
        </Tooltip>
        <OfficerMenu me={me} />
        <Button variant="default" leftSection={<IconLock size={16} aria-hidden />} onClick={onLock}>
          {t('action.lock')}
        </Button>
      </div>
    </header>
  );
};

/** «Nguyễn Thị Hoa» → «H»: a Vietnamese is called by the last word of the name. */
const initialOf = (fullName: string): string => fullName.trim().split(/\s+/).at(-1)?.[0]?.toUpperCase() ?? '?';

const OfficerMenu = ({ me }: Pick<TopBarProps, 'me'>) => {
  const { t, i18n } = useTranslation();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const { host } = useServices();
  const about = useQuery({ queryKey: ['host', 'about'], queryFn: () => host.about(), staleTime: Infinity });
  return (
    <Popover position="bottom-end" width={260} trapFocus returnFocus shadow="md">
      <Popover.Target>
        <button type="button" className={classes.officer}>
          <Avatar size={30} radius="xl" color="brand" aria-hidden>
            {initialOf(me.officer.fullName)}
          </Avatar>
          <span className={classes.name}>
            <strong>{me.officer.fullName}</strong>
            <span>{me.officer.title}</span>
          </span>
        </button>
      </Popover.Target>
      <Popover.Dropdown className={classes.menu} aria-label={t('frame.officerMenu', { name: me.officer.fullName })}>
        <span className={classes.menuLabel}>{t('frame.language')}</span>
        <SegmentedControl
          fullWidth
          size="xs"
          aria-label={t('frame.language')}
          value={i18n.language}
          onChange={(language) => void i18n.changeLanguage(language)}
          data={languages.map((language: Language) => ({ value: language, label: t(`language.${language}`) }))}
        />
        <span className={classes.menuLabel}>{t('frame.colours')}</span>
        <SegmentedControl
          fullWidth
          size="xs"
          aria-label={t('frame.colours')}
          value={colorScheme}
          onChange={(scheme) => setColorScheme(scheme as 'light' | 'dark' | 'auto')}
          data={(['light', 'dark', 'auto'] as const).map((scheme) => ({ value: scheme, label: t(`colours.${scheme}`) }))}
        />
        <Reminding />
        <span className={classes.menuLabel}>{t('frame.program')}</span>
        <span>{about.data ? t('frame.version', { version: about.data.version, host: t(`host.${about.data.kind}`) }) : ''}</span>
      </Popover.Dropdown>
    </Popover>
  );
};

const Reminding = () => {
  const { t } = useTranslation();
  const { notifying, isOn, turn } = useReminding();
  if (notifying === undefined || notifying === 'none') return null;
  return (
    <>
      <span className={classes.menuLabel}>{t('frame.reminding')}</span>
      {notifying === 'refused' ? (
        <span>{t('reminding.refused')}</span>
      ) : (
        <SegmentedControl
          fullWidth
          size="xs"
          aria-label={t('frame.reminding')}
          value={isOn ? 'on' : 'off'}
          onChange={(value) => turn(value === 'on')}
          data={(['on', 'off'] as const).map((value) => ({ value, label: t(`reminding.${value}`) }))}
        />
      )}
    </>
  );
};
