import { describe, expect, it } from 'vitest';
import { roles } from '../../domain/officer/officer.ts';
import { can, permissions } from '../../domain/permissions.ts';

const allowed = (operation: string) => roles.filter((role) => can([role], operation));

describe('permissions', () => {
  it('nobody is signed in: set-up, sign-in and the citizens’ board only', () => {
    expect(Object.keys(permissions).filter((operation) => can(undefined, operation))).toEqual(['setup.status', 'setup.complete', 'identity.me', 'identity.signIn', 'identity.signOut', 'queue.display']);
  });

  it('each role does its own work', () => {
    expect(Object.fromEntries(['reception.receive', 'digitisation.attach', 'dossier.takeStep', 'dossier.get', 'dossier.settleConflict', 'identity.addOfficer', 'sync.status'].map((operation) => [operation, allowed(operation)]))).toEqual({
      'reception.receive': ['receiving'],
      'digitisation.attach': ['receiving', 'handling', 'clerk'],
      'dossier.takeStep': ['receiving', 'handling', 'approver'],
      'dossier.get': ['receiving', 'handling', 'approver', 'clerk', 'duty'],
      'dossier.settleConflict': ['handling', 'approver'],
      'identity.addOfficer': ['administrator'],
      'sync.status': [...roles],
    });
  });

  it('the administrator as such sees no dossier and no citizen', () => {
    // The preview of a form shows nobody's data but a sample's.
    const impersonal = ['digitisation.folders', 'files.formPreview'];
    const personal = Object.keys(permissions).filter(
      (operation) => /^(dossier|citizen|digitisation|files)\.|^forms\.(issue|register)|^reception\.(?!procedures?$|deadline$|reuseRate$)/.test(operation) && !impersonal.includes(operation),
    );
    expect(personal.length).toBeGreaterThan(30);
    expect(personal.filter((operation) => can(['administrator'], operation))).toEqual([]);
  });

  it('roles add up', () => expect(['reception.receive', 'sync.enrol'].map((operation) => can(['receiving', 'administrator'], operation))).toEqual([true, true]));

  it('an operation that is not in the table is refused to all', () => {
    expect(['dossier.erase', 'toString', '__proto__', ''].map((operation) => can([...roles], operation))).toEqual([false, false, false, false]);
  });
});
