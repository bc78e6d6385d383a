import { useTranslation } from 'react-i18next';
import type { Failure } from '../app/trpc.ts';

export type ProblemText = { happened: string; toDo: string; safe: string };

/** The three sentences of a problem in the officer's words. */
export const useProblemText = (): ((failure: Failure) => ProblemText) => {
  const { t } = useTranslation();
  return (failure) => {
    switch (failure.kind) {
      case 'problem': {
        const { problem, data } = failure.problem;
        return {
          happened: t(`problem.${problem}.happened`, data),
          toDo: t(`problem.${problem}.toDo`, data),
          safe: t(`problem.${problem}.safe`, data),
        };
      }
      case 'fault':
        return failure.reference === ''
          ? { happened: t('fault.page.happened'), toDo: t('fault.page.toDo'), safe: t('fault.page.safe') }
          : { happened: t('fault.desk.happened'), toDo: t('fault.desk.toDo', { reference: failure.reference }), safe: t('fault.desk.safe') };
      case 'noDesk':
        return { happened: t('fault.noDesk.happened'), toDo: t('fault.noDesk.toDo'), safe: t('fault.noDesk.safe') };
    }
  };
};
