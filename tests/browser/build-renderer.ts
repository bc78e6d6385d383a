import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { compile } from '../../build/compile.ts';
import { isFresh, nodeSideSources, rendererSources } from '../../build/freshness.ts';
import { root } from '../../build/root.ts';
import { electronBinary } from '../../build/start/electron-binary.ts';

/** What the browser sees is what was built: never yesterday's screens with today's tests. */
const buildWhatIsStale = (): void => {
  if (!isFresh('out/renderer/index.html', rendererSources)) {
    execFileSync(process.execPath, [join(root, 'node_modules/vite/bin/vite.js'), 'build', '--config', 'build/vite.config.ts', '--logLevel', 'warn'], { cwd: root, stdio: 'inherit' });
  }
  if (electronBinary() !== undefined && !isFresh('out/electron/main.js', nodeSideSources) && !compile()) throw new Error('the desk does not compile');
};

export default buildWhatIsStale;
