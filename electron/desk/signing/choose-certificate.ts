import type { CertificateFacts } from './certificate.ts';

/** The one that was chosen; or, where none could be seen before the PIN was entered, the one that is good for longest. */
export const signingCertificate = (usable: readonly CertificateFacts[], chosenId: string | undefined): CertificateFacts | undefined =>
  chosenId === undefined ? [...usable].sort((a, b) => b.validUntil - a.validUntil)[0] : usable.find(({ id }) => id === chosenId);
