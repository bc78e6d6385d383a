import { Button, SegmentedControl, Select, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { IconFileImport, IconPencil, IconPlus, IconSearch } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { matchesQuery } from '../../../../domain/text.ts';
import { FactList } from '../../../../renderer/components/FactList.tsx';
import { FailureNotice } from '../../../../renderer/components/FailureNotice.tsx';
import { formatCount, formatMoney } from '../../../../renderer/components/format.ts';
import { Page } from '../../../../renderer/components/Page.tsx';
import { Panel } from '../../../../renderer/components/Panel.tsx';
import { ReasonDialog } from '../../../../renderer/components/ReasonDialog.tsx';
import { Empty, Waiting } from '../../../../renderer/components/Words.tsx';
import { FlowStrip } from '../../../../renderer/features/catalogue/FlowStrip.tsx';
import { ImportDialog } from '../../../../renderer/features/catalogue/ImportDialog.tsx';
import { describeLimit } from '../../../../renderer/features/reception/describe-limit.ts';
import { usualFlow } from '../../../../domain/dossier/flow.ts';
import { useMay } from '../../app/me.ts';
import { useTRPC, useTRPCClient } from '../../app/trpc.ts';
import classes from './CataloguePage.module.css';

/** The catalogue as it is given out to the communes: what comes with the program, and over it what was published here. */
export const CataloguePage = () => {
  const { t } = useTranslation();
  const may = useMay();
  const trpc = useTRPC();
  const client = useTRPCClient();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const { procedure: chosenId } = useSearch({ from: '/catalogue' });
  const all = useQuery(trpc.catalogue.list.queryOptions());
  const [query, setQuery] = useState('');
  const [field, setField] = useState<string | null>(null);
  const [shelf, setShelf] = useState<'inForce' | 'published' | 'retired'>('inForce');
  const [isImporting, setImporting] = useState(false);
  const fields = [...new Set((all.data ?? []).map((row) => row.field))].toSorted((a, b) => a.localeCompare(b, 'vi'));
  const rows = (all.data ?? []).filter(
    (row) =>
      row.isRetired === (shelf === 'retired') &&
      (shelf !== 'published' || row.isPublished) &&
      (field === null || row.field === field) &&
      (query.trim() === '' || matchesQuery(query, `${row.code ?? ''} ${row.name}`)),
  );
  const readAgain = <T,>(done: T): T => {
    void queries.invalidateQueries(trpc.catalogue.pathFilter());
    return done;
  };
  return (
    <Page
      title={t('consolePlace.catalogue')}
      note={t('consoleCatalogue.note')}
      actions={
        may('catalogue.publish') ? (
          <>
            <Button variant="default" leftSection={<IconFileImport size={17} aria-hidden />} onClick={() => setImporting(true)}>
              {t('catalogue.import')}
            </Button>
            <Button leftSection={<IconPlus size={17} aria-hidden />} onClick={() => void navigate({ to: '/catalogue/edit', search: {} })}>
              {t('catalogue.new')}
            </Button>
          </>
        ) : null
      }
    >
      {all.error ? <FailureNotice error={all.error} /> : null}
      {all.isPending && !all.error ? <Waiting>{t('reception.procedure.loading')}</Waiting> : null}
      {all.data ? (
        <div className={classes.columns}>
          <div className={classes.list} data-section>
            <div className={classes.filters}>
              <TextInput leftSection={<IconSearch size={16} aria-hidden />} aria-label={t('consoleCatalogue.search')} placeholder={t('consoleCatalogue.search')} value={query} onChange={(event) => setQuery(event.currentTarget.value)} />
              <Select aria-label={t('procedure.field')} placeholder={t('procedure.field')} data={fields} value={field} searchable clearable onChange={setField} />
              <SegmentedControl
                className={classes.shelf}
                size="xs"
                fullWidth
                aria-label={t('consoleCatalogue.shelf')}
                value={shelf}
                data={(['inForce', 'published', 'retired'] as const).map((value) => ({ value, label: t(`consoleCatalogue.${value}`) }))}
                onChange={(value) => setShelf(value as typeof shelf)}
              />
            </div>
            <ul className={classes.rows}>
              {rows.map(({ id, code, name, field: own, isPublished }) => (
                <li key={id}>
                  <button type="button" aria-pressed={id === chosenId} onClick={() => void navigate({ to: '/catalogue', search: { procedure: id }, replace: true })}>
                    <strong>{name}</strong>
                    <span>
                      {code ?? t('procedure.codeUnknown')} · {own}
                      {isPublished ? <b> · {t('consoleCatalogue.isPublished')}</b> : null}
                    </span>
                  </button>
                </li>
              ))}
            </ul>
            <p className={classes.foot}>{t('consoleCatalogue.count', { n: formatCount(rows.length) })}</p>
          </div>
          {chosenId === undefined ? <Empty title={t('consoleCatalogue.choose')} /> : <Chosen key={chosenId} id={chosenId} onChanged={() => readAgain(undefined)} />}
        </div>
      ) : null}
      {isImporting ? (
        <ImportDialog
          onPreview={(input) => client.catalogue.previewImport.mutate(input)}
          onTake={(input) => client.catalogue.import.mutate(input).then(readAgain)}
          onClose={() => setImporting(false)}
        />
      ) : null}
    </Page>
  );
};

const Chosen = ({ id, onChanged }: { id: string; onChanged: () => void }) => {
  const { t } = useTranslation();
  const may = useMay();
  const trpc = useTRPC();
  const navigate = useNavigate();
  const found = useQuery(trpc.catalogue.get.queryOptions({ id }));
  const [isAsking, setAsking] = useState(false);
  const done = {
    onSuccess: () => {
      setAsking(false);
      onChanged();
    },
  };
  const retire = useMutation(trpc.catalogue.retire.mutationOptions(done));
  const restore = useMutation(trpc.catalogue.restore.mutationOptions(done));
  const procedure = found.data;
  if (!procedure) return found.error ? <FailureNotice error={found.error} /> : <Waiting>{t('guide.loading')}</Waiting>;
  const change = procedure.isRetired ? restore : retire;
  const verb = procedure.isRetired ? 'restore' : 'retire';
  const facts: [string, string][] = [
    [t('procedure.code'), procedure.code ?? t('procedure.codeUnknown')],
    [t('procedure.field'), procedure.field],
    [t('procedure.timeLimit'), describeLimit(t, procedure.timeLimit)],
    [t('dossier.fee'), procedure.feeVnd === null ? t('catalogue.fee.byProvince') : formatMoney(procedure.feeVnd)],
    [t('procedure.onlineLevel'), t(`catalogue.online.${procedure.onlineLevel ?? 'unknown'}`)],
    [t('procedure.legalBasis'), procedure.legalBasis],
    [t('procedure.source'), procedure.source],
  ];
  return (
    <Panel
      title={procedure.name}
      isReading
      aside={
        may('catalogue.publish') ? (
          <span className={classes.actions}>
            <Button size="compact-sm" variant="default" onClick={() => setAsking(true)}>
              {t(`consoleCatalogue.${verb}`)}
            </Button>
            {procedure.isRetired ? null : (
              <Button size="compact-sm" leftSection={<IconPencil size={15} aria-hidden />} onClick={() => void navigate({ to: '/catalogue/edit', search: { procedure: id } })}>
                {t('consoleCatalogue.edit')}
              </Button>
            )}
          </span>
        ) : undefined
      }
    >
      <FactList facts={facts} />
      <h3 className={classes.heading}>{t('procedure.flow')}</h3>
      <FlowStrip flow={procedure.flow ?? usualFlow} />
      <h3 className={classes.heading}>{t('guide.papers')}</h3>
      <ol className={classes.papers}>
        {procedure.documents.map(({ key, name, kind, quantity, required }) => (
          <li key={key}>
            {name}
            <span>
              {quantity} × {t(`paper.kind.${kind}`).toLowerCase()}
              {required ? ` · ${t('paper.required').toLowerCase()}` : ''}
            </span>
          </li>
        ))}
      </ol>
      {isAsking ? (
        <ReasonDialog
          title={t(`consoleCatalogue.${verb}Title`, { name: procedure.name })}
          explanation={t(`consoleCatalogue.${verb}Text`)}
          label={t('reason.label')}
          confirm={t(`consoleCatalogue.${verb}`)}
          isRequired
          isBusy={change.isPending}
          error={change.error}
          onConfirm={(reason) => change.mutate({ id, reason })}
          onClose={() => setAsking(false)}
        />
      ) : null}
    </Panel>
  );
};
