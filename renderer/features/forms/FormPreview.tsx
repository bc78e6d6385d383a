import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FormDefinition } from '../../../domain/forms/definition.ts';
import { isProblem, type Problem } from '../../../domain/problem.ts';
import { FailureNotice, ProblemNotice } from '../../components/FailureNotice.tsx';
import { Waiting } from '../../components/Words.tsx';
import classes from './FormEditorPage.module.css';

const pauseMs = 500;

/** How the form would be printed, a moment after the last key. While it is wrong the last right one stays in sight. */
export const FormPreview = ({ definition }: { definition: FormDefinition }) => {
  const { t } = useTranslation();
  const [settled] = useDebouncedValue(definition, pauseMs);
  const printed = useQuery({
    queryKey: ['form-preview', settled],
    queryFn: async ({ signal }): Promise<Blob | Problem> => {
      const response = await fetch('/files/form-preview', { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(settled), signal });
      if (response.ok) return response.blob();
      const answer: unknown = await response.json().catch(() => undefined);
      if (isProblem(answer)) return answer;
      throw new Error(`preview says ${response.status}`);
    },
    gcTime: 0,
    retry: false,
  });
  const pdf = printed.data instanceof Blob ? printed.data : undefined;
  const [shown, setShown] = useState(pdf);
  if (pdf !== undefined && pdf !== shown) setShown(pdf);
  const url = useUrl(shown);
  return (
    <div className={classes.preview}>
      {printed.data !== undefined && isProblem(printed.data) ? <ProblemNotice problem={printed.data} /> : null}
      {printed.error ? <FailureNotice error={printed.error} /> : null}
      {url === undefined ? <Waiting>{t('forms.drawing')}</Waiting> : <iframe src={`${url}#navpanes=0&toolbar=0&view=FitH`} title={t('forms.preview')} />}
    </div>
  );
};

/** An address for these bytes, given back when others take their place. */
const useUrl = (blob: Blob | undefined): string | undefined => {
  const url = useMemo(() => (blob === undefined ? undefined : URL.createObjectURL(blob)), [blob]);
  useEffect(() => () => void (url !== undefined && URL.revokeObjectURL(url)), [url]);
  return url;
};
