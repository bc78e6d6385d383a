/** The machine around the page: Electron or a browser. What a host cannot do, the page does in its own way. */
export type HostAbout = {
  kind: 'electron' | 'browser';
  version: string;
  can: { print: boolean; chooseFolder: boolean; notify: boolean };
};

/** `inPage`: this host does not print, so the page's own viewer has to. `notSent`: closed by the officer, or there is no printer. */
export type Printed = 'sent' | 'notSent' | 'inPage';

export type Host = {
  about: () => Promise<HostAbout>;
  print: (url: string) => Promise<Printed>;
  /** The folder that was chosen; undefined where the dialog was closed or the host has none. */
  chooseFolder: () => Promise<string | undefined>;
};

const post = async (path: string, body: unknown): Promise<unknown> => {
  const response = await fetch(path, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
  return response.ok ? response.json() : undefined;
};

export const createHost = (): Host => {
  const about = async (): Promise<HostAbout> => {
    const response = await fetch('/host/about');
    if (!response.ok) throw new Error(`host says ${response.status}`);
    return (await response.json()) as HostAbout;
  };
  return {
    about,
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
