import i18next, { type i18n } from 'i18next';
import { initReactI18next } from 'react-i18next';

export type Language = 'vi' | 'en';
export const languages: readonly Language[] = ['vi', 'en'];

const storageKey = 'language';

export const createTranslations = (storage: Storage, texts: Record<Language, Record<string, string>>): i18n => {
  const instance = i18next.createInstance();
  const stored = storage.getItem(storageKey);
  const language: Language = stored === 'en' ? 'en' : 'vi';
  void instance.use(initReactI18next).init({
    lng: language,
    fallbackLng: 'vi',
    resources: { vi: { translation: texts.vi }, en: { translation: texts.en } },
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
