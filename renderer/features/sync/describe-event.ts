import type { TFunction } from 'i18next';

const known = [
  'desk.setUp',
  'desk.enrolled',
  'desk.scannerFoldersChanged',
  'desk.unitChanged',
  'desk.settingsChanged',
  'desk.signingChanged',
  'desk.rejectionSettled',
  'officer.added',
  'officer.changed',
  'officer.passwordChanged',
  'officer.deactivated',
  'officer.reactivated',
  'citizen.registered',
  'citizen.corrected',
  'dossier.received',
  'dossier.stepTaken',
  'dossier.corrected',
  'dossier.componentsChecked',
  'dossier.conflictSettled',
  'dossier.paymentRecorded',
  'dossier.paymentCancelled',
  'dossier.extended',
  'dossier.rescheduled',
  'dossier.cancelled',
  'dossier.formIssued',
  'document.scanned',
  'document.refused',
  'document.attached',
  'document.detached',
  'document.dismissed',
  'document.reused',
  'document.described',
  'document.rendered',
  'document.signed',
  'organisation.registered',
  'organisation.corrected',
  'ticket.issued',
  'ticket.called',
  'ticket.closed',
  'procedure.published',
  'procedure.retired',
  'calendar.yearPublished',
  'calendar.hoursPublished',
] as const;

/** The kind of a change in the officer's words; one from a newer version is shown by its own name. */
export const describeEvent = (t: TFunction, type: string): string => {
  const name = known.find((candidate) => candidate === type);
  return name === undefined ? type : t(`event.${name}`);
};
