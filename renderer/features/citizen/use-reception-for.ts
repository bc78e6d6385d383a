import { useNavigate } from '@tanstack/react-router';
import { useServices } from '../../app/services.ts';
import { useStores } from '../../app/stores.ts';
import type { Outputs } from '../../app/trpc.ts';
import { withKnown, withKnownOrganisation, withOwner } from '../reception/form-edit.ts';

type Whose = { citizen: Outputs['citizen']['view']['citizen'] } | { organisation: Outputs['citizen']['organisation']['organisation'] };

/** A reception that already knows who it is for. */
export const useReceptionFor = (): { receiveFor: (whose: Whose) => void } => {
  const { newId } = useServices();
  const { reception } = useStores();
  const navigate = useNavigate();
  return {
    receiveFor: (whose) => {
      reception.getState().begin(newId());
      const { activeId, edit } = reception.getState();
      if (activeId !== undefined) {
        edit(activeId, (form) => ('citizen' in whose ? withKnown(form, 'applicant', whose.citizen) : withKnownOrganisation(withOwner(form, { isOther: true, kind: 'organisation' }), whose.organisation)));
      }
      void navigate({ to: '/reception' });
    },
  };
};
