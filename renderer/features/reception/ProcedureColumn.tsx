import { Button, Textarea, TextInput } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { IconAlertTriangle, IconChecks, IconInfoCircle, IconPlus, IconReplace } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useKeys } from '../../app/keyboard.ts';
import { useServices } from '../../app/services.ts';
import { useTRPC } from '../../app/trpc.ts';
import { FailureNotice } from '../../components/FailureNotice.tsx';
import { KeyHint } from '../../components/KeyHint.tsx';
import { Panel } from '../../components/Panel.tsx';
import { activeItem, emptyItem, type ItemForm, type PaperForm, type ReceptionForm } from './form.ts';
import { reusing, ticked, withAnotherItem, withItem, withNewVersion, withProcedure } from './form-edit.ts';
import type { ItemFaults } from './form-faults.ts';
import { ItemChips, mostItems } from './ItemChips.tsx';
import { ownerKeyOf } from './owner-key.ts';
import { Papers } from './Papers.tsx';
import { DecisionNotice, DuplicateNotice, LinkedNotice } from './ProcedureNotices.tsx';
import { ProcedurePicker } from './ProcedurePicker.tsx';
import { ReuseLine } from './ReuseLine.tsx';
import type { Reusable } from './ReuseOffer.tsx';
import classes from './ProcedureColumn.module.css';

type ProcedureColumnProps = {
  form: ReceptionForm;
  faults: readonly ItemFaults[];
  hasTried: boolean;
  /** False while something lies over the sheet. */
  isActive: boolean;
  edit: (change: (form: ReceptionForm) => ReceptionForm) => void;
};

const favouriteKeys = [1, 2, 3, 4, 5, 6, 7, 8, 9] as const;
const noReuse: Reusable = {};

export const ProcedureColumn = ({ form, faults, hasTried, isActive, edit }: ProcedureColumnProps) => {
  const { t } = useTranslation();
  const trpc = useTRPC();
  const queries = useQueryClient();
  const { keyboard } = useServices();
  const [isChanging, setChanging] = useState(false);
  const [error, setError] = useState<unknown>();
  const [reached, setReached] = useState<PaperForm>();
  const item = activeItem(form);
  const fault = faults[form.at] ?? {};
  const procedure = useQuery(trpc.reception.procedure.queryOptions({ id: item.procedureId ?? '' }, { enabled: item.procedureId !== null }));
  const view = item.procedureId === null ? undefined : procedure.data;
  const isRetired = view?.isRetired ?? false;
  const isPicking = item.procedureId === null || isChanging || isRetired;
  const favourites = useQuery(trpc.reception.procedures.queryOptions({}));
  const whose = ownerKeyOf(form);
  const reusable = useQuery(
    trpc.reception.reusable.queryOptions({ ...(whose && 'number' in whose ? { ownerNumber: whose.number } : whose), procedureId: item.procedureId ?? '' }, { enabled: whose !== undefined && item.procedureId !== null && !isRetired }),
  );
  const offers = whose === undefined || item.procedureId === null ? noReuse : (reusable.data ?? noReuse);

  useEffect(() => {
    if (view && !view.isRetired && view.version !== item.version) edit((now) => withNewVersion(now, view));
  }, [view, item.version, edit]);

  // Chosen for somebody else, before the owner was another: theirs alone may serve.
  const { data: offersNow } = reusable;
  useEffect(() => {
    if (!offersNow) return;
    const isOffered = ({ key, reused }: PaperForm): boolean => offersNow[key]?.some(({ documentId }) => documentId === reused?.documentId) ?? false;
    const isLeft = (paper: PaperForm): boolean => paper.source === 'reused' && !isOffered(paper);
    if (item.components.some(isLeft)) edit((now) => withItem(now, (at) => ({ ...at, components: at.components.map((paper) => (isLeft(paper) ? ticked(paper, false) : paper)) })));
  }, [offersNow, item.components, edit]);

  const changePapers = (change: (paper: PaperForm) => PaperForm): void => edit((now) => withItem(now, (at) => ({ ...at, components: at.components.map(change) })));
  const tickRequired = (): void => changePapers((paper) => (paper.required && !paper.isReceived ? ticked(paper, true) : paper));

  // Fast fingers press the next key while the papers are still on their way.
  const onTheWay = useRef({ picks: 0, isAllThere: false });
  const pick = (id: string, isAdditional = false): void => {
    setError(undefined);
    onTheWay.current.picks += 1;
    queries.fetchQuery(trpc.reception.procedure.queryOptions({ id })).then(
      (picked) => {
        setChanging(false);
        onTheWay.current.picks -= 1;
        edit((now) => {
          const there = isAdditional ? now.items.findIndex(({ procedureId }) => procedureId === id) : -1;
          if (there >= 0) return { ...now, at: there };
          // The same one again keeps what is ticked.
          if (activeItem(now).procedureId === id) return now;
          const place = isAdditional && activeItem(now).procedureId !== null && now.items.length < mostItems ? withAnotherItem(now) : now;
          return withProcedure(place, picked);
        });
        if (onTheWay.current.isAllThere && onTheWay.current.picks === 0) {
          onTheWay.current.isAllThere = false;
          tickRequired();
        }
        requestAnimationFrame(() => document.querySelector<HTMLElement>('[data-first-paper]')?.focus());
      },
      (reason: unknown) => {
        onTheWay.current = { picks: 0, isAllThere: false };
        setError(reason);
      },
    );
  };

  const firstOffer = (paper: PaperForm) => (paper.source === 'reused' ? undefined : offers[paper.key]?.[0]);
  const reuse = (paper: PaperForm): PaperForm => {
    const offer = firstOffer(paper);
    return offer ? reusing(paper, offer) : paper;
  };
  const offered = item.components.filter(firstOffer);
  const reuseOne = (): boolean => {
    const focused = document.activeElement?.closest<HTMLElement>('[data-paper]')?.dataset.paper;
    const paper = offered.find(({ key }) => key === focused) ?? offered[0];
    if (!paper) return false;
    changePapers((other) => (other.key === paper.key ? reuse(other) : other));
    return true;
  };
  const addItem = (): boolean => {
    if (item.procedureId === null || form.items.length >= mostItems) return false;
    edit(withAnotherItem);
    return true;
  };
  useKeys(
    keyboard,
    {
      'Alt+A': () => {
        if (onTheWay.current.picks > 0) onTheWay.current.isAllThere = true;
        else if (isPicking) return false;
        else tickRequired();
      },
      'Alt+R': () => (isPicking ? false : reuseOne()),
      'Alt+Shift+R': () => (isPicking || offered.length === 0 ? false : changePapers(reuse)),
      'Alt+T': addItem,
      ...Object.fromEntries(
        favouriteKeys.map((n) => [
          `Alt+${n}`,
          () => {
            const favourite = (favourites.data ?? []).filter(({ isFavourite }) => isFavourite)[n - 1];
            if (!favourite) return false;
            pick(favourite.id, !isPicking);
          },
        ]),
      ),
    },
    { isActive },
  );
  // A place that was just added is to be filled.
  const isEmptyPlace = item.procedureId === null && form.items.length > 1;
  useEffect(() => {
    if (isEmptyPlace) document.querySelector<HTMLElement>('[data-procedure-search]')?.focus();
  }, [isEmptyPlace, form.at]);

  const chips = form.items.length > 1 ? <ItemChips form={form} faults={hasTried ? faults : []} edit={edit} /> : null;
  const editItem = (changes: Partial<ItemForm>): void => edit((now) => withItem(now, (at) => ({ ...at, ...changes })));

  if (isPicking) {
    return (
      <Panel
        title={t('reception.procedure.title')}
        className={classes.procedure}
        bodyClassName={classes.pickerBody}
        aside={
          isChanging && !isRetired ? (
            <Button size="compact-sm" variant="subtle" onClick={() => setChanging(false)}>
              {t('reception.procedure.keep')}
            </Button>
          ) : null
        }
      >
        {chips}
        {isRetired ? (
          <p className={classes.retired} role="alert">
            <IconAlertTriangle size={16} aria-hidden />
            {t('reception.procedure.retired', { name: item.procedureName })}
          </p>
        ) : null}
        {error ? <FailureNotice error={error} /> : null}
        <ProcedurePicker error={fault.procedure && t(`reception.fault.${fault.procedure}`)} onPick={pick} />
      </Panel>
    );
  }

  const received = item.components.filter(({ isReceived }) => isReceived).length;
  const missing = item.components.filter(({ isReceived, required }) => required && !isReceived).length;

  return (
    <Panel
      title={t('reception.procedure.title')}
      className={classes.procedure}
      aside={
        <div className={classes.headActions}>
          {form.items.length < mostItems ? (
            <Button size="compact-sm" variant="subtle" leftSection={<IconPlus size={15} aria-hidden />} rightSection={<KeyHint keys="Alt+T" />} onClick={addItem}>
              {t('reception.items.add')}
            </Button>
          ) : null}
          <Button size="compact-sm" variant="subtle" leftSection={<IconReplace size={15} aria-hidden />} onClick={() => setChanging(true)}>
            {t('reception.procedure.change')}
          </Button>
        </div>
      }
      footer={
        <div className={classes.request}>
          {reached && reached.note !== '' ? (
            <p className={classes.paperNote}>
              <IconInfoCircle size={15} aria-hidden />
              {reached.note}
            </p>
          ) : null}
          <Textarea
            label={t('dossier.requestSummary')}
            autosize
            minRows={1}
            maxRows={2}
            maxLength={2000}
            value={item.requestSummary}
            onChange={(event) => editItem({ requestSummary: event.currentTarget.value })}
          />
          <TextInput
            label={t('dossier.sets')}
            inputMode="numeric"
            maxLength={2}
            data-field="sets"
            value={item.sets}
            error={fault.sets && t(`reception.fault.${fault.sets}`)}
            onChange={(event) => editItem({ sets: event.currentTarget.value })}
          />
          <TextInput
            label={t('reception.resultCopies')}
            inputMode="numeric"
            maxLength={2}
            placeholder="0"
            data-field="resultCopies"
            value={item.resultCopies}
            error={fault.resultCopies && t(`reception.fault.${fault.resultCopies}`)}
            onChange={(event) => editItem({ resultCopies: event.currentTarget.value })}
          />
        </div>
      }
    >
      {chips}
      <DuplicateNotice form={form} />
      <p className={classes.procedureName}>{item.procedureName}</p>
      {item.isListNew ? (
        <p className={classes.retired} role="status">
          <IconAlertTriangle size={16} aria-hidden />
          {t('reception.procedure.newVersion')}
        </p>
      ) : null}
      <DecisionNotice item={item} onTakeBack={() => editItem({ decision: emptyItem().decision })} />
      {view ? <LinkedNotice procedure={view} onSwitch={pick} /> : null}
      <div className={classes.papersHead}>
        <h3 className="said">{t('reception.papers.title')}</h3>
        <span data-missing={missing > 0}>
          {missing > 0
            ? t('reception.papers.missing', { received, total: item.components.length, missing })
            : t('reception.papers.complete', { received, total: item.components.length })}
        </span>
        <KeyHint keys="F7" />
        {missing > 0 ? (
          <Button size="compact-sm" variant="light" leftSection={<IconChecks size={15} aria-hidden />} rightSection={<KeyHint keys="Alt+A" />} onClick={tickRequired}>
            {t('reception.papers.tickRequired')}
          </Button>
        ) : null}
      </div>
      {fault.papers ? <p className={classes.fault}>{t(`reception.fault.${fault.papers}`)}</p> : null}
      {Object.keys(offers).length > 0 ? <ReuseLine offered={offered.length} onAcceptAll={() => changePapers(reuse)} /> : null}
      {item.components.length === 0 ? (
        <p className={classes.none}>{t('reception.papers.none')}</p>
      ) : (
        <Papers
          papers={item.components}
          reusable={offers}
          isCounting={item.decision.outcome === 'accept' && (received > 0 || fault.papers !== undefined)}
          onReach={setReached}
          onChange={(index, paper) => edit((now) => withItem(now, (at) => ({ ...at, components: at.components.with(index, paper) })))}
        />
      )}
    </Panel>
  );
};
