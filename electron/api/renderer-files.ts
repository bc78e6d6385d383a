import { readFile } from 'node:fs/promises';
import { extname, join, resolve, sep } from 'node:path';

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.webp': 'image/webp',
  '.woff': 'font/woff',
  '.woff2': 'font/woff2',
  '.wasm': 'application/wasm',
  '.webmanifest': 'application/manifest+json',
};

const read = async (path: string): Promise<Uint8Array<ArrayBuffer> | undefined> => {
  try {
    return new Uint8Array(await readFile(path));
  } catch {
    return undefined;
  }
};

/** The built screens; an address without a file is a place inside the program, so it gets the program's page. */
export const rendererFiles = (folder: string): ((pathname: string) => Promise<Response>) => {
  const root = resolve(folder);
  const page = async (): Promise<Response> => {
    const bytes = await read(join(root, 'index.html'));
    return bytes ? new Response(bytes, { headers: { 'content-type': types['.html']! } }) : new Response('the screens are not built', { status: 503 });
  };
  return async (pathname) => {
    const extension = extname(pathname);
    if (extension === '' || extension === '.html') return page();
    let name: string;
    try {
      name = decodeURIComponent(pathname);
    } catch {
      return new Response(null, { status: 400 });
    }
    const path = resolve(root, `.${name}`);
    const type = types[extension];
    const bytes = type !== undefined && path.startsWith(root + sep) ? await read(path) : undefined;
    if (!bytes || type === undefined) return new Response(null, { status: 404 });
    const headers = new Headers({ 'content-type': type });
    // The build puts a hash of the content into these names, so they never change.
    if (name.startsWith('/assets/')) headers.set('cache-control', 'public, max-age=31536000, immutable');
    return new Response(bytes, { headers });
  };
};
