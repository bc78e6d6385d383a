import { useTranslation } from 'react-i18next';
import { Waiting } from '../../components/Words.tsx';

/** Whoever describes a paper need not wait: what is read off it comes beside the fields. */
export const ReadingNote = ({ isReading }: { isReading: boolean }) => {
  const { t } = useTranslation();
  return isReading ? <Waiting>{t('describe.reading')}</Waiting> : null;
};
