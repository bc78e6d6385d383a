/** What Electron's main process hands to the desk process when it starts: never in the arguments or the environment, which other programs can read. */
export type Launch = {
  storeKey: Uint8Array;
  /** Every request on the pipe carries it in `deskSecretHeader`. */
  secret: string;
  version: string;
};

/** Names the secret on the private pipe. */
export const deskSecretHeader = 'x-desk-secret';
/** The origin of every page in Electron. */
export const deskOrigin = 'desk://app';

type ParentPort = { once: (event: 'message', listener: (message: { data: Launch }) => void) => void };

/** Inside Electron's utility process: waits for the launch message. Undefined under plain Node, where the browser host opens the key itself. */
export const receiveLaunch = async (): Promise<Launch | undefined> => {
  const { parentPort } = process as typeof process & { parentPort?: ParentPort };
  if (!parentPort) return undefined;
  return new Promise((resolve) => parentPort.once('message', ({ data }) => resolve(data)));
};
