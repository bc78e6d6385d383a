import { Button, Checkbox, Tooltip } from '@mantine/core';
import { IconAlertCircle, IconArrowBackUp, IconDatabase, IconInfoCircle, IconRecycle, IconScan } from '@tabler/icons-react';
import { Fragment } from 'react';
import { useTranslation } from 'react-i18next';
import { Mark } from '../../components/Marks.tsx';
import type { PaperForm } from './form.ts';
import { counted, foundAsData, ticked } from './form-edit.ts';
import { ReuseOffer, type Reusable } from './ReuseOffer.tsx';
import classes from './ProcedureColumn.module.css';

type PapersProps = {
  papers: readonly PaperForm[];
  /** Digitised papers of the owner's, by component. */
  reusable: Reusable;
  /** Once the officer has begun to count, what is not there is missing. */
  isCounting: boolean;
  onChange: (index: number, paper: PaperForm) => void;
  /** The paper that the keyboard has come to, to say what the catalogue says of it; undefined when it has left. */
  onReach: (paper: PaperForm | undefined) => void;
};

const copyKinds = ['originals', 'certifiedCopies', 'copies'] as const;

/** The checklist: what came of each paper, in how many copies, and what need not be asked for. */
export const Papers = ({ papers, reusable, isCounting, onChange, onReach }: PapersProps) => {
  const { t } = useTranslation();
  return (
    <table className={classes.papers}>
      <thead>
        <tr>
          <th scope="col">{t('paper.name')}</th>
          {copyKinds.map((kind) => (
            <th scope="col" key={kind}>
              <Tooltip label={t(`paper.${kind}`)}>
                <span>{t(`paper.${kind}.short`)}</span>
              </Tooltip>
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {papers.map((paper, index) => {
          const replace = (next: PaperForm): void => onChange(index, next);
          return (
            <Fragment key={paper.key}>
              <tr
                data-paper={paper.key}
                data-received={paper.isReceived}
                onFocus={({ target }) => onReach(target.matches(':focus-visible') ? paper : undefined)}
                onBlur={() => onReach(undefined)}
              >
                <td>
                  <PaperName paper={paper} isFirst={index === 0} onTick={(isReceived) => replace(ticked(paper, isReceived))} />
                  <PaperMarks paper={paper} isCounting={isCounting} onFound={() => replace(foundAsData(paper))} onUndo={() => replace(ticked(paper, false))} />
                </td>
                {copyKinds.map((kind) => (
                  <td key={kind}>
                    <input
                      className={classes.count}
                      inputMode="numeric"
                      maxLength={3}
                      data-skip-enter
                      aria-label={t('paper.countOf', { kind: t(`paper.${kind}`), name: paper.name })}
                      value={paper[kind] === 0 ? '' : paper[kind]}
                      placeholder="0"
                      onFocus={(event) => event.currentTarget.select()}
                      onChange={(event) => {
                        const digits = event.currentTarget.value.replace(/\D/g, '');
                        replace(counted(paper, kind, Number(digits)));
                      }}
                    />
                  </td>
                ))}
              </tr>
              <ReuseOffer paper={paper} offers={reusable[paper.key] ?? []} onChange={replace} />
            </Fragment>
          );
        })}
      </tbody>
    </table>
  );
};

const PaperName = ({ paper, isFirst, onTick }: { paper: PaperForm; isFirst: boolean; onTick: (isReceived: boolean) => void }) => {
  const { t } = useTranslation();
  const name = (
    <div className={classes.paperName}>
      <Checkbox
        checked={paper.isReceived}
        {...(isFirst ? { 'data-first-paper': true } : {})}
        label={
          <>
            {paper.name}
            {paper.required ? <em className={classes.required}> {t('paper.required')}</em> : null}
            {paper.note === '' ? null : <IconInfoCircle size={14} className={classes.noteSign} aria-hidden />}
          </>
        }
        {...(paper.note === '' ? {} : { 'aria-description': paper.note })}
        onChange={(event) => onTick(event.currentTarget.checked)}
      />
    </div>
  );
  // Floating, so that the list does not jump under the pointer.
  return paper.note === '' ? (
    name
  ) : (
    <Tooltip label={paper.note} multiline w={380} position="top-start">
      {name}
    </Tooltip>
  );
};

type PaperMarksProps = { paper: PaperForm; isCounting: boolean; onFound: () => void; onUndo: () => void };

const PaperMarks = ({ paper, isCounting, onFound, onUndo }: PaperMarksProps) => {
  const { t } = useTranslation();
  const isMissing = isCounting && paper.required && !paper.isReceived;
  const canBeData = paper.isReplaceableByData && paper.source !== 'data' && paper.source !== 'reused';
  const mustDigitise = paper.mustDigitise && paper.source === 'paper';
  if (!isMissing && !canBeData && !mustDigitise && paper.source === 'paper') return null;
  return (
    <div className={classes.paperMarks}>
      {isMissing ? (
        <Mark tone="today" icon={IconAlertCircle}>
          {t('paper.missing')}
        </Mark>
      ) : null}
      {paper.source === 'reused' ? (
        <>
          <Mark tone="good" icon={IconRecycle}>
            {t('paper.reused')}
          </Mark>
          <span className={classes.reused} title={paper.reused?.title}>
            {t('reuse.from', { code: paper.reused?.dossierCode ?? '' })}
          </span>
          <Button size="compact-xs" variant="subtle" leftSection={<IconArrowBackUp size={13} aria-hidden />} onClick={onUndo}>
            {t('reuse.undo')}
            <span className="said"> {paper.name}</span>
          </Button>
        </>
      ) : null}
      {paper.source === 'data' ? (
        <Mark tone="good" icon={IconDatabase}>
          {t('paper.data')}
        </Mark>
      ) : null}
      {mustDigitise ? (
        <Mark tone="card" icon={IconScan}>
          {t('paper.mustDigitise')}
        </Mark>
      ) : null}
      {canBeData ? (
        <Button size="compact-xs" variant="subtle" leftSection={<IconDatabase size={13} aria-hidden />} aria-label={t('paper.data.of', { name: paper.name })} onClick={onFound}>
          {t('paper.data')}
        </Button>
      ) : null}
    </div>
  );
};
