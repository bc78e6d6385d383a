import { Select } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMe } from '../../app/me.ts';
import { useTRPC } from '../../app/trpc.ts';
import { formatDateTime } from '../../components/format.ts';
import { ReasonDialog } from '../../components/ReasonDialog.tsx';
import { stagePlaceText } from '../../components/stages.ts';
import { Waiting } from '../../components/Words.tsx';
import { type DossierView, moveName, type MoveWay } from './dossier-view.ts';
import { PeopleField } from './PeopleField.tsx';
import { useRefresh } from './use-refresh.ts';

type MoveDialogProps = { view: DossierView; way: MoveWay; onClose: () => void };

/** To the next stage, back to be mended, or to somebody else in the same: to whom, and what they should know. */
export const MoveDialog = ({ view, way, onClose }: MoveDialogProps) => {
  const { t } = useTranslation();
  const { unit, officer } = useMe();
  const trpc = useTRPC();
  const refresh = useRefresh();
  const { state, stages, work, moves } = view;
  const targets = way === 'on' ? moves.to : way === 'back' ? moves.back : [work.stage];
  const [to, setTo] = useState(targets[0] ?? work.stage);
  const [chosen, setChosen] = useState<string>();
  const people = useQuery(trpc.dossier.peopleFor.queryOptions({ id: state.id, stage: to }));
  const target = stages[to]!;
  const place = stagePlaceText(t, target, unit.parentLevel);
  // Who brings back what is away is whoever sent it; else the one in charge comes first, never somebody who is away.
  const suggested = place !== '' && people.data?.some(({ officerId }) => officerId === officer.id) ? officer.id : (people.data?.find(({ isAway }) => !isAway)?.officerId ?? '');
  const move = useMutation(
    trpc.dossier.move.mutationOptions({
      onSuccess: () => {
        refresh();
        onClose();
      },
    }),
  );
  const { label, text } = moveName(view, way, to);
  return (
    <ReasonDialog
      title={t(label, { place })}
      explanation={t(text, { place, code: state.code, name: state.applicant.fullName, stage: t(`stage.${target.kind}`), due: formatDateTime(target.dueAt) })}
      label={t(way === 'on' ? 'move.note' : 'reason.label')}
      confirm={t(label, { place })}
      isRequired={way === 'back'}
      isBusy={move.isPending || people.isPending}
      error={move.error ?? people.error}
      onConfirm={(reason) => move.mutate({ id: state.id, to, officerId: chosen ?? suggested, reason })}
      onClose={onClose}
    >
      {targets.length > 1 ? (
        <Select
          label={t('move.stage')}
          data={targets.map((index) => ({ value: String(index), label: `${index + 1}. ${t(`stage.${stages[index]!.kind}`)}` }))}
          value={String(to)}
          allowDeselect={false}
          onChange={(value) => {
            setTo(targets.find((index) => String(index) === value) ?? to);
            setChosen(undefined);
          }}
        />
      ) : null}
      {people.isPending ? <Waiting>{t('move.peopleLoading')}</Waiting> : null}
      {people.data ? <PeopleField people={people.data} label={t(place === '' ? 'move.to' : 'move.keeper')} value={chosen ?? suggested} onChange={setChosen} /> : null}
    </ReasonDialog>
  );
};
