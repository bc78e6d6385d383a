import { ActionIcon, Menu, Select } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconPlus, IconTrash } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useServices } from '../../app/services.ts';
import { BlockFields } from './BlockFields.tsx';
import { type BlockKind, type DraftBlock, emptyBlock } from './form-blocks.ts';
import classes from './FormEditorPage.module.css';

type BlockListProps = { blocks: DraftBlock[]; kinds: BlockKind[]; onChange: (blocks: DraftBlock[]) => void };

/** The parts of a form from top to bottom: their words, added, taken away, moved. */
export const BlockList = ({ blocks, kinds, onChange }: BlockListProps) => {
  const { t } = useTranslation();
  const { newId } = useServices();
  const move = (index: number, by: 1 | -1): void => onChange(blocks.toSpliced(index, 1).toSpliced(index + by, 0, blocks[index]!));
  const add = (index: number, kind: BlockKind): void => {
    const rowId = newId();
    onChange(blocks.toSpliced(index, 0, { rowId, block: emptyBlock(kind) }));
    requestAnimationFrame(() => {
      const row = document.querySelector<HTMLElement>(`[data-block="${rowId}"]`);
      row?.scrollIntoView({ block: 'nearest' });
      row?.querySelector<HTMLElement>('textarea')?.focus();
    });
  };
  return (
    <>
      <ol className={classes.blocks}>
        {blocks.map(({ rowId, block }, index) => {
          const name = t('forms.blockName', { n: index + 1, kind: t(`forms.kind.${block.kind}`) });
          return (
            <li key={rowId} data-block={rowId}>
              <div className={classes.blockHead}>
                <span>{name}</span>
                <Menu position="bottom-end" withinPortal>
                  <Menu.Target>
                    <ActionIcon variant="subtle" color="gray" aria-label={t('forms.addBelow', { name })}>
                      <IconPlus size={16} aria-hidden />
                    </ActionIcon>
                  </Menu.Target>
                  <Menu.Dropdown>
                    {kinds.map((kind) => (
                      <Menu.Item key={kind} onClick={() => add(index + 1, kind)}>
                        {t(`forms.kind.${kind}`)}
                      </Menu.Item>
                    ))}
                  </Menu.Dropdown>
                </Menu>
                <ActionIcon variant="subtle" color="gray" disabled={index === 0} aria-label={t('forms.up', { name })} onClick={() => move(index, -1)}>
                  <IconArrowUp size={16} aria-hidden />
                </ActionIcon>
                <ActionIcon variant="subtle" color="gray" disabled={index === blocks.length - 1} aria-label={t('forms.down', { name })} onClick={() => move(index, 1)}>
                  <IconArrowDown size={16} aria-hidden />
                </ActionIcon>
                <ActionIcon variant="subtle" color="gray" disabled={blocks.length === 1} aria-label={t('forms.remove', { name })} onClick={() => onChange(blocks.toSpliced(index, 1))}>
                  <IconTrash size={16} aria-hidden />
                </ActionIcon>
              </div>
              <BlockFields block={block} onChange={(next) => onChange(blocks.with(index, { rowId, block: next }))} />
            </li>
          );
        })}
      </ol>
      <Select
        aria-label={t('forms.add')}
        placeholder={t('forms.add')}
        leftSection={<IconPlus size={16} aria-hidden />}
        data={kinds.map((kind) => ({ value: kind, label: t(`forms.kind.${kind}`) }))}
        value={null}
        onChange={(value) => {
          const kind = kinds.find((candidate) => candidate === value);
          if (kind !== undefined) add(blocks.length, kind);
        }}
      />
    </>
  );
};
