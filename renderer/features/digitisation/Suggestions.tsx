import { useQuery } from '@tanstack/react-query';
import { IconCheck, IconSparkles } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { type Chord, useKeys } from '../../app/keyboard.ts';
import { useServices } from '../../app/services.ts';
import { type Outputs, useTRPC } from '../../app/trpc.ts';
import { KeyHint } from '../../components/KeyHint.tsx';
import classes from './AttachPanel.module.css';

type Suggestion = Outputs['digitisation']['suggestions'][number];

const shownAtOnce = 3;
const chords = ['Alt+1', 'Alt+2', 'Alt+3'] as const satisfies readonly Chord[];

type SuggestionsProps = {
  documentId: string;
  /** What would be filed now. */
  chosen: { dossierId: string; componentKey: string } | undefined;
  onTake: (suggestion: Suggestion) => void;
};

/** Where this scan may belong, and why the desk thinks so; one key takes it over, and nothing is filed by itself. */
export const Suggestions = ({ documentId, chosen, onTake }: SuggestionsProps) => {
  const { t } = useTranslation();
  const { keyboard } = useServices();
  const trpc = useTRPC();
  const asked = useQuery(trpc.digitisation.suggestions.queryOptions({ documentId }));
  const shown = (asked.data ?? []).slice(0, shownAtOnce);
  useKeys(keyboard, Object.fromEntries(chords.map((chord, index) => [chord, () => (shown[index] ? onTake(shown[index]) : false)])));
  const [first, second] = shown;
  // The dossier that was just received is in hand already: to suggest it alone says nothing.
  const isKnown = second === undefined && first?.dossierId === chosen?.dossierId && (first?.reason === 'receivedJustNow' || first?.reason === 'receivedToday');
  if (first === undefined || isKnown) return null;
  return (
    <section className={classes.suggestions} aria-label={t('suggest.title')}>
      <p>
        <IconSparkles size={14} aria-hidden /> {t('suggest.title')}
      </p>
      <ul>
        {shown.map((suggestion, index) => {
          const isChosen = suggestion.dossierId === chosen?.dossierId && (suggestion.componentKey === undefined || suggestion.componentKey === chosen.componentKey);
          return (
            <li key={suggestion.dossierId}>
              <button type="button" aria-pressed={isChosen} onClick={() => onTake(suggestion)}>
                <span>
                  <strong>{suggestion.applicantName}</strong>
                  <span>
                    {suggestion.code}
                    {suggestion.componentName === undefined ? '' : ` · ${suggestion.componentName}`}
                  </span>
                  <em>{t(`suggest.${suggestion.reason}`)}</em>
                </span>
                {isChosen ? <IconCheck size={16} aria-hidden /> : <KeyHint keys={chords[index]!} />}
              </button>
            </li>
          );
        })}
      </ul>
    </section>
  );
};
