import { ActionIcon, Avatar, Button, Menu, SegmentedControl, Tooltip, useMantineColorScheme } from '@mantine/core';
import { IconKeyboard, IconLock, IconSearch } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { KeyHint } from '../components/KeyHint.tsx';
import { type Language, languages } from '../i18n/i18n.ts';
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
        <Tooltip label={t('keys.title')}>
          <ActionIcon variant="subtle" color="gray" size={34} onClick={onKeys} aria-label={t('keys.title')}>
            <IconKeyboard size={20} stroke={1.6} />
          </ActionIcon>
        </Tooltip>
        <OfficerMenu me={me} onLock={onLock} />
        <Button variant="default" leftSection={<IconLock size={16} aria-hidden />} onClick={onLock}>
          {t('action.lock')}
        </Button>
      </div>
    </header>
  );
};

/** «Nguyễn Thị Hoa» → «H»: a Vietnamese is called by the last word of the name. */
const initialOf = (fullName: string): string => fullName.trim().split(/\s+/).at(-1)?.[0]?.toUpperCase() ?? '?';

const OfficerMenu = ({ me, onLock }: Pick<TopBarProps, 'me' | 'onLock'>) => {
  const { t, i18n } = useTranslation();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return (
    <Menu position="bottom-end" width={260} closeOnItemClick={false}>
      <Menu.Target>
        <button type="button" className={classes.officer} aria-label={t('frame.officerMenu', { name: me.officer.fullName })}>
          <Avatar size={30} radius="xl" color="brand" aria-hidden>
            {initialOf(me.officer.fullName)}
          </Avatar>
          <span className={classes.name}>
            <strong>{me.officer.fullName}</strong>
            <span>{me.officer.title}</span>
          </span>
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{t('frame.language')}</Menu.Label>
        <div className={classes.choice}>
          <SegmentedControl
            fullWidth
            size="xs"
            aria-label={t('frame.language')}
            value={i18n.language}
            onChange={(language) => void i18n.changeLanguage(language)}
            data={languages.map((language: Language) => ({ value: language, label: t(`language.${language}`) }))}
          />
        </div>
        <Menu.Label>{t('frame.colours')}</Menu.Label>
        <div className={classes.choice}>
          <SegmentedControl
            fullWidth
            size="xs"
            aria-label={t('frame.colours')}
            value={colorScheme}
            onChange={(scheme) => setColorScheme(scheme as 'light' | 'dark' | 'auto')}
            data={(['light', 'dark', 'auto'] as const).map((scheme) => ({ value: scheme, label: t(`colours.${scheme}`) }))}
          />
        </div>
        <Menu.Divider />
        <Menu.Item leftSection={<IconLock size={16} />} onClick={onLock} closeMenuOnClick>
          {t('action.lock')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
};
