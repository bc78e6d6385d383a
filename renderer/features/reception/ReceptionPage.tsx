import { Button } from '@mantine/core';
import { useDocumentTitle } from '@mantine/hooks';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { IconDeviceFloppy, IconPlus, IconX } from '@tabler/icons-react';
import { useCallback, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { localDate } from '../../../domain/time.ts';
import { useKeys } from '../../app/keyboard.ts';
import { useReader } from '../../app/reader.ts';
import { useServices } from '../../app/services.ts';
import { useReception, useStores } from '../../app/stores.ts';
import { useTRPC, useTRPCClient } from '../../app/trpc.ts';
import { formatMoment } from '../../components/format.ts';
import { KeyHint } from '../../components/KeyHint.tsx';
import { ConfirmDialog } from '../../components/ConfirmDialog.tsx';
import { DecisionDialog } from './DecisionDialog.tsx';
import { activeItem, type DecisionForm, formOfDraft, isUntouched, procedureNamesOf, type ReceptionForm } from './form.ts';
import { withItem, withOwner, type WhoseField } from './form-edit.ts';
import { countFaults, faultsOf, faultsSoFar, filledItems } from './form-faults.ts';
import { OutcomeColumn } from './OutcomeColumn.tsx';
import { PersonColumn } from './PersonColumn.tsx';
import { ProcedureColumn } from './ProcedureColumn.tsx';
import { ProcedureGuide } from './ProcedureGuide.tsx';
import { ReceiptDialog } from './ReceiptDialog.tsx';
import { receptionOf } from './reception-input.ts';
import type { OpenDraft, Received } from './reception-store.ts';
import { useCardReader } from './use-card-reader.ts';
import { useFocusedField } from './use-focused-field.ts';
import classes from './ReceptionPage.module.css';

export const ReceptionPage = () => {
  const { t } = useTranslation();
  useDocumentTitle(t('place.reception'));
  const { newId } = useServices();
  const { reception } = useStores();
  const order = useReception((state) => state.order);
  const drafts = useReception((state) => state.drafts);
  const activeId = useReception((state) => state.activeId);
  const [receipt, setReceipt] = useState<Received>();

  useEffect(() => {
    if (reception.getState().activeId === undefined) reception.getState().begin(newId());
  }, [reception, newId, activeId]);

  const active = activeId === undefined ? undefined : drafts[activeId];
  return (
    <div className={classes.page}>
      <h1 className="said">{t('place.reception')}</h1>
      <DraftTabs drafts={order.flatMap((id) => drafts[id] ?? [])} activeId={activeId} />
      <SavedDrafts openIds={order} />
      {active === undefined ? null : <Sheet key={active.id} draft={active} onReceived={setReceipt} isCovered={receipt !== undefined} />}
      {receipt === undefined ? null : <ReceiptDialog received={receipt} onClose={() => setReceipt(undefined)} />}
    </div>
  );
};

const nameOf = (form: ReceptionForm, fallback: string): string => form.applicant.fullName.trim() || procedureNamesOf(form) || fallback;

/** Two citizens at one desk: each open reception is a tab. */
const DraftTabs = ({ drafts, activeId }: { drafts: OpenDraft[]; activeId: string | undefined }) => {
  const { t } = useTranslation();
  const { newId, clock } = useServices();
  const { reception } = useStores();
  const [discarding, setDiscarding] = useState<OpenDraft>();
  const { begin, show, close } = reception.getState();
  const active = drafts.find(({ id }) => id === activeId);

  return (
    <div className={classes.tabs}>
      <div className={classes.tabList} role="group" aria-label={t('reception.tabs')}>
        {drafts.map((draft) => {
          const name = nameOf(draft.form, t('home.draftNameless'));
          return (
            <span key={draft.id} className={classes.tab} data-active={draft.id === activeId}>
              <button type="button" aria-pressed={draft.id === activeId} onClick={() => show(draft.id)}>
                {name}
              </button>
              {drafts.length > 1 || !isUntouched(draft.form) ? (
                <button
                  type="button"
                  className={classes.tabClose}
                  aria-label={t('reception.discard', { name })}
                  onClick={() => (isUntouched(draft.form) ? close(draft.id) : setDiscarding(draft))}
                >
                  <IconX size={14} aria-hidden />
                </button>
              ) : null}
            </span>
          );
        })}
        <Button size="compact-sm" variant="subtle" leftSection={<IconPlus size={15} aria-hidden />} rightSection={<KeyHint keys="F2" />} onClick={() => begin(newId())}>
          {t('reception.newSheet')}
        </Button>
      </div>
      {active ? <SaveState draft={active} nowMs={clock.now()} /> : null}
      {discarding ? <DiscardDialog draft={discarding} onClose={() => setDiscarding(undefined)} /> : null}
    </div>
  );
};

const SaveState = ({ draft, nowMs }: { draft: OpenDraft; nowMs: number }) => {
  const { t } = useTranslation();
  const isBehind = draft.savedRevision < draft.revision;
  const text = draft.isSaveFailing
    ? t('reception.draft.failing')
    : isBehind
      ? t('reception.draft.saving')
      : draft.savedAt === undefined
        ? t('reception.draft.nothing')
        : t('reception.draft.saved', { time: formatMoment(draft.savedAt, nowMs) });
  return (
    <span className={classes.saveState} data-failing={draft.isSaveFailing} role="status">
      <IconDeviceFloppy size={15} aria-hidden />
      {text}
    </span>
  );
};

const DiscardDialog = ({ draft, onClose }: { draft: OpenDraft; onClose: () => void }) => {
  const { t } = useTranslation();
  const client = useTRPCClient();
  const { reception, draftSaver } = useStores();
  const discard = useMutation({
    mutationFn: async () => {
      await draftSaver.saveAll();
      await draftSaver.settled(draft.id);
      if (draft.savedAt !== undefined || draft.revision > 0) await client.reception.discardDraft.mutate({ id: draft.id });
    },
    onSuccess: () => {
      reception.getState().close(draft.id);
      onClose();
    },
  });
  return (
    <ConfirmDialog
      title={t('reception.discard.title')}
      explanation={t('reception.discard.text', { name: nameOf(draft.form, t('home.draftNameless')) })}
      confirm={t('reception.discard.confirm')}
      isBusy={discard.isPending}
      error={discard.error}
      onConfirm={() => discard.mutate()}
      onClose={onClose}
    />
  );
};

/** What was left half done, at this start or before, offered until it is taken up or thrown away. */
const SavedDrafts = ({ openIds }: { openIds: string[] }) => {
  const { t } = useTranslation();
  const trpc = useTRPC();
  const { clock } = useServices();
  const { reception } = useStores();
  const lastReceivedId = useReception((state) => state.lastReceived?.dossierId);
  const saved = useQuery(trpc.reception.drafts.queryOptions(undefined, { staleTime: 0 }));
  const { refetch } = saved;
  useEffect(() => void refetch(), [refetch, lastReceivedId]);
  const waiting = (saved.data ?? []).filter(({ id }) => !openIds.includes(id));
  if (waiting.length === 0) return null;
  return (
    <section className={classes.saved} aria-label={t('reception.saved.title')}>
      <strong>{t('reception.saved.title')}</strong>
      {waiting.slice(0, 4).map((draft) => (
        <Button key={draft.id} size="compact-sm" variant="default" onClick={() => reception.getState().resume(draft)}>
          {t('reception.saved.resume', { name: nameOf(formOfDraft(draft.form), t('home.draftNameless')), time: formatMoment(draft.updatedAt, clock.now()) })}
        </Button>
      ))}
      {waiting.length > 4 ? <span>{t('reception.saved.more', { n: waiting.length - 4 })}</span> : null}
    </section>
  );
};

type SheetProps = { draft: OpenDraft; isCovered: boolean; onReceived: (received: Received) => void };

const Sheet = ({ draft, isCovered, onReceived }: SheetProps) => {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const { keyboard, clock } = useServices();
  const { reception, draftSaver } = useStores();
  const [hasTried, setTried] = useState(false);
  const [isGuideOpen, setGuideOpen] = useState(false);
  const [deciding, setDeciding] = useState<'supplement' | 'refuse'>();
  const { focused, focusProps } = useFocusedField();
  const sheet = useRef<HTMLDivElement>(null);
  const whose = useRef<WhoseField>('applicant');
  const reader = useCardReader();
  const receive = useMutation(trpc.reception.receive.mutationOptions());
  const waitingCard = useReception((state) => state.waitingCard);

  const { id, form } = draft;
  const item = activeItem(form);
  const edit = useCallback((change: (form: ReceptionForm) => ReceptionForm): void => reception.getState().edit(id, change), [reception, id]);
  const today = localDate(clock.now());
  const faults = hasTried ? faultsOf(form, today) : faultsSoFar(form, today, focused);

  const { readPayload } = reader;
  useEffect(() => {
    if (waitingCard === undefined) return;
    reception.getState().awaitCard(undefined);
    readPayload(id, 'applicant', waitingCard);
  }, [waitingCard, reception, id, readPayload]);

  /** Of the part of the page that the officer is in: a second card is the owner's where that is being filled in. */
  const whoseCard = (): WhoseField => (form.owner.isOther && form.owner.kind === 'person' ? whose.current : 'applicant');
  useReader((reading) => {
    if (reading.kind !== 'card' || isCovered) return false;
    readPayload(id, whoseCard(), reading);
    return true;
  });

  const focusFirstFault = (): void => {
    requestAnimationFrame(() => sheet.current?.querySelector<HTMLElement>('[aria-invalid="true"], [data-first-paper]')?.focus());
  };

  /** @param filled the form as it is sent: the store's own may be a moment behind what was just decided */
  const send = (filled: ReceptionForm): void => {
    if (receive.isPending) return;
    setTried(true);
    const found = faultsOf(filled, localDate(clock.now()));
    if (countFaults(found) > 0) {
      const faulty = found.items.findIndex((faultsOfItem) => Object.keys(faultsOfItem).length > 0);
      if (Object.keys(found.shared).length === 0 && Object.keys(found.items[filled.at] ?? {}).length === 0 && faulty >= 0) edit((now) => ({ ...now, at: faulty }));
      focusFirstFault();
      return;
    }
    void draftSaver.settled(id).then(() =>
      receive.mutate(receptionOf(id, filled), {
        onSuccess: ({ dossiers }) => {
          const received = { applicantName: filled.applicant.fullName.trim(), dossiers };
          reception.getState().received(id, received);
          void queries.invalidateQueries(trpc.reception.drafts.pathFilter());
          onReceived(received);
        },
      }),
    );
  };
  const commit = (): void => send(form);

  const isAlone = filledItems(form).length === 1;
  const decide = (decision: DecisionForm): void => {
    setDeciding(undefined);
    const decided = withItem(form, (now) => ({ ...now, decision }));
    edit(() => decided);
    if (isAlone) send(decided);
  };
  const sendHome = (outcome: 'supplement' | 'refuse'): void => {
    if (item.procedureId === null) {
      setTried(true);
      focusFirstFault();
    } else setDeciding(outcome);
  };
  const switchOwner = (): void => {
    const isOther = !form.owner.isOther;
    edit((now) => withOwner(now, { isOther }));
    if (isOther) requestAnimationFrame(() => sheet.current?.querySelector<HTMLElement>('[data-whose="owner"] input[data-field]')?.focus());
  };

  const isActive = !isCovered && deciding === undefined;
  useKeys(
    keyboard,
    {
      'Ctrl+Enter': commit,
      F1: () => {
        if (item.procedureId === null) return false;
        setGuideOpen(true);
      },
      F7: () => sheet.current?.querySelector<HTMLElement>('[data-first-paper], [data-procedure-search]')?.focus(),
      'Alt+N': switchOwner,
    },
    { isActive },
  );

  useEffect(() => {
    if (!isCovered) sheet.current?.querySelector<HTMLElement>('[data-first-field]')?.focus();
  }, [isCovered]);

  return (
    <div
      className={classes.columns}
      data-fields="columns"
      ref={sheet}
      inert={receive.isPending}
      {...focusProps}
      onFocus={({ target }) => {
        if (target.closest('[data-person-column]')) whose.current = target.closest('[data-whose="owner"]') ? 'owner' : 'applicant';
      }}
    >
      <PersonColumn draft={draft} faults={faults.shared} reader={reader} whoseCard={whoseCard} edit={edit} />
      <ProcedureColumn form={form} faults={faults.items} hasTried={hasTried} isActive={isActive} edit={edit} />
      <OutcomeColumn
        form={form}
        faults={faults}
        hasTried={hasTried}
        isBusy={receive.isPending}
        error={receive.error}
        edit={edit}
        onReceive={commit}
        onSendHome={sendHome}
        onForgetError={() => receive.reset()}
      />
      {isGuideOpen && item.procedureId !== null ? <ProcedureGuide id={item.procedureId} onClose={() => setGuideOpen(false)} /> : null}
      {deciding === undefined ? null : <DecisionDialog outcome={deciding} item={item} isAlone={isAlone} onDecide={decide} onClose={() => setDeciding(undefined)} />}
    </div>
  );
};
