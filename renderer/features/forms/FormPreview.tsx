import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
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
  const url = useLastUrl(pdf);
  return (
    <div className={classes.preview}>
      {printed.data !== undefined && isProblem(printed.data) ? <ProblemNotice problem={printed.data} /> : null}
      {printed.error ? <FailureNotice error={printed.error} /> : null}
      {url === undefined ? <Waiting>{t('forms.drawing')}</Waiting> : <iframe src={`${url}#navpanes=0&toolbar=0&view=FitH`} title={t('forms.preview')} />}
    </div>
  );
};

/** An address for the latest of these bytes. Until the next ones are there the last ones stay in the viewer, which has them already. */
const useLastUrl = (blob: Blob | undefined): string | undefined => {
  const [url, setUrl] = useState<string>();
  useEffect(() => {
    if (blob === undefined) return;
    const made = URL.createObjectURL(blob);
    setUrl(made);
    return () => URL.revokeObjectURL(made);
  }, [blob]);
  return url;
};
