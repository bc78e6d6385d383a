/**
 * What a person can cause and can mend. A use case returns `T | Problem`; the renderer turns the code into a
 * Vietnamese sentence that says what happened, what to do next and what is safe (`renderer/i18n`, keys `problem.<code>`).
 * Anything that is not in this list is a fault: thrown, logged with a reference number.
 */
export const problemCodes = [
  // identity and permission
  'signIn.wrongCredentials',
  'signIn.tooManyAttempts',
  'signIn.required',
  'permission.denied',
  'officer.usernameTaken',
  'officer.passwordTooShort',
  'officer.lastAdministrator',
  // The console of the level above: a password given by another person was good for this sign-in only.
  'console.passwordMustChange',
  'agency.unknown',
  // set-up
  'setup.alreadyDone',
  'setup.agencyCodeMalformed',
  'setup.scannerFolderMissing',
  // input
  'input.malformed',
  // `start`: its first words, so that the officer sees which one is meant.
  'input.tooLong',
  'citizenNumber.malformed',
  'card.missingFields',
  'card.impossibleDate',
  'card.notACard',
  'card.mangledByTyping',
  'card.noCodeInImage',
  'person.birthDateInFuture',
  'person.nameMissing',
  'person.nameTooLong',
  'person.dateMalformed',
  'person.dateImpossible',
  'taxCode.malformed',
  // reception
  'procedure.unknown',
  'procedure.retired',
  'procedure.limitUnknown',
  'dossier.unknown',
  'dossier.dayFull',
  'dossier.requiredDocumentMissing',
  'dossier.stepForbidden',
  'dossier.reasonRequired',
  'dossier.conflictUnknown',
  'draft.unknown',
  'reception.authorityMissing',
  'reception.ownerMissing',
  'reception.tooMany',
  'reception.submittedInFuture',
  'reception.returnAddressMissing',
  'document.notReusable',
  'payment.unknown',
  'payment.referenceMissing',
  'payment.accountMissing',
  'dossier.tooLateToCancel',
  'dossier.tooManyExtensions',
  'dossier.newDateNotLater',
  'dossier.alreadyFinished',
  'dossier.nothingRequested',
  'dossier.handOverInstead',
  // moving between stages
  'move.notNow',
  'move.stageSkipped',
  'move.roleMissing',
  // `name`: of whoever has it in hand.
  'move.inOtherHands',
  'move.officerUnsuitable',
  'move.unknown',
  'move.answeredAlready',
  'apology.noDraft',
  // delegation
  'delegation.daysMalformed',
  'delegation.toOneself',
  'delegation.circle',
  'delegation.roleMissing',
  'delegation.unknown',
  // results
  // It was withdrawn, refused or received in error.
  'result.dossierEnded',
  'result.tooEarly',
  'result.notReady',
  'result.notRecorded',
  'result.issuedInFuture',
  'result.handedOverAlready',
  // `name`: whose card was expected.
  'result.otherPersonsCard',
  'result.receiverUnknown',
  'result.authorityMissing',
  'result.identityMissing',
  'result.signatureMissing',
  'result.trackingMissing',
  'result.feeDue',
  'result.ratedAlready',
  'signature.malformed',
  'form.unknown',
  'form.notInPack',
  'form.placeholderUnknown',
  'form.periodTooLong',
  'receipt.notAReceipt',
  // catalogue
  'procedure.codeTaken',
  'procedure.nameTaken',
  'procedure.notRetired',
  'catalogue.malformed',
  'catalogue.unreadable',
  // calendar
  'calendar.yearMalformed',
  'calendar.hoursMalformed',
  // queue
  'queue.off',
  'queue.dayFull',
  'ticket.unknown',
  'ticket.closed',
  // digitisation
  'scan.empty',
  // A refused file that is to be tried again is no longer in its folder.
  'scan.fileGone',
  'scan.truncated',
  'scan.passwordProtected',
  'scan.wrongPassword',
  'scan.portfolio',
  'scan.unsupportedType',
  'scan.tooLarge',
  'scan.tooManyPixels',
  'scan.unreadable',
  'citizen.unknown',
  'organisation.unknown',
  'document.unknown',
  'document.notAttached',
  'document.notInInbox',
  'document.bytesOnTheWay',
  'document.notDismissed',
  // Its pages are in other documents now.
  'document.pagesElsewhere',
  // Kept for as long as the desk's settings say, and no longer.
  'document.originalGone',
  // Signed: its pages are what the signature is over.
  'document.signed',
  'document.otherDesk',
  // Changed from another screen meanwhile.
  'document.pagesDiffer',
  'document.noPageLeft',
  'document.tooManyPages',
  'document.sidesDiffer',
  // Its file could not be made. `data.reference`.
  'document.notRendered',
  // What it was split or merged into is in a dossier, or was split or merged again.
  'document.cannotUndo',
  'document.endsBeforeItBegins',
  'document.cannotSupersede',
  'export.unknown',
  'export.nothingHere',
  'component.unknown',
  // signing
  // No driver and no key file is named in the desk's settings.
  'signing.noSource',
  'signing.moduleMissing',
  'signing.moduleFault',
  // The driver did not answer in time; its process was ended.
  'signing.tokenSilent',
  'signing.tokenGone',
  'signing.tokenNotReady',
  'signing.tokenLocked',
  'signing.wrongPin',
  // `data.triesLeft`: how many the token still allows.
  'signing.wrongPinTriesLeft',
  'signing.wrongPinLastTry',
  'signing.wrongPassword',
  'signing.keyFileUnreadable',
  'signing.noKey',
  'signing.certificateExpired',
  'signing.wrongKey',
  'signing.busy',
  'signing.notRendered',
  'signing.alreadySigned',
  'signing.documentChanged',
  'signing.documentClosed',
  'signing.documentUnreadable',
  'signing.timestampUnreachable',
  'signing.timestampRefused',
  'signing.requestUnknown',
  'signing.folderMissing',
  // sync
  'district.notConfigured',
  'district.unreachable',
  // A request got no answer in time: what became of it is checked on the next try.
  'district.noAnswer',
  // An answer that a district does not give: a captive portal, a proxy's page, a fault of the server. `data.status`.
  'district.unexpectedAnswer',
  'district.wrongEnrolmentCode',
  'district.enrolmentCodeUsed',
  'district.otherCommune',
  'district.deskNumberTaken',
  'district.notEnrolled',
  'district.clockSkew',
  'district.blobMismatch',
  'district.blobUnknown',
  'district.enrolmentCodeExpired',
  'district.otherDeskNumber',
  'district.requestTooLarge',
  'district.signatureInvalid',
  'sync.rejectionUnknown',
  // The desk's own copy of a file cannot be read back. `data.sha256`.
  'sync.fileUnreadable',
  // Sync met a fault of the desk itself; it goes on trying. `data.reference`.
  'sync.fault',
  // reminders
  'reminder.unknown',
  // `data.officer` of another desk was first.
  'reminder.alreadyAcknowledged',
  // store
  'store.diskFull',
] as const;

export type ProblemCode = (typeof problemCodes)[number];

/** `data` fills the placeholders of the sentence; never anything secret. */
export type Problem = { problem: ProblemCode; data: Record<string, string | number> };

export const problem = (code: ProblemCode, data: Problem['data'] = {}): Problem => ({ problem: code, data });

export const isProblem = (value: unknown): value is Problem =>
  typeof value === 'object' && value !== null && 'problem' in value && 'data' in value;
