import { TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { foldVietnamese } from '../../../domain/text.ts';
import classes from './FormEditorPage.module.css';
import { usePlaceholderTarget } from './placeholder-target.ts';

type PlaceholderListProps = { placeholders: readonly { name: string; description: string }[] };

/** Everything that the dossier can say in a form; a press puts it where the cursor is. */
export const PlaceholderList = ({ placeholders }: PlaceholderListProps) => {
  const { t } = useTranslation();
  const { insert } = usePlaceholderTarget();
  const [query, setQuery] = useState('');
  const [isHomeless, setHomeless] = useState(false);
  const wanted = foldVietnamese(query);
  const shown = placeholders.filter(({ name, description }) => foldVietnamese(`${description} ${name}`).includes(wanted));
  return (
    <>
      <TextInput size="xs" aria-label={t('forms.findPlaceholder')} placeholder={t('forms.findPlaceholder')} leftSection={<IconSearch size={14} aria-hidden />} value={query} onChange={(event) => setQuery(event.currentTarget.value)} />
      <p className={classes.hint} role="status">
        {t(isHomeless ? 'forms.chooseField' : 'forms.placeholderHint')}
      </p>
      <ul className={classes.placeholders}>
        {shown.map(({ name, description }) => (
          <li key={name}>
            <button type="button" onMouseDown={(event) => event.preventDefault()} onClick={() => setHomeless(!insert(`{${name}}`))}>
              <span>{description}</span>
              <code>{`{${name}}`}</code>
            </button>
          </li>
        ))}
      </ul>
    </>
  );
};
