import '@mantine/core/styles.css';
import '@mantine/charts/styles.css';
import 'virtual:theme.css';
import './app/global.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { I18nextProvider } from 'react-i18next';
import { App } from './app/App.tsx';
import { createHost } from './app/host.ts';
import { createKeyboard } from './app/keyboard.ts';
import { type Services } from './app/services.ts';
import { createDeskClient } from './app/trpc.ts';
import { deskTranslations } from './i18n/i18n.ts';

const services: Services = {
  clock: { now: () => Date.now() },
  newId: () => crypto.randomUUID(),
  keyboard: createKeyboard(),
  host: createHost(),
};
services.keyboard.listen(window);

createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <I18nextProvider i18n={deskTranslations(window.localStorage)}>
      <App services={services} client={createDeskClient()} />
    </I18nextProvider>
  </StrictMode>,
);
