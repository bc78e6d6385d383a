import { Checkbox, Select } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { FormBlock, FormLine } from '../../../domain/forms/definition.ts';
import classes from './FormEditorPage.module.css';
import { WordsField } from './WordsField.tsx';

type BlockFieldsProps = { block: FormBlock; onChange: (block: FormBlock) => void };

const styles = ['plain', 'strong', 'italic', 'small'] as const;
const alignments = ['left', 'center', 'justify'] as const;

/** The words of one part of a form. A table or a code has none of its own. */
export const BlockFields = ({ block, onChange }: BlockFieldsProps) => {
  const { t } = useTranslation();
  switch (block.kind) {
    case 'title':
      return <WordsField label={t('forms.words')} value={block.text} onChange={(text) => onChange({ ...block, text })} />;
    case 'paragraph':
      return (
        <>
          <WordsField label={t('forms.words')} value={block.text} onChange={(text) => onChange({ ...block, text })} />
          <div className={classes.choices}>
            <Select
              aria-label={t('forms.style')}
              size="xs"
              data={styles.map((value) => ({ value, label: t(`forms.style.${value}`) }))}
              value={block.style ?? 'plain'}
              allowDeselect={false}
              onChange={(value) => onChange({ ...block, style: styles.find((style) => style === value) ?? 'plain' })}
            />
            <Select
              aria-label={t('forms.align')}
              size="xs"
              data={alignments.map((value) => ({ value, label: t(`forms.align.${value}`) }))}
              value={block.align ?? 'left'}
              allowDeselect={false}
              onChange={(value) => onChange({ ...block, align: alignments.find((align) => align === value) ?? 'left' })}
            />
          </div>
        </>
      );
    case 'line':
      return <LineFields line={block} onChange={(line) => onChange({ ...block, ...line })} />;
    case 'pair':
      return (
        <div className={classes.pair}>
          <LineFields line={block.left} onChange={(left) => onChange({ ...block, left })} />
          <LineFields line={block.right} onChange={(right) => onChange({ ...block, right })} />
        </div>
      );
    case 'signatures':
      return (
        <>
          {block.recipients === undefined ? null : <WordsField label={t('forms.recipients')} value={block.recipients} onChange={(recipients) => onChange({ ...block, recipients })} />}
          <div className={classes.pair}>
            {block.people.map((person, index) => {
              const put = (change: Partial<typeof person>): void => onChange({ ...block, people: block.people.with(index, { ...person, ...change }) });
              return (
                <div key={index} className={classes.person}>
                  <WordsField label={t('forms.signature.role')} value={person.role} onChange={(role) => put({ role })} />
                  <WordsField label={t('forms.signature.hint')} value={person.hint} onChange={(hint) => put({ hint })} />
                  <WordsField label={t('forms.signature.name')} value={person.name} onChange={(name) => put({ name })} />
                </div>
              );
            })}
          </div>
        </>
      );
    default:
      return <p className={classes.quiet}>{t(`forms.about.${block.kind}`)}</p>;
  }
};

const LineFields = ({ line, onChange }: { line: FormLine; onChange: (line: FormLine) => void }) => {
  const { t } = useTranslation();
  const { label, value, whenEmpty } = line;
  const put = (change: Partial<FormLine>): void => onChange({ label, value, ...(whenEmpty && { whenEmpty }), ...change });
  return (
    <div className={classes.line}>
      <WordsField label={t('forms.label')} value={label} onChange={(next) => put({ label: next })} />
      <WordsField label={t('forms.value')} value={value} onChange={(next) => put({ value: next })} />
      <Checkbox size="xs" label={t('forms.omitEmpty')} checked={whenEmpty === 'omit'} onChange={(event) => put({ whenEmpty: event.currentTarget.checked ? 'omit' : 'dots' })} />
    </div>
  );
};
