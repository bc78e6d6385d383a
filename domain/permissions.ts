import type { Role } from './officer/officer.ts';

/**
 * Who may do what: the one table. An operation without a line here is refused.
 *
 * A commune is small and one person often has several roles; rights add up, so each role has only what its own work
 * needs, and whoever does two jobs is given two roles, visibly. In particular `administrator` looks after officers, desk and
 * district and does not thereby receive or read dossiers: personal data go to those who handle them (Luật Bảo vệ dữ liệu cá nhân 91/2025/QH15).
 */
type Rule = readonly Role[] | 'signedIn' | 'public';

/** Handle dossiers, and so may read all of the commune's: at a desk whoever is there answers the citizen. */
const caseWork = ['receiving', 'handling', 'approver', 'clerk'] as const satisfies readonly Role[];
/** The duty officer guides citizens and tells them where their dossier is; changes nothing. */
const reading = [...caseWork, 'duty'] as const satisfies readonly Role[];
/** Papers are scanned by whoever has them in hand; the leader who approves does not scan. */
const scanning = ['receiving', 'handling', 'clerk'] as const satisfies readonly Role[];

export const permissions = {
  // A fresh desk has nobody to sign in; the use case refuses a second set-up.
  'setup.status': 'public',
  'setup.complete': 'public',
  'setup.issueRecoveryCode': ['administrator'],

  'identity.me': 'public',
  'identity.signIn': 'public',
  // With a session that has ended already it does nothing, and must not greet the officer with an error.
  'identity.signOut': 'public',
  'identity.officers': 'signedIn',
  'identity.addOfficer': ['administrator'],
  'identity.changeOfficer': ['administrator'],
  'identity.deactivateOfficer': ['administrator'],
  'identity.reactivateOfficer': ['administrator'],
  'identity.presence': 'signedIn',
  // One's own; another's as leader or administrator. The use case knows whose it is.
  'identity.delegate': 'signedIn',
  'identity.endDelegation': 'signedIn',
  // One's own with the old password; another's only as administrator. The use case knows whose it is.
  'identity.setPassword': 'signedIn',

  // Everyone's first page and the search field of the frame. What they show of dossiers and citizens is for those who may read
  // `dossier.list`; the use cases leave it out for others.
  'home.summary': 'signedIn',
  'search.query': 'signedIn',

  // The catalogue and the calendar are public knowledge.
  'reception.procedures': 'signedIn',
  'reception.procedure': 'signedIn',
  'reception.deadline': 'signedIn',
  // Reads what the citizen hands over and keeps nothing.
  'reception.readCard': reading,
  'reception.addresses': caseWork,
  'reception.glance': caseWork,
  'reception.organisation': caseWork,
  'reception.duplicates': caseWork,
  'reception.reusable': caseWork,
  'reception.reuseRate': 'signedIn',
  'reception.vietQr': caseWork,
  'reception.verifyReceipt': reading,
  'reception.receive': ['receiving'],
  'reception.drafts': ['receiving'],
  'reception.saveDraft': ['receiving'],
  'reception.discardDraft': ['receiving'],

  // The status bar shows the scanner folders to all.
  'digitisation.folders': 'signedIn',
  'digitisation.inbox': scanning,
  'digitisation.refused': scanning,
  'digitisation.filed': scanning,
  'digitisation.open': scanning,
  'digitisation.changePages': scanning,
  'digitisation.split': scanning,
  'digitisation.merge': scanning,
  'digitisation.interleave': scanning,
  'digitisation.undoCompose': scanning,
  'digitisation.detectPages': scanning,
  'digitisation.attach': scanning,
  'digitisation.detach': scanning,
  'digitisation.dismiss': scanning,
  'digitisation.retry': scanning,
  'digitisation.unlock': scanning,
  'digitisation.restore': scanning,
  'digitisation.suggestions': scanning,
  'digitisation.proposals': scanning,
  'digitisation.stacks': scanning,

  // The administrator sees whether a driver works; what it shows is the certificate of whoever's token is in.
  'signing.tokens': [...caseWork, 'administrator'],
  // For the seal the use case asks `maySeal` as well.
  'signing.sign': caseWork,
  'signing.request': caseWork,
  'signing.queue': caseWork,
  'signing.cancelRequest': caseWork,
  'signing.verify': reading,
  'signing.settings': ['administrator'],
  'signing.change': ['administrator'],

  'dossier.list': reading,
  'dossier.get': reading,
  'dossier.takeStep': ['receiving', 'handling', 'approver'],
  // Which of two desks was right is for those who decide on the dossier, not for the desk that made one of the steps.
  'dossier.settleConflict': ['handling', 'approver'],
  'dossier.correct': ['receiving', 'handling'],
  'dossier.cancel': ['receiving'],
  'dossier.extend': ['handling', 'approver'],
  'dossier.draftApology': ['handling', 'approver'],
  'dossier.dropApology': ['handling', 'approver'],
  // Whose stage it is, and in whose hands, the use case asks as well.
  'dossier.move': caseWork,
  'dossier.answerMove': caseWork,
  'dossier.peopleFor': caseWork,
  // For the leader's view of everybody the use case asks for the approving role.
  'dossier.board': caseWork,
  'dossier.boardGroup': caseWork,
  'dossier.recordPayment': ['receiving', 'clerk'],
  'dossier.cancelPayment': ['receiving', 'clerk'],
  'dossier.affectedByCalendar': caseWork,
  'dossier.affectedCount': caseWork,
  'dossier.reschedule': ['handling', 'approver'],

  'results.record': ['receiving', 'clerk'],
  'results.tell': caseWork,
  'results.handOver': ['receiving'],
  'results.rate': ['receiving'],
  'results.waiting': caseWork,
  'results.notice': caseWork,

  'citizen.view': reading,
  'citizen.organisation': reading,
  'citizen.describeDocument': scanning,
  'citizen.supersede': scanning,
  'citizen.reinstate': scanning,
  // Personal data leave the desk: never by whoever only reads.
  'citizen.export': caseWork,

  'forms.issue': caseWork,
  'forms.packs': 'signedIn',
  'forms.publish': ['administrator'],
  'forms.reset': ['administrator'],
  // The register holds people's data.
  'forms.register': caseWork,

  // Numbers for everybody; whose dossiers they count, for those who may read them.
  'reports.figures': 'signedIn',
  'reports.dossiers': reading,

  // Favourites are the officer's own.
  'catalogue.setFavourites': 'signedIn',
  'catalogue.history': 'signedIn',
  'catalogue.publish': ['administrator'],
  'catalogue.retire': ['administrator'],
  'catalogue.restore': ['administrator'],
  'catalogue.previewImport': ['administrator'],
  'catalogue.import': ['administrator'],

  'calendar.view': 'signedIn',
  'calendar.publishYear': ['administrator'],
  'calendar.publishHours': ['administrator'],

  'settings.view': 'signedIn',
  'settings.change': ['administrator'],

  // Numbers and counters, on a screen towards the citizens that must stay on while the officers' own is locked.
  'queue.display': 'public',
  'queue.board': 'signedIn',
  'queue.issue': reading,
  'queue.callNext': [...caseWork],
  'queue.recall': [...caseWork],
  'queue.close': [...caseWork],

  // They may name a dossier and whose it is; answering speaks for the commune.
  'reminders.list': reading,
  'reminders.acknowledge': caseWork,

  'sync.status': 'signedIn',
  'sync.now': 'signedIn',
  // A refused event holds a dossier's data; the administrator is the one who can mend a clock or an enrolment.
  'sync.rejections': [...caseWork, 'administrator'],
  'sync.settleRejection': ['receiving', 'handling', 'approver', 'administrator'],
  'sync.enrol': ['administrator'],

  changes: 'signedIn',

  // Binary routes, outside the router.
  'files.receipt': reading,
  'files.form': reading,
  'files.formPreview': ['administrator'],
  'files.register': caseWork,
  // Codes of dossiers, no names.
  'files.report': reading,
  'files.resultSlip': reading,
  'files.signature': ['receiving'],
  'files.ticket': reading,
  'files.documentPage': reading,
  'files.documentOriginal': reading,
  'files.documentOutput': reading,
  'files.citizenExport': caseWork,
  'files.cardImage': reading,
  'files.scanUpload': scanning,
  'files.codeSheets': scanning,
} as const satisfies Record<string, Rule>;

/** The agency's seal is kept by the clerk (văn thư; NĐ 30/2020/NĐ-CP, chapter on seals). */
export const maySeal = (roles: readonly Role[]): boolean => roles.includes('clerk');

export type Operation = keyof typeof permissions;

/** @param roles of the officer who is signed in; undefined when nobody is */
export const can = (roles: readonly Role[] | undefined, operation: string): boolean => {
  const rule: Rule | undefined = Object.hasOwn(permissions, operation) ? permissions[operation as Operation] : undefined;
  if (rule === undefined) return false;
  if (rule === 'public') return true;
  if (roles === undefined) return false;
  return rule === 'signedIn' || rule.some((role) => roles.includes(role));
};
