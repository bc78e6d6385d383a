/** How urgent an open dossier is, by the Vietnam day on which it is due. A week ends on Sunday; while the clock stands nothing is urgent. */
export const urgencies = ['overdue', 'today', 'tomorrow', 'thisWeek', 'later', 'paused'] as const;
export type Urgency = (typeof urgencies)[number];
