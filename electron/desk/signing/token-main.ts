import { existsSync } from 'node:fs';
import { serveLine } from '../processes/serve-line.ts';
import { isRefusal, type TokenDriver, type TokenRefusal, type TokenRequest, type TokenSource } from './token-messages.ts';

/**
 * A process of its own for one driver: makers' drivers hang and crash, and neither may reach the desk. It lives for one look
 * or one batch, and with it ends the memory that held the PIN.
 */
const load = async ({ kind, path }: TokenSource): Promise<TokenDriver | TokenRefusal> => {
  // Each with its own libraries, loaded only where they are needed: officers wait for the first look.
  if (kind === 'pkcs12') return (await import('./pkcs12-driver.ts')).createPkcs12Driver(path);
  if (!existsSync(path)) return { refused: 'moduleMissing' };
  try {
    const [{ default: pkcs11 }, { createPkcs11Driver }] = await Promise.all([import('pkcs11js'), import('./pkcs11-driver.ts')]);
    const module = new pkcs11.PKCS11();
    module.load(path);
    module.C_Initialize();
    return createPkcs11Driver(module);
  } catch (error) {
    return { refused: 'moduleFault', detail: error instanceof Error ? error.message.split('\n')[0]!.slice(0, 200) : 'unknown' };
  }
};

let opened: Exclude<ReturnType<TokenDriver['open']>, TokenRefusal> | undefined;

const answer = async (request: TokenRequest): Promise<unknown> => {
  if (request.do === 'sign') return opened === undefined ? ({ refused: 'tokenGone' } satisfies TokenRefusal) : opened.sign(Uint8Array.from(request.data));
  const driver = await load(request.source);
  if (isRefusal(driver)) return driver;
  if (request.do === 'look') return driver.look();
  const result = driver.open(request);
  if (isRefusal(result)) return result;
  opened = result;
  const { sign: _, ...facts } = result;
  return facts;
};

serveLine((request) => answer(request as TokenRequest).catch((): TokenRefusal => ({ refused: 'moduleFault' })));
