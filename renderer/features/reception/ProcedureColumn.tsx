import { Button, Checkbox, Textarea, TextInput, Tooltip } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { IconChecks, IconReplace } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useTRPC } from '../../app/trpc.ts';
import { FailureNotice } from '../../components/FailureNotice.tsx';
import { KeyHint } from '../../components/KeyHint.tsx';
import { Panel } from '../../components/Panel.tsx';
import { counted, type FormFaults, type ReceptionForm, ticked, withProcedure } from './form.ts';
import { ProcedurePicker } from './ProcedurePicker.tsx';
import classes from './ReceptionPage.module.css';

type ProcedureColumnProps = {
  form: ReceptionForm;
  faults: FormFaults;
  edit: (change: (form: ReceptionForm) => ReceptionForm) => void;
};

const copyKinds = ['originals', 'certifiedCopies', 'copies'] as const;

export const ProcedureColumn = ({ form, faults, edit }: ProcedureColumnProps) => {
  const { t } = useTranslation();
  const trpc = useTRPC();
  const queries = useQueryClient();
  const [isChanging, setChanging] = useState(false);
  const [error, setError] = useState<unknown>();
  const isPicking = form.procedureId === null || isChanging;

  const pick = (id: string): void => {
    setError(undefined);
    queries.fetchQuery(trpc.reception.procedure.queryOptions({ id })).then(
      (procedure) => {
        setChanging(false);
        // The same one again keeps what is ticked.
        if (id !== form.procedureId) edit((now) => withProcedure(now, procedure));
        requestAnimationFrame(() => document.querySelector<HTMLElement>('[data-first-paper]')?.focus());
      },
      (reason: unknown) => setError(reason),
    );
  };

  if (isPicking) {
    return (
      <Panel
        title={t('reception.procedure.title')}
        className={classes.procedure}
        bodyClassName={classes.pickerBody}
        aside={
          isChanging ? (
            <Button size="compact-sm" variant="subtle" onClick={() => setChanging(false)}>
              {t('reception.procedure.keep')}
            </Button>
          ) : null
        }
      >
        {error ? <FailureNotice error={error} /> : null}
        <ProcedurePicker error={faults.procedure && t(`reception.fault.${faults.procedure}`)} onPick={pick} />
      </Panel>
    );
  }

  const received = form.components.filter(({ isReceived }) => isReceived).length;
  const missing = form.components.filter(({ isReceived, required }) => required && !isReceived).length;
  const tickAll = (): void => edit((now) => ({ ...now, components: now.components.map((component) => (component.required ? ticked(component, true) : component)) }));

  return (
    <Panel
      title={t('reception.procedure.title')}
      className={classes.procedure}
      aside={
        <Button size="compact-sm" variant="subtle" leftSection={<IconReplace size={15} aria-hidden />} onClick={() => setChanging(true)}>
          {t('reception.procedure.change')}
        </Button>
      }
      footer={
        <div className={classes.request}>
          <Textarea
            label={t('dossier.requestSummary')}
            autosize
            minRows={1}
            maxRows={2}
            maxLength={2000}
            value={form.requestSummary}
            onChange={(event) => {
              const { value } = event.currentTarget;
              edit((now) => ({ ...now, requestSummary: value }));
            }}
          />
          <TextInput
            label={t('dossier.sets')}
            inputMode="numeric"
            maxLength={2}
            value={form.sets}
            error={faults.sets && t(`reception.fault.${faults.sets}`)}
            onChange={(event) => {
              const { value } = event.currentTarget;
              edit((now) => ({ ...now, sets: value }));
            }}
          />
        </div>
      }
    >
      <p className={classes.procedureName}>{form.procedureName}</p>
      <div className={classes.papersHead}>
        <h3>{t('reception.papers.title')}</h3>
        <span data-missing={missing > 0}>
          {missing > 0
            ? t('reception.papers.missing', { received, total: form.components.length, missing })
            : t('reception.papers.complete', { received, total: form.components.length })}
        </span>
        <KeyHint keys="F7" />
        {missing > 0 ? (
          <Button size="compact-sm" variant="light" leftSection={<IconChecks size={15} aria-hidden />} onClick={tickAll}>
            {t('reception.papers.tickRequired')}
          </Button>
        ) : null}
      </div>
      {faults.papers ? <p className={classes.fault}>{t(`reception.fault.${faults.papers}`)}</p> : null}
      {form.components.length === 0 ? (
        <p className={classes.cardHint}>{t('reception.papers.none')}</p>
      ) : (
        <table className={classes.papers}>
          <thead>
            <tr>
              <th scope="col">{t('paper.name')}</th>
              {copyKinds.map((kind) => (
                <th scope="col" key={kind}>
                  <Tooltip label={t(`paper.${kind}`)}>
                    <span>{t(`paper.${kind}.short`)}</span>
                  </Tooltip>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {form.components.map((component, index) => {
              const replace = (next: typeof component): void => edit((now) => ({ ...now, components: now.components.with(index, next) }));
              return (
                <tr key={component.key} data-received={component.isReceived}>
                  <td>
                    <Checkbox
                      checked={component.isReceived}
                      {...(index === 0 ? { 'data-first-paper': true } : {})}
                      label={
                        <>
                          {component.name}
                          {component.required ? <em className={classes.required}> {t('paper.required')}</em> : null}
                        </>
                      }
                      onChange={(event) => replace(ticked(component, event.currentTarget.checked))}
                    />
                  </td>
                  {copyKinds.map((kind) => (
                    <td key={kind}>
                      <input
                        className={classes.count}
                        inputMode="numeric"
                        maxLength={3}
                        data-skip-enter
                        aria-label={t('paper.countOf', { kind: t(`paper.${kind}`), name: component.name })}
                        value={component[kind] === 0 ? '' : component[kind]}
                        placeholder="0"
                        onFocus={(event) => event.currentTarget.select()}
                        onChange={(event) => {
                          const digits = event.currentTarget.value.replace(/\D/g, '');
                          replace(counted(component, kind, Number(digits)));
                        }}
                      />
                    </td>
                  ))}
                </tr>
              );
            })}
          </tbody>
        </table>
      )}
    </Panel>
  );
};
