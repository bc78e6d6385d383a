import { defineConfig } from 'vite';
import { screens } from './screens.ts';

export default defineConfig(screens({ folder: 'renderer', publicFolder: 'renderer/public', outFolder: 'out/renderer', base: '/' }));
