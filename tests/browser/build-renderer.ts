import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { compile } from '../../build/compile.ts';
import { districtUiSources, isFresh, nodeSideSources, rendererSources } from '../../build/freshness.ts';
import { root } from '../../build/root.ts';
import { electronBinary } from '../../build/start/electron-binary.ts';

/** What the browser sees is what was built: never yesterday's screens with today's tests. */
const buildWhatIsStale = (): void => {
  const build = (config: string): void =>
    void execFileSync(process.execPath, [join(root, 'node_modules/vite/bin/vite.js'), 'build', '--config', config, '--logLevel', 'warn'], { cwd: root, stdio: 'inherit' });
  if (!isFresh('out/renderer/index.html', rendererSources)) build('build/vite.config.ts');
  if (!isFresh('out/district-ui/index.html', districtUiSources)) build('build/vite.district.config.ts');
  if (electronBinary() !== undefined && !isFresh('out/electron/main.js', nodeSideSources) && !compile()) throw new Error('the desk does not compile');
};

export default buildWhatIsStale;
