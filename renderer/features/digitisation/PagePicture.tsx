import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isProblem, type Problem } from '../../../domain/problem.ts';
import { ProblemNotice } from '../../components/FailureNotice.tsx';
import { Waiting } from '../../components/Words.tsx';
import classes from './PagePicture.module.css';

/** A page that cannot be shown says why: its bytes may be on the way from another desk. */
export const PagePicture = ({ url, label, isLarge }: { url: string; label: string; isLarge: boolean }) => {
  const { t } = useTranslation();
  const [state, setState] = useState<'waiting' | 'shown' | 'failed'>('waiting');
  const [problem, setProblem] = useState<Problem>();
  useEffect(() => {
    if (state !== 'failed') return;
    let isOver = false;
    fetch(url)
      .then((response) => response.json())
      .then((answer: unknown) => {
        if (!isOver && isProblem(answer)) setProblem(answer);
      })
      .catch(() => undefined);
    return () => {
      isOver = true;
    };
  }, [state, url]);

  return (
    <div className={classes.page} data-large={isLarge} tabIndex={0} role="region" aria-label={label}>
      {state === 'waiting' ? (
        <div className={classes.over}>
          <Waiting>{t('document.rendering')}</Waiting>
        </div>
      ) : null}
      {state === 'failed' ? (
        <div className={classes.over}>{problem ? <ProblemNotice problem={problem} /> : <p>{t('document.notShown')}</p>}</div>
      ) : (
        <img src={url} alt={label} onLoad={() => setState('shown')} onError={() => setState('failed')} />
      )}
    </div>
  );
};
