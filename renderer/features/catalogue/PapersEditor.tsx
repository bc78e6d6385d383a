import { ActionIcon, Button, Checkbox, Select, Textarea, TextInput } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconPlus, IconTrash } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { documentTypes } from '../../../domain/document/document-types.ts';
import { useServices } from '../../app/services.ts';
import { emptyPaper, type PaperForm, type ProcedureFaults } from './procedure-form.ts';
import classes from './ProcedureEditor.module.css';

type PapersEditorProps = { papers: PaperForm[]; faults: ProcedureFaults['papers']; onChange: (papers: PaperForm[]) => void };

const kinds = ['original', 'certified-copy', 'copy', 'form'] as const;
const types = documentTypes.map(({ code, name }) => ({ value: code, label: name }));

/** The papers of a procedure in their order: added, taken away, moved, each with what is asked of it. */
export const PapersEditor = ({ papers, faults, onChange }: PapersEditorProps) => {
  const { t } = useTranslation();
  const { newId } = useServices();
  const move = (index: number, by: 1 | -1): void => {
    const moved = papers[index]!;
    onChange(papers.toSpliced(index, 1).toSpliced(index + by, 0, moved));
  };
  const add = (): void => {
    const rowId = newId();
    onChange([...papers, emptyPaper(rowId)]);
    requestAnimationFrame(() => document.querySelector<HTMLElement>(`[data-paper-row="${rowId}"] textarea`)?.focus());
  };
  return (
    <>
      <ol className={classes.papers}>
        {papers.map((paper, index) => {
          const put = (change: Partial<PaperForm>): void => onChange(papers.with(index, { ...paper, ...change }));
          const fault = faults[paper.rowId] ?? {};
          const name = paper.name.trim() === '' ? t('catalogue.paper.nameless', { n: index + 1 }) : paper.name;
          return (
            <li key={paper.rowId} data-paper-row={paper.rowId}>
              <div className={classes.paperHead}>
                <span className={classes.number} aria-hidden>
                  {index + 1}
                </span>
                <Textarea
                  className={classes.grow}
                  aria-label={t('catalogue.paper.name', { n: index + 1 })}
                  placeholder={t('catalogue.paper.namePlaceholder')}
                  autosize
                  minRows={1}
                  maxRows={4}
                  maxLength={1000}
                  value={paper.name}
                  error={fault.name && t(`catalogue.fault.${fault.name}`)}
                  onChange={(event) => put({ name: event.currentTarget.value })}
                />
                <ActionIcon variant="subtle" color="gray" disabled={index === 0} aria-label={t('catalogue.paper.up', { name })} onClick={() => move(index, -1)}>
                  <IconArrowUp size={17} aria-hidden />
                </ActionIcon>
                <ActionIcon variant="subtle" color="gray" disabled={index === papers.length - 1} aria-label={t('catalogue.paper.down', { name })} onClick={() => move(index, 1)}>
                  <IconArrowDown size={17} aria-hidden />
                </ActionIcon>
                <ActionIcon variant="subtle" color="gray" aria-label={t('catalogue.paper.remove', { name })} onClick={() => onChange(papers.toSpliced(index, 1))}>
                  <IconTrash size={17} aria-hidden />
                </ActionIcon>
              </div>
              <div className={classes.paperFields}>
                <Select label={t('catalogue.paper.kind')} data={kinds.map((kind) => ({ value: kind, label: t(`paper.kind.${kind}`) }))} value={paper.kind} allowDeselect={false} onChange={(value) => put({ kind: kinds.find((kind) => kind === value) ?? paper.kind })} />
                <TextInput label={t('catalogue.paper.quantity')} inputMode="numeric" maxLength={2} value={paper.quantity} error={fault.quantity && t(`catalogue.fault.${fault.quantity}`)} onChange={(event) => put({ quantity: event.currentTarget.value })} />
                <Select label={t('catalogue.paper.type')} placeholder={t('catalogue.paper.noType')} data={types} value={paper.typeCode} searchable clearable nothingFoundMessage={t('catalogue.paper.typeNotFound')} onChange={(typeCode) => put({ typeCode })} />
              </div>
              <div className={classes.checks}>
                <Checkbox label={t('paper.required')} checked={paper.required} onChange={(event) => put({ required: event.currentTarget.checked })} />
                <Checkbox label={t('guide.replaceable')} checked={paper.isReplaceableByData} onChange={(event) => put({ isReplaceableByData: event.currentTarget.checked })} />
                <Checkbox label={t('guide.mustDigitise')} checked={paper.mustDigitise} onChange={(event) => put({ mustDigitise: event.currentTarget.checked })} />
              </div>
              <Textarea aria-label={t('catalogue.paper.noteOf', { name })} placeholder={t('catalogue.paper.notePlaceholder')} autosize minRows={1} maxRows={5} maxLength={4000} value={paper.note} onChange={(event) => put({ note: event.currentTarget.value })} />
            </li>
          );
        })}
      </ol>
      <Button variant="light" leftSection={<IconPlus size={16} aria-hidden />} onClick={add}>
        {t('catalogue.paper.add')}
      </Button>
    </>
  );
};
