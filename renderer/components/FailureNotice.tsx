import { CloseButton } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Problem } from '../../domain/problem.ts';
import { type Failure, failureOf } from '../app/trpc.ts';
import { useProblemText } from './problem-text.ts';
import classes from './FailureNotice.module.css';

type FailureNoticeProps = { error: unknown; onClose?: () => void };

/** Says what happened, what to do and what is safe; a fault shows the number to read out. */
export const FailureNotice = ({ error, onClose }: FailureNoticeProps) => <Notice failure={failureOf(error)} {...(onClose ? { onClose } : {})} />;

type ProblemNoticeProps = { problem: Problem; /** Waiting is no alarm: the same words in a quieter tone. */ isWaiting?: boolean };

export const ProblemNotice = ({ problem, isWaiting = false }: ProblemNoticeProps) => <Notice failure={{ kind: 'problem', problem }} isWaiting={isWaiting} />;

const Notice = ({ failure, isWaiting = false, onClose }: { failure: Failure; isWaiting?: boolean; onClose?: () => void }) => {
  const { t } = useTranslation();
  const { happened, toDo, safe } = useProblemText()(failure);
  return (
    <div className={classes.notice} role={isWaiting ? 'status' : 'alert'} data-waiting={isWaiting}>
      <IconAlertTriangle size={18} aria-hidden className={classes.icon} />
      <div className={classes.text}>
        <strong>{happened}</strong> {toDo} <span className={classes.safe}>{safe}</span>
      </div>
      {onClose === undefined ? null : <CloseButton size="sm" onClick={onClose} aria-label={t('action.closeNotice')} />}
    </div>
  );
};
