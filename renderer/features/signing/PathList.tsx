import { ActionIcon, Button, TextInput } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import classes from '../settings/DeskSettingsPage.module.css';

type PathListProps = { label: string; text: string; add: string; paths: string[]; onChange: (paths: string[]) => void };

const maxPaths = 10;

/** Paths of files, one a line. */
export const PathList = ({ label, text, add, paths, onChange }: PathListProps) => {
  const { t } = useTranslation();
  return (
    <fieldset className={classes.folders} style={{ border: 0, margin: 0, padding: 0 }}>
      <legend>{label}</legend>
      <p className={classes.note}>{text}</p>
      {paths.map((path, at) => (
        <div key={at} className={classes.folder}>
          <TextInput aria-label={t('signing.settings.path', { label, n: at + 1 })} spellCheck={false} maxLength={1000} value={path} onChange={(event) => onChange(paths.map((other, index) => (index === at ? event.currentTarget.value : other)))} />
          <ActionIcon variant="default" size={34} aria-label={t('signing.settings.remove', { label, n: at + 1 })} onClick={() => onChange(paths.filter((_, index) => index !== at))}>
            <IconTrash size={17} />
          </ActionIcon>
        </div>
      ))}
      {paths.length >= maxPaths ? null : (
        <div>
          <Button variant="subtle" size="compact-sm" leftSection={<IconPlus size={15} aria-hidden />} onClick={() => onChange([...paths, ''])}>
            {add}
          </Button>
        </div>
      )}
    </fieldset>
  );
};
