import type { i18n } from 'i18next';
import { createTranslations } from '../../../renderer/i18n/create-translations.ts';
import { en as deskEn } from '../../../renderer/i18n/en.ts';
import { vi as deskVi } from '../../../renderer/i18n/vi.ts';
import { en } from './en.ts';
import { vi } from './vi.ts';

/** The desk's words, so that a dossier is told here as there, and over them the console's own. */
type Texts = typeof deskVi & typeof vi;

declare module 'i18next' {
  interface CustomTypeOptions {
    keySeparator: false;
    nsSeparator: false;
    defaultNS: 'translation';
    resources: { translation: Texts };
  }
}

export const consoleTranslations = (storage: Storage): i18n => createTranslations(storage, { vi: { ...deskVi, ...vi }, en: { ...deskEn, ...en } });
