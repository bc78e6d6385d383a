import { z } from 'zod';

/** What a screen may ask of the machine around it. Electron and the browser host answer the same questions. */
export type HostAbout = {
  kind: 'electron' | 'browser';
  version: string;
  /** What is false here, the page does in its own way or leaves out. */
  can: { print: boolean; chooseFolder: boolean; notify: boolean };
};

export type Host = {
  about: () => HostAbout;
  /** Shows the print dialog for one of the desk's own files. `path` starts with `/files/`. True when it was sent to a printer. */
  print?: (path: string) => Promise<boolean>;
  /** The folder that the officer picked, or null when the dialog was closed. */
  chooseFolder?: () => Promise<string | null>;
  notify?: (note: Notification) => void;
};

export type Notification = { title: string; body: string };

/** Nothing that a page sends to the host is longer than this. */
const maxBodyBytes = 16_384;

/** Only the desk's own files are ever printed: a page must not make the host open an address of its choosing. */
const printSchema = z.strictObject({ url: z.string().max(500).regex(/^\/files\/(?!.*\.\.)[\w\-./%]+(\?[\w\-=&%]*)?$/) });
const notifySchema = z.strictObject({ title: z.string().min(1).max(200), body: z.string().max(1000) });

const json = (body: unknown, status = 200): Response =>
  new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json', 'cache-control': 'no-store' } });

const unavailable = (ability: string): Response => json({ unavailable: ability }, 501);

const readJson = async (request: Request): Promise<unknown> => {
  const text = await request.text();
  if (text.length > maxBodyBytes) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

/**
 * Answers `/host/*`: 200 with JSON, 204 for a notification, 400 for a malformed question, 501 for what this host cannot
 * do. The caller has checked origin and secret before.
 */
export const hostHandler =
  (host: Host) =>
  async (request: Request): Promise<Response> => {
    const question = `${request.method} ${new URL(request.url).pathname}`;
    switch (question) {
      case 'GET /host/about':
        return json(host.about());
      case 'POST /host/print': {
        if (!host.print) return unavailable('print');
        const input = printSchema.safeParse(await readJson(request));
        return input.success ? json({ isPrinted: await host.print(input.data.url) }) : json({ malformed: 'print' }, 400);
      }
      case 'POST /host/choose-folder':
        return host.chooseFolder ? json({ folder: await host.chooseFolder() }) : unavailable('chooseFolder');
      case 'POST /host/notify': {
        if (!host.notify) return unavailable('notify');
        const input = notifySchema.safeParse(await readJson(request));
        if (!input.success) return json({ malformed: 'notify' }, 400);
        host.notify(input.data);
        return new Response(null, { status: 204 });
      }
      default:
        return json({ unknown: question }, 404);
    }
  };
