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

/** Among the scans, and on the pages of one. */
const scanRows = [
  ['Alt+1 … Alt+3', 'keys.suggestion'],
  ['Alt+M', 'keys.describe'],
  ['Alt+↓', 'keys.takeOffer'],
  ['Alt+S', 'keys.pageTools'],
  ['Shift+↑ · Shift+↓', 'keys.pickSeveral'],
] as const;
const pageRows = [
  ['Alt+S', 'keys.findings'],
  ['Alt+A', 'keys.allPages'],
  ['Alt+Z · Alt+X', 'keys.turn'],
  ['Alt+T', 'keys.straighten'],
  ['Alt+C', 'keys.crop'],
  ['Alt+M', 'keys.despeckle'],
  ['Alt+B', 'keys.dropPage'],
  ['Alt+↑ · Alt+↓', 'keys.movePage'],
  ['Alt+P', 'keys.split'],
  ['Alt+V', 'keys.asMade'],
  ['Ctrl+Z · Ctrl+Y', 'keys.undo'],
] as const;

export const KeysSheet = ({ onClose }: { onClose: () => void }) => {
  const { t } = useTranslation();
  return (
    <Modal opened onClose={onClose} title={t('keys.title')} size={800} closeButtonProps={{ 'aria-label': t('action.close') }}>
      <Keys rows={rows} />
      <h3 className={classes.heading}>{t('keys.ofScans')}</h3>
      <Keys rows={scanRows} />
      <h3 className={classes.heading}>{t('keys.ofPages')}</h3>
      <Keys rows={pageRows} />
      <p className={classes.reader}>{t('keys.reader')}</p>
      <Group justify="flex-end" className={classes.actions}>
        <Button variant="default" leftSection={<IconPrinter size={16} />} onClick={() => window.print()}>
          {t('keys.printSheet')}
        </Button>
      </Group>
    </Modal>
  );
};

type Row = (typeof rows | typeof scanRows | typeof pageRows)[number];

const Keys = ({ rows: shown }: { rows: readonly Row[] }) => {
  const { t } = useTranslation();
  return (
    <dl className={classes.keys} data-print>
      {shown.map(([keys, label]) => (
        <div key={keys}>
          <dt>
            <KeyHint keys={keys} />
            <span className="said">{keys}</span>
          </dt>
          <dd>{t(label)}</dd>
        </div>
      ))}
    </dl>
  );
};
