/** Whose dossiers a board shows. */
export const boardScopes = ['desk', 'mine', 'leader'] as const;
