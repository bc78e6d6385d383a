import type { i18n } from 'i18next';
import { createTranslations } from './create-translations.ts';
import { en } from './en.ts';
import { type Catalogue, vi } from './vi.ts';

declare module 'i18next' {
  interface CustomTypeOptions {
    keySeparator: false;
    nsSeparator: false;
    defaultNS: 'translation';
    resources: { translation: Catalogue };
  }
}

export const deskTranslations = (storage: Storage): i18n => createTranslations(storage, { vi, en });
