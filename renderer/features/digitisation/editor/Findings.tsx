import { Button } from '@mantine/core';
import { IconFileOff, IconRotateClockwise2, IconRuler2, IconSparkles } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useKeys } from '../../../app/keyboard.ts';
import { useServices } from '../../../app/services.ts';
import { KeyHint } from '../../../components/KeyHint.tsx';
import classes from './Findings.module.css';
import { dropped, type EditorPage, straightened, turned } from './page-edits.ts';
import type { PageFindings } from './use-findings.ts';
import type { PageEdits } from './use-page-edits.ts';

/** A line that leans less than this nobody sees. */
const seenDegrees = 0.3;

/** What the desk has seen on the pages, each to be done at a press and to be taken back like any other edit. */
export const Findings = ({ pages, findings, edits }: { pages: readonly EditorPage[]; findings: PageFindings; edits: PageEdits }) => {
  const { t } = useTranslation();
  const { keyboard } = useServices();
  const kept = pages.filter(({ isDropped }) => !isDropped);
  const blank = kept.filter((page) => findings.of(page)?.isBlank);
  const full = kept.filter((page) => !blank.includes(page));
  const askew = full.filter((page) => {
    const degrees = findings.of(page)?.deskewDegrees ?? 0;
    return (page.deskewDegrees ?? 0) === 0 && Math.abs(degrees) >= seenDegrees;
  });
  const lying = full.filter((page) => (page.quarterTurns ?? 0) === 0 && (findings.of(page)?.quarterTurns ?? 0) !== 0);
  // A document without pages is none: then it is the officer who says what the sheet is.
  const canDrop = blank.length < kept.length;

  const on = (meant: readonly EditorPage[], change: (page: EditorPage) => EditorPage): ((page: EditorPage) => EditorPage) => {
    const keys = new Set(meant.map(({ key }) => key));
    return (page) => (keys.has(page.key) ? change(page) : page);
  };
  const drop = on(blank, (page) => dropped(page, true));
  const straighten = on(askew, (page) => straightened(page, findings.of(page)?.deskewDegrees ?? 0));
  const turn = on(lying, (page) => turned(page, findings.of(page)?.quarterTurns ?? 0));
  const make = (...changes: ((page: EditorPage) => EditorPage)[]): void =>
    edits.edit((work) => ({ ...work, pages: work.pages.map((page) => changes.reduce((now, change) => change(now), page)) }));
  const all = [...(blank.length > 0 && canDrop ? [drop] : []), ...(lying.length > 0 ? [turn] : []), ...(askew.length > 0 ? [straighten] : [])];
  useKeys(keyboard, { 'Alt+S': () => (all.length > 0 ? make(...all) : false) });

  if (findings.isLooking) return <p className={classes.looking} role="status">{t('findings.looking', { n: pages.length })}</p>;
  if (all.length === 0) return null;
  const offer = (label: string, icon: ReactNode, change: (page: EditorPage) => EditorPage) => (
    <Button size="compact-sm" variant="default" justify="flex-start" leftSection={icon} onClick={() => make(change)}>
      {label}
    </Button>
  );
  return (
    <section className={classes.findings} aria-label={t('findings.title')}>
      <p>
        <IconSparkles size={15} aria-hidden /> {t('findings.title')}
      </p>
      {blank.length > 0 && canDrop ? offer(t('findings.blank', { n: blank.length }), <IconFileOff size={15} aria-hidden />, drop) : null}
      {lying.length > 0 ? offer(t('findings.lying', { n: lying.length }), <IconRotateClockwise2 size={15} aria-hidden />, turn) : null}
      {askew.length > 0 ? offer(t('findings.askew', { n: askew.length }), <IconRuler2 size={15} aria-hidden />, straighten) : null}
      <Button size="compact-sm" variant="light" rightSection={<KeyHint keys="Alt+S" />} onClick={() => make(...all)}>
        {t('findings.all')}
      </Button>
    </section>
  );
};
