/** The machine around the page: Electron or a browser. What a host cannot do, the page does in its own way. */
export type HostAbout = {
  kind: 'electron' | 'browser';
  version: string;
  can: { print: boolean; chooseFolder: boolean; notify: boolean };
};

/** `inPage`: this host does not print, so the page's own viewer has to. `notSent`: closed by the officer, or there is no printer. */
export type Printed = 'sent' | 'notSent' | 'inPage';

/** Whether a word may come up beside the program: `ask` where the browser first wants the officer's own click. */
export type Notifying = 'ready' | 'ask' | 'refused' | 'none';

export type Host = {
  about: () => Promise<HostAbout>;
  notifying: () => Promise<Notifying>;
  /** For a click only: a browser that asks by itself is refused for good. */
  askToNotify: () => Promise<Notifying>;
  /** Nothing of a person in it: it is seen by whoever stands by, and kept by the system. */
  notify: (note: { title: string; body: string }) => Promise<void>;
  print: (url: string) => Promise<Printed>;
  /** The folder that was chosen; undefined where the dialog was closed or the host has none. */
  chooseFolder: () => Promise<string | undefined>;
};

const post = async (path: string, body: unknown): Promise<unknown> => {
  const response = await fetch(path, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
  return response.ok && response.status !== 204 ? response.json() : undefined;
};

const answers: Record<NotificationPermission, Notifying> = { granted: 'ready', default: 'ask', denied: 'refused' };
const inBrowser = (): Notifying => ('Notification' in window ? answers[Notification.permission] : 'none');

const bringForward = (shown: Notification): void => {
  shown.addEventListener('click', () => {
    window.focus();
    shown.close();
  });
};

export const createHost = (): Host => {
  const about = async (): Promise<HostAbout> => {
    const response = await fetch('/host/about');
    if (!response.ok) throw new Error(`host says ${response.status}`);
    return (await response.json()) as HostAbout;
  };
  const notifying = async (): Promise<Notifying> => {
    if ((await about()).can.notify) return 'ready';
    return inBrowser();
  };
  return {
    about,
    notifying,
    askToNotify: async () => {
      if ((await notifying()) === 'ask') await Notification.requestPermission();
      return notifying();
    },
    notify: async (note) => {
      if ((await about()).can.notify) await post('/host/notify', note);
      else if (inBrowser() === 'ready') bringForward(new Notification(note.title, { body: note.body, tag: 'desk', icon: '/mark.svg' }));
    },
    print: async (url) => {
      if (!(await about()).can.print) return 'inPage';
      const answer = (await post('/host/print', { url })) as { isPrinted?: boolean } | undefined;
      return answer?.isPrinted ? 'sent' : 'notSent';
    },
    chooseFolder: async () => {
      const answer = (await post('/host/choose-folder', {})) as { folder?: string | null } | undefined;
      return answer?.folder ?? undefined;
    },
  };
};
