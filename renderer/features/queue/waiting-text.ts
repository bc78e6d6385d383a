import type { TFunction } from 'i18next';

/** «dưới 1 phút», «12 phút», «1 giờ 05 phút». @param ms may be missing where nothing is known yet */
export const waitingText = (t: TFunction, ms: number | null | undefined): string => {
  if (ms === null || ms === undefined) return t('queue.wait.unknown');
  const minutes = Math.floor(ms / 60_000);
  if (minutes < 1) return t('queue.wait.moment');
  if (minutes < 60) return t('queue.wait.minutes', { n: minutes });
  return t('queue.wait.hours', { h: Math.floor(minutes / 60), m: String(minutes % 60).padStart(2, '0') });
};

/** What the citizen said they came for; nothing where they did not say. */
export const purposeText = (t: TFunction, about: string): string => (about === 'submit' || about === 'collect' || about === 'ask' ? t(`queue.about.${about}`) : '');
