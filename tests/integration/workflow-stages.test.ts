import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { officerIdOf } from '../../domain/officer/officer.ts';
import { demoUnit } from '../../electron/desk/setup/demo.ts';
import { answerMove } from '../../electron/desk/workflow/answer-move.ts';
import { move } from '../../electron/desk/workflow/move.ts';
import { viewDossier } from '../../electron/desk/workflow/view.ts';
import { makeDesk, must, type TestDesk } from '../fixtures/desk.ts';
import { receiveSome } from '../fixtures/reception.ts';
import { walkTo } from '../fixtures/stages.ts';

let made: TestDesk;
beforeEach(async () => {
  made = await makeDesk();
});
afterEach(() => made.close());

const idOf = (username: string): string => officerIdOf(demoUnit.agencyCode, username);
const stateOf = (id: string) => made.store.state('dossier', id)!;

describe('the five steps', () => {
  it('go from hand to hand, with the person and the hour of each', () => {
    const { dossierId: id } = receiveSome(made.as('hoa'));
    made.clock.advance(60_000);
    walkTo(made, id, 4);
    const view = must(viewDossier(made.as('hoa'), { id }));
    expect(view.stages.map(({ kind, state, officerName }) => [kind, state, officerName])).toEqual([
      ['receive', 'done', 'Nguyễn Thị Hoa'],
      ['examine', 'done', 'Trần Văn Bình'],
      ['approve', 'done', 'Lê Văn Cường'],
      ['seal', 'done', 'Phạm Thị Dung'],
      ['return', 'now', 'Nguyễn Thị Hoa'],
    ]);
    expect(stateOf(id)).toMatchObject({ status: 'done', finishedAt: made.clock.now() });
  });
});
