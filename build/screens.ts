import { fileURLToPath } from 'node:url';
import { convertCssVariables, defaultCssVariablesResolver, DEFAULT_THEME, mergeMantineTheme } from '@mantine/core';
import react from '@vitejs/plugin-react';
import type { Plugin, UserConfig } from 'vite';
import { cssVariablesResolver, theme } from '../renderer/app/theme.ts';

const pathOf = (folder: string): string => fileURLToPath(new URL(`../${folder}`, import.meta.url));

/**
 * Mantine would write the theme's variables into a `<style>` element at run time, which a content security policy
 * without 'unsafe-inline' refuses. The theme is known at build time, so it becomes an ordinary style sheet.
 */
const themeStyleSheet = (): Plugin => {
  const name = 'virtual:theme.css';
  const merged = mergeMantineTheme(DEFAULT_THEME, theme);
  const byDefault = defaultCssVariablesResolver(merged);
  const ours = cssVariablesResolver(merged);
  const css = convertCssVariables(
    {
      variables: { ...byDefault.variables, ...ours.variables },
      light: { ...byDefault.light, ...ours.light },
      dark: { ...byDefault.dark, ...ours.dark },
    },
    ':root',
  );
  return {
    name: 'theme-style-sheet',
    resolveId: (id) => (id === name ? `\0${name}` : undefined),
    load: (id) => (id === `\0${name}` ? css : undefined),
  };
};

/** How screens are built, the desk's and the console's alike. Folders from the project's root. */
export const screens = ({ folder, publicFolder, outFolder, base }: { folder: string; publicFolder: string; outFolder: string; base: string }): UserConfig => ({
  root: pathOf(folder),
  base,
  publicDir: pathOf(publicFolder),
  plugins: [react(), themeStyleSheet()],
  css: { modules: { localsConvention: 'camelCaseOnly' } },
  build: {
    outDir: pathOf(outFolder),
    emptyOutDir: true,
    target: 'chrome140',
    // No data: URLs: the content security policy allows files of the program only.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 1500,
  },
});
