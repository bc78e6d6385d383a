import { Button, Group, Modal } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { IconAlertTriangle, IconCircleCheck, IconCircleX, IconFolderOpen, IconHelpCircle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useKeys } from '../../app/keyboard.ts';
import { useServices } from '../../app/services.ts';
import { type Outputs, useTRPC } from '../../app/trpc.ts';
import { FailureNotice } from '../../components/FailureNotice.tsx';
import { formatDateTime, formatMoney } from '../../components/format.ts';
import { KeyHint } from '../../components/KeyHint.tsx';
import { Waiting } from '../../components/Words.tsx';
import classes from './ReceiptCheckDialog.module.css';

type Verdict = Outputs['reception']['verifyReceipt'];
type Finding = 'right' | 'changed' | 'wrong' | 'notInLog' | 'notHere' | 'unknownDesk';

const icons = { right: IconCircleCheck, changed: IconAlertTriangle, wrong: IconCircleX, notInLog: IconCircleX, notHere: IconHelpCircle, unknownDesk: IconHelpCircle } as const;
const tones = { right: 'good', changed: 'today', wrong: 'late', notInLog: 'late', notHere: 'paused', unknownDesk: 'paused' } as const;

/** The one sentence that an officer says to whoever holds the receipt. */
const findingOf = ({ signature, isInChain, differences, scansAdded, scansGone, isSameAsNow }: Verdict): Finding => {
  if (signature === 'unknownDesk') return 'unknownDesk';
  if (signature === 'wrong') return 'wrong';
  if (isInChain === 'no') return 'notInLog';
  if (isInChain === 'notHere') return 'notHere';
  return differences.length > 0 || scansGone > 0 || (isSameAsNow === false && scansAdded === 0) ? 'changed' : 'right';
};

/** A receipt read back: whether it is ours, whether anybody changed it, and what is different since. No network needed. */
export const ReceiptCheckDialog = ({ payload, onClose }: { payload: string; onClose: () => void }) => {
  const { t } = useTranslation();
  const { keyboard } = useServices();
  const trpc = useTRPC();
  const navigate = useNavigate();
  const check = useQuery(trpc.reception.verifyReceipt.queryOptions({ payload }, { staleTime: 0 }));
  const dossierId = check.data?.dossierId;
  const open = (): void => {
    if (dossierId === undefined) return;
    onClose();
    void navigate({ to: '/dossiers/$dossierId', params: { dossierId } });
  };
  useKeys(keyboard, { 'Ctrl+Enter': open }, { isModal: true });
  return (
    <Modal opened onClose={onClose} title={t('receiptCheck.title')} size={620} closeButtonProps={{ 'aria-label': t('action.close') }}>
      {check.error ? <FailureNotice error={check.error} /> : null}
      {check.isPending ? <Waiting>{t('receiptCheck.checking')}</Waiting> : null}
      {check.data ? <VerdictText verdict={check.data} /> : null}
      <Group justify="flex-end" gap="xs" mt="md">
        <Button variant="default" onClick={onClose}>
          {t('action.close')}
        </Button>
        {dossierId === undefined ? null : (
          <Button data-autofocus leftSection={<IconFolderOpen size={16} aria-hidden />} rightSection={<KeyHint keys="Ctrl+Enter" tone="onAccent" />} onClick={open}>
            {t('receipt.open')}
          </Button>
        )}
      </Group>
    </Modal>
  );
};

const VerdictText = ({ verdict }: { verdict: Verdict }) => {
  const { t } = useTranslation();
  const finding = findingOf(verdict);
  const VerdictIcon = icons[finding];
  const { code, issuedAt, issuedByDeskNumber, differences, scansAdded, scansGone } = verdict;
  return (
    <div className={classes.verdict}>
      <p className={classes.finding} data-tone={tones[finding]} role="status">
        <VerdictIcon size={22} aria-hidden />
        <span>
          <strong>{t(`receiptCheck.${finding}`)}</strong> {t(`receiptCheck.${finding}.toDo`)}
        </span>
      </p>
      <p className={classes.made}>
        <strong>{code}</strong>
        {issuedAt === undefined ? null : (
          <span>
            {issuedByDeskNumber === undefined
              ? t('receiptCheck.made', { at: formatDateTime(issuedAt) })
              : t('receiptCheck.madeAtDesk', { at: formatDateTime(issuedAt), number: issuedByDeskNumber })}
          </span>
        )}
      </p>
      {differences.length > 0 ? (
        <table className={classes.differences}>
          <thead>
            <tr>
              <th scope="col">{t('receiptCheck.what')}</th>
              <th scope="col">{t('receiptCheck.then')}</th>
              <th scope="col">{t('receiptCheck.now')}</th>
            </tr>
          </thead>
          <tbody>
            {differences.map((difference) => (
              <Difference key={`${difference.what} ${difference.name ?? ''}`} difference={difference} />
            ))}
          </tbody>
        </table>
      ) : null}
      {scansGone > 0 ? <p className={classes.scans}>{t('receiptCheck.scansGone', { n: scansGone })}</p> : null}
      {scansAdded > 0 ? <p className={classes.scans}>{t('receiptCheck.scansAdded', { n: scansAdded })}</p> : null}
    </div>
  );
};

const times = new Set(['acceptedAt', 'dueAt']);

const Difference = ({ difference: { what, name, before: then, now } }: { difference: Verdict['differences'][number] }) => {
  const { t } = useTranslation();
  const shown = (value: string): string => {
    if (value === '') return t('receiptCheck.nothing');
    if (times.has(what)) return formatDateTime(Number(value));
    if (what === 'feeVnd') return formatMoney(Number(value));
    if (what === 'channel') return t(`channel.${value}` as 'channel.direct');
    if (what === 'returnMethod') return t(`returnMethod.${value}` as 'returnMethod.desk');
    if (what === 'authority') {
      const [kind = '', ...document] = value.split('/');
      return [t(`authority.${kind}` as 'authority.parent'), document.join('/')].filter(Boolean).join(', ');
    }
    if (what === 'component') {
      const counts = value.split('/').map(Number);
      const words = (['originals', 'certifiedCopies', 'copies'] as const).flatMap((kind, index) => ((counts[index] ?? 0) > 0 ? [t(`paper.${kind}.count`, { n: counts[index] })] : []));
      return words.join(', ') || t('receiptCheck.shown');
    }
    return value;
  };
  return (
    <tr>
      <th scope="row">{name ?? t(`receiptPart.${what}` as 'receiptPart.dueAt')}</th>
      <td>{shown(then)}</td>
      <td>{shown(now)}</td>
    </tr>
  );
};
