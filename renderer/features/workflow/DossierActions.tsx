import { Button, Menu } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { IconChevronDown } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useKeys } from '../../app/keyboard.ts';
import { useCan, useMe } from '../../app/me.ts';
import { useServices } from '../../app/services.ts';
import { FailureNotice } from '../../components/FailureNotice.tsx';
import { KeyHint } from '../../components/KeyHint.tsx';
import { stagePlaceText } from '../../components/stages.ts';
import { type Action, actionsOf } from './actions-of.ts';
import classes from './DossierPage.module.css';
import { type DossierView, moveName, stepName } from './dossier-view.ts';
import { useAnswerMove } from './use-answer-move.ts';

/** What to do next, the one most likely always in the same place; what is seldom wanted is in the menu. */
export const DossierActions = ({ view, onOpen }: { view: DossierView; onOpen: (action: Action) => void }) => {
  const { t } = useTranslation();
  const { keyboard } = useServices();
  const may = useCan();
  const navigate = useNavigate();
  const nameOf = useActionName(view);
  const answer = useAnswerMove();
  const { main, beside, others, isWaitedFor } = actionsOf(view, may);
  const { id } = view.state;

  const run = (action: Action): void => {
    if (answer.isPending) return;
    if (action.kind === 'take') answer.mutate({ id, moveId: action.moveId, isAccepted: true, reason: '' });
    else if (action.kind === 'return') void navigate({ to: '/results', search: { dossier: id } });
    else onOpen(action);
  };
  useKeys(keyboard, {
    ...(main ? { 'Ctrl+Enter': () => run(main) } : {}),
    F10: () => (view.state.status === 'done' && may('results.handOver') ? run({ kind: 'return' }) : false),
  });

  if (main === undefined && beside.length === 0 && others.length === 0 && !isWaitedFor) return null;
  return (
    <div className={classes.actions}>
      {answer.error ? <FailureNotice error={answer.error} onClose={() => answer.reset()} /> : null}
      {isWaitedFor ? (
        <p className={classes.waitedFor} role="status">
          {t('move.waitedFor', { name: view.work.officerName || t('stages.anyOf', { role: t(`role.${view.stages[view.work.stage]!.role}`).toLowerCase() }) })}
        </p>
      ) : null}
      <div className={classes.steps}>
        {others.length > 0 ? (
          <Menu position="top-start" withinPortal>
            <Menu.Target>
              <Button variant="subtle" px="sm" rightSection={<IconChevronDown size={15} aria-hidden />}>
                {t('action.others')}
              </Button>
            </Menu.Target>
            <Menu.Dropdown>
              {others.map((action) => (
                <Menu.Item key={nameOf(action)} onClick={() => run(action)}>
                  {nameOf(action)}
                </Menu.Item>
              ))}
            </Menu.Dropdown>
          </Menu>
        ) : null}
        {beside.map((action) => (
          <Button key={nameOf(action)} variant="default" px="sm" onClick={() => run(action)}>
            {nameOf(action)}
          </Button>
        ))}
        {main ? (
          <Button className={classes.mainStep} size="md" data-main-action disabled={answer.isPending} rightSection={<KeyHint keys="Ctrl+Enter" tone="onAccent" />} onClick={() => run(main)}>
            {nameOf(main)}
          </Button>
        ) : null}
      </div>
    </div>
  );
};

const useActionName = (view: DossierView): ((action: Action) => string) => {
  const { t } = useTranslation();
  const { unit } = useMe();
  return (action) => {
    switch (action.kind) {
      case 'take':
        return t('move.take');
      case 'decline':
        return t('move.decline');
      case 'return':
        return t('step.returned');
      case 'cancel':
        return t('cancel.open');
      case 'draft':
        return t('apology.draft');
      case 'step':
        return t(stepName(view.state.status, action.to));
      case 'move': {
        const to = action.way === 'on' ? view.moves.to[0]! : action.way === 'back' ? view.moves.back[0]! : view.work.stage;
        return t(moveName(view, action.way, to).label, { place: stagePlaceText(t, view.stages[to]!, unit.parentLevel) });
      }
    }
  };
};
