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

const file = (name: string): string => createRequire(import.meta.url).resolve(`@expo-google-fonts/tinos/${name}/Tinos_${name}.ttf`);

export const fontFiles = { regular: file('400Regular'), bold: file('700Bold'), italic: file('400Regular_Italic') };

/**
 * Before each document, so that it gets fonts that no other one has used. A font remembers its glyphs, and one that an earlier
 * document used only as a part of another letter («O» of «Ợ») has lost its meaning: it is printed, but cannot be searched or
 * copied (seen with fontkit 2), and the same dossier gives different bytes.
 */
export const registerFonts = (): void => {
  // `Font.clear` would take the library's own default font too, without which it does not work.
  delete Font.getRegisteredFonts()[tinos];
  Font.register({
    family: tinos,
    fonts: [
      { src: fontFiles.regular, fontWeight: 400 },
      { src: fontFiles.bold, fontWeight: 700 },
      { src: fontFiles.italic, fontWeight: 400, fontStyle: 'italic' },
    ],
  });
  // Vietnamese is broken between syllables only; the library would hyphenate by English rules.
  Font.registerHyphenationCallback((word) => (word.length <= longestUnbroken ? [word] : (word.match(new RegExp(`.{1,${longestUnbroken}}`, 'gu')) ?? [word])));
};
