import { Anchor } from '@mantine/core';
import { IconAlertTriangle, IconFileCheck, IconHourglass, IconProgress } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Outputs } from '../../../app/trpc.ts';
import { Mark } from '../../../components/Marks.tsx';

type Rendering = Outputs['digitisation']['open']['rendering'];

const looks = {
  waiting: { tone: 'quiet', icon: IconHourglass },
  working: { tone: 'paused', icon: IconProgress },
  ready: { tone: 'good', icon: IconFileCheck },
  failed: { tone: 'late', icon: IconAlertTriangle },
} as const;

/** How far the PDF/A of a document is; nothing where none is wanted yet. */
export const RenderingMark = ({ documentId, rendering: { state }, hasText = false }: { documentId: string; rendering: Rendering; /** Words were read on its pages. */ hasText?: boolean | undefined }) => {
  const { t } = useTranslation();
  if (state === 'notWanted') return null;
  return (
    <>
      <Mark {...looks[state]}>{state === 'ready' && !hasText ? t('rendering.noText') : t(`rendering.${state}`)}</Mark>
      {state === 'ready' ? (
        <Anchor href={`/files/document/${documentId}/output`} target="_blank" rel="noopener" size="xs">
          {t('rendering.open')}
        </Anchor>
      ) : null}
    </>
  );
};
