import { Button, Group, Modal } from '@mantine/core';
import { IconPrinter } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { KeyHint } from '../components/KeyHint.tsx';
import classes from './KeysSheet.module.css';

const rows = [
  ['F1', 'keys.guide'],
  ['F2', 'keys.newDossier'],
  ['F3', 'keys.find'],
  ['F4', 'keys.scans'],
  ['F6', 'keys.nextSection'],
  ['F7', 'keys.papers'],
  ['F8', 'keys.sign'],
  ['F9', 'keys.print'],
  ['F10', 'keys.return'],
  ['F12', 'keys.sync'],
  ['Alt+1 … Alt+9', 'keys.favourite'],
  ['Alt+0', 'keys.pin'],
  ['Alt+T', 'keys.anotherProcedure'],
  ['Alt+N', 'keys.owner'],
  ['Alt+A', 'keys.allPapers'],
  ['Alt+R', 'keys.reuse'],
  ['Alt+Shift+R', 'keys.reuseAll'],
  ['Ctrl+K', 'keys.everything'],
  ['Enter', 'keys.nextField'],
  ['Shift+Enter', 'keys.previousField'],
  ['Ctrl+Enter', 'keys.commit'],
  ['PageUp · PageDown', 'keys.pages'],
  ['Esc', 'keys.escape'],
] as const;

export const KeysSheet = ({ onClose }: { onClose: () => void }) => {
  const { t } = useTranslation();
  return (
    <Modal opened onClose={onClose} title={t('keys.title')} size={800} closeButtonProps={{ 'aria-label': t('action.close') }}>
      <dl className={classes.keys} data-print>
        {rows.map(([keys, label]) => (
          <div key={keys}>
            <dt>
              <KeyHint keys={keys} />
              <span className="said">{keys}</span>
            </dt>
            <dd>{t(label)}</dd>
          </div>
        ))}
      </dl>
      <p className={classes.reader}>{t('keys.reader')}</p>
      <Group justify="flex-end" className={classes.actions}>
        <Button variant="default" leftSection={<IconPrinter size={16} />} onClick={() => window.print()}>
          {t('keys.printSheet')}
        </Button>
      </Group>
    </Modal>
  );
};
