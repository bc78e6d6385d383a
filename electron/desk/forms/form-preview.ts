import { formDefinitionSchema } from '../../../domain/forms/definition.ts';
import { definitionFault } from '../../../domain/forms/placeholders.ts';
import { type Problem, problem } from '../../../domain/problem.ts';
import type { Desk } from '../desk.ts';
import { sampleForm } from './sample-form.ts';

/** How a form that is being edited would be printed, with an invented dossier. @param input of any shape */
export const formPreview = async ({ store, clock, workers }: Desk, input: unknown): Promise<Uint8Array | Problem> => {
  const parsed = formDefinitionSchema.safeParse(input);
  if (!parsed.success) return problem('input.malformed', { field: parsed.error.issues[0]?.path.join('.') ?? '' });
  const fault = definitionFault(parsed.data);
  if (fault) return fault;
  const unit = store.state('desk', store.deskId)?.unit;
  return unit === undefined ? problem('form.unknown') : workers.run('renderForm', sampleForm({ definition: parsed.data, unit, now: clock.now() }));
};
