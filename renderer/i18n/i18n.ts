import i18next, { type i18n } from 'i18next';
import { initReactI18next } from 'react-i18next';
import { en } from './en.ts';
import { type Catalogue, vi } from './vi.ts';

export type Language = 'vi' | 'en';
export const languages: readonly Language[] = ['vi', 'en'];

declare module 'i18next' {
  interface CustomTypeOptions {
    keySeparator: false;
    nsSeparator: false;
    defaultNS: 'translation';
    resources: { translation: Catalogue };
  }
}

const storageKey = 'language';

export const createTranslations = (storage: Storage): i18n => {
  const instance = i18next.createInstance();
  const stored = storage.getItem(storageKey);
  const language: Language = stored === 'en' ? 'en' : 'vi';
  void instance.use(initReactI18next).init({
    lng: language,
    fallbackLng: 'vi',
    resources: { vi: { translation: vi }, en: { translation: en } },
    keySeparator: false,
    nsSeparator: false,
    // React escapes already.
    interpolation: { escapeValue: false },
    initAsync: false,
  });
  instance.on('languageChanged', (next) => {
    storage.setItem(storageKey, next);
    document.documentElement.lang = next;
  });
  document.documentElement.lang = language;
  return instance;
};
