import { createRequire } from 'node:module';
import { Font } from '@react-pdf/renderer';

/**
 * Tinos has the metrics of Times New Roman, which NĐ 30/2020/NĐ-CP asks for in official papers. Whole font files: with the
 * woff subsets that are usual on the web a word like «chứng» lies in two fonts, is broken in its middle, and each piece of
 * text puts its own font into the file (seen: 350 fonts, 3 s a receipt).
 */
export const tinos = 'Tinos';

/** Longer than any Vietnamese syllable; only an e-mail address or a mistake is as long. */
const longestUnbroken = 24;

let isRegistered = false;

/** Once a thread. The library keeps its fonts in a global of its own. */
export const registerFonts = (): void => {
  if (isRegistered) return;
  const { resolve } = createRequire(import.meta.url);
  const file = (name: string): string => resolve(`@expo-google-fonts/tinos/${name}/Tinos_${name}.ttf`);
  Font.register({
    family: tinos,
    fonts: [
      { src: file('400Regular'), fontWeight: 400 },
      { src: file('700Bold'), fontWeight: 700 },
      { src: file('400Regular_Italic'), fontWeight: 400, fontStyle: 'italic' },
    ],
  });
  // Vietnamese is broken between syllables only; the library would hyphenate by English rules.
  Font.registerHyphenationCallback((word) => (word.length <= longestUnbroken ? [word] : (word.match(new RegExp(`.{1,${longestUnbroken}}`, 'gu')) ?? [word])));
  isRegistered = true;
};
