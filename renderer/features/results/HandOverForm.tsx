import { Button, Checkbox, Radio, SegmentedControl, Textarea, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { IconAlertTriangle, IconCircleCheck, IconId } from '@tabler/icons-react';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ReturnMethod } from '../../../domain/dossier/events.ts';
import { useKeys } from '../../app/keyboard.ts';
import { postFile } from '../../app/post-file.ts';
import { useReader } from '../../app/reader.ts';
import { useServices } from '../../app/services.ts';
import { useTRPC, useTRPCClient } from '../../app/trpc.ts';
import { FailureNotice } from '../../components/FailureNotice.tsx';
import { formatMoney } from '../../components/format.ts';
import { KeyHint } from '../../components/KeyHint.tsx';
import { Panel } from '../../components/Panel.tsx';
import { type DossierView, paidOf } from '../workflow/dossier-view.ts';
import { useRefresh } from '../workflow/use-refresh.ts';
import classes from './HandOverForm.module.css';
import { faultsOf, type HandOverDraft, handOverOf, identities, startOf } from './hand-over-form.ts';
import { type SignatureHandle, SignaturePad } from './SignaturePad.tsx';
import { ownerNameOf, personOf, type Receiver, whoIs } from './who-is-it.ts';

const methods = ['desk', 'postal', 'electronic'] as const satisfies readonly ReturnMethod[];

/** To whom, who they are, and that they have it: signed on the screen or on paper, or sent. */
export const HandOverForm = ({ view }: { view: DossierView }) => {
  const { t } = useTranslation();
  const { keyboard } = useServices();
  const trpc = useTRPC();
  const client = useTRPCClient();
  const refresh = useRefresh();
  const { state } = view;
  const [form, setForm] = useState<HandOverDraft>(() => startOf(state));
  const [hasTried, setTried] = useState(false);
  const [card, setCard] = useState<{ fullName: string; whose: Receiver }>();
  const pad = useRef<SignatureHandle>(null);
  const put = (change: Partial<HandOverDraft>): void => setForm((now) => ({ ...now, ...change }));
  const owedVnd = Math.max(0, (state.feeVnd ?? 0) - paidOf(state));
  const known = personOf(state, form.receiver);
  const faults = faultsOf(form, { isKnown: known !== undefined, owedVnd });
  const shown = hasTried ? faults : {};

  const read = useMutation(
    trpc.reception.readCard.mutationOptions({
      onSuccess: ({ fields }) => {
        const person = { number: fields.number ?? '', fullName: fields.fullName ?? '' };
        const whose = whoIs(state, person);
        setCard({ fullName: person.fullName, whose });
        put({ receiver: whose, name: person.fullName, number: person.number, identity: 'card' });
      },
    }),
  );
  useReader((reading) => {
    if (reading.kind !== 'card' || form.method !== 'desk') return false;
    read.mutate({ payload: reading.payload.slice(0, 4000) });
    return true;
  });

  const handOver = useMutation({
    mutationFn: async () => {
      const png = form.method === 'desk' && form.signature === 'screen' ? await pad.current?.read() : undefined;
      const signature = png && (await postFile('/files/signature', png));
      await client.results.handOver.mutate({ id: state.id, ...handOverOf(form, owedVnd), ...(signature && { signatureSha256: String(signature.sha256) }) });
    },
    onSuccess: refresh,
  });
  const commit = (): void => {
    if (handOver.isPending) return;
    setTried(true);
    if (Object.keys(faults).length === 0) handOver.mutate();
  };
  useKeys(keyboard, { 'Ctrl+Enter': commit });

  const choose = (receiver: Receiver): void => {
    const { number, fullName } = personOf(state, receiver) ?? { number: '', fullName: '' };
    setCard(undefined);
    put({ receiver, name: fullName, number, identity: 'seen' });
  };

  return (
    <Panel
      title={t('handOver.title')}
      bodyClassName={classes.form!}
      footer={
        <div className={classes.foot}>
          {handOver.error ? <FailureNotice error={handOver.error} onClose={() => handOver.reset()} /> : null}
          <Button size="md" fullWidth data-main-action disabled={handOver.isPending} rightSection={<KeyHint keys="Ctrl+Enter" tone="onAccent" />} onClick={commit}>
            {handOver.isPending ? t('state.saving') : t(`handOver.confirm.${form.method}`)}
          </Button>
        </div>
      }
    >
      {state.result === undefined && view.procedure?.hasResultPaper !== false ? <p className={classes.missing}>{t('handOver.notRecorded')}</p> : null}
      {owedVnd > 0 ? (
        <div className={classes.owed} role="note">
          <p>
            <IconAlertTriangle size={18} aria-hidden />
            <strong>{t('handOver.owed', { amount: formatMoney(owedVnd) })}</strong>
          </p>
          <Checkbox label={t('handOver.unpaid')} checked={form.isUnpaid} error={shown.unpaid && !form.isUnpaid ? t('handOver.fault.owed') : undefined} onChange={(event) => put({ isUnpaid: event.currentTarget.checked })} />
          {form.isUnpaid ? (
            <Textarea
              label={t('handOver.unpaidReason')}
              withAsterisk
              autosize
              minRows={1}
              maxRows={3}
              maxLength={1000}
              value={form.unpaidReason}
              error={shown.unpaid && t('reason.missing')}
              onChange={(event) => put({ unpaidReason: event.currentTarget.value })}
            />
          ) : null}
        </div>
      ) : null}
      <SegmentedControl fullWidth aria-label={t('dossier.returnMethod')} value={form.method} data={methods.map((value) => ({ value, label: t(`handOver.way.${value}`) }))} onChange={(value) => put({ method: methods.find((one) => one === value) ?? form.method })} />

      {form.method === 'desk' ? (
        <>
          <Radio.Group label={t('handOver.receiver')} value={form.receiver} onChange={(value) => choose(value as Receiver)}>
            <div className={classes.choices}>
              <Radio value="applicant" label={t('handOver.applicant', { name: nameOf(state.applicant) })} />
              {state.owner ? <Radio value="owner" label={t('handOver.owner', { name: state.owner.kind === 'person' ? nameOf(state.owner.person) : ownerNameOf(state) })} /> : null}
              <Radio value="authorised" label={t('handOver.authorised')} />
            </div>
          </Radio.Group>
          <div className={classes.identity} data-found={card?.whose}>
            {card === undefined ? (
              <p>
                <IconId size={18} aria-hidden />
                <span>{read.isPending ? t('reception.card.reading') : t('handOver.cardHint')}</span>
              </p>
            ) : (
              <p role="status">
                {card.whose === 'authorised' ? <IconAlertTriangle size={18} aria-hidden /> : <IconCircleCheck size={18} aria-hidden />}
                <span>{t(`handOver.card.${card.whose}`, { name: card.fullName })}</span>
              </p>
            )}
            {read.error ? <FailureNotice error={read.error} onClose={() => read.reset()} /> : null}
          </div>
          {known === undefined ? (
            <div className={classes.other} data-fields>
              <TextInput label={t('citizen.fullName')} withAsterisk maxLength={300} value={form.name} error={shown.name && t('handOver.fault.name')} onChange={(event) => put({ name: event.currentTarget.value })} />
              <TextInput label={t('citizen.number')} inputMode="numeric" maxLength={20} value={form.number} onChange={(event) => put({ number: event.currentTarget.value, ...(form.identity === 'card' && { identity: 'seen' }) })} />
              <TextInput
                className={classes.wide!}
                label={t('handOver.authority')}
                withAsterisk
                placeholder={t('handOver.authorityExample')}
                maxLength={500}
                value={form.authority}
                error={shown.authority && t('handOver.fault.authority')}
                onChange={(event) => put({ authority: event.currentTarget.value })}
              />
            </div>
          ) : null}
          <Radio.Group className={classes.inline!} label={t('handOver.identity')} value={form.identity} onChange={(value) => put({ identity: identities.find((one) => one === value) ?? form.identity })}>
            <div className={classes.row}>
              {identities.map((value) => (
                <Radio key={value} value={value} disabled={value === 'card' && card === undefined} label={t(`identity.${value}`)} />
              ))}
            </div>
          </Radio.Group>
          <Radio.Group className={classes.inline!} label={t('handOver.signature')} value={form.signature} onChange={(value) => put({ signature: value === 'paper' ? 'paper' : 'screen' })}>
            <div className={classes.row}>
              <Radio value="screen" label={t('signature.screen')} />
              <Radio value="paper" label={t('signature.paper')} />
            </div>
          </Radio.Group>
          {form.signature === 'screen' ? (
            <>
              <SignaturePad ref={pad} onChange={(hasInk) => put({ hasInk })} />
              {shown.signature ? (
                <p className={classes.fault} role="alert">
                  {t('handOver.fault.signature')}
                </p>
              ) : null}
            </>
          ) : (
            <p className={classes.quiet}>{t('signature.paperHint')}</p>
          )}
        </>
      ) : form.method === 'postal' ? (
        <>
          <p className={classes.quiet}>{t('handOver.postalTo', { name: state.applicant.fullName, address: state.returnAddress ?? state.applicant.address })}</p>
          <TextInput label={t('handOver.tracking')} withAsterisk maxLength={100} autoComplete="off" spellCheck={false} value={form.trackingNumber} error={shown.tracking && t('handOver.fault.tracking')} onChange={(event) => put({ trackingNumber: event.currentTarget.value })} />
        </>
      ) : (
        <p className={classes.quiet}>{t('handOver.electronicText', { name: state.applicant.fullName })}</p>
      )}
    </Panel>
  );
};

const nameOf = ({ fullName, number }: { fullName: string; number: string }): string => [fullName, number].filter(Boolean).join(' · ');
