import '@mantine/core/styles.css';
import 'virtual:theme.css';
import '../../renderer/app/global.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { I18nextProvider } from 'react-i18next';
import { createKeyboard } from '../../renderer/app/keyboard.ts';
import type { Services } from '../../renderer/app/services.ts';
import { App } from './app/App.tsx';
import { createConsoleClient } from './app/trpc.ts';
import { consoleTranslations } from './i18n/i18n.ts';

const services: Services = {
  clock: { now: () => Date.now() },
  newId: () => crypto.randomUUID(),
  keyboard: createKeyboard(),
  // A browser and nothing around it.
  host: {
    about: async () => ({ kind: 'browser', version: '', can: { print: false, chooseFolder: false, notify: false } }),
    notifying: async () => 'none',
    askToNotify: async () => 'none',
    notify: async () => {},
    print: async () => 'inPage',
    chooseFolder: async () => undefined,
  },
};
services.keyboard.listen(window);

createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <I18nextProvider i18n={consoleTranslations(window.localStorage)}>
      <App services={services} client={createConsoleClient()} />
    </I18nextProvider>
  </StrictMode>,
);
