import { defineConfig } from 'vite';
import { screens } from './screens.ts';

/** The console of the level above, which its server hands out under `/console`. */
export default defineConfig(screens({ folder: 'district/ui', publicFolder: 'renderer/public', outFolder: 'out/district-ui', base: '/console/' }));
