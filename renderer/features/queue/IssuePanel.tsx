import { Button, Modal, Switch } from '@mantine/core';
import { useLocalStorage } from '@mantine/hooks';
import { useMutation } from '@tanstack/react-query';
import { IconFileImport, IconHelp, IconPackage, IconPrinter, type Icon } from '@tabler/icons-react';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type TicketPurpose, ticketPurposes } from '../../../domain/queue/ticket.ts';
import { useKeys } from '../../app/keyboard.ts';
import { useServices } from '../../app/services.ts';
import { type Outputs, useTRPC } from '../../app/trpc.ts';
import { FailureNotice } from '../../components/FailureNotice.tsx';
import { KeyHint } from '../../components/KeyHint.tsx';
import { Panel } from '../../components/Panel.tsx';
import { PdfFrame, type PdfHandle } from '../../components/PdfFrame.tsx';
import classes from './IssuePanel.module.css';

const icons: Record<TicketPurpose, Icon> = { submit: IconFileImport, collect: IconPackage, ask: IconHelp };

/** Large enough for a finger: the officer on duty, or the citizen, presses what they came for. */
export const IssuePanel = () => {
  const { t } = useTranslation();
  const trpc = useTRPC();
  const [given, setGiven] = useState<Outputs['queue']['issue']>();
  const [isPrintedAtOnce, setPrintedAtOnce] = useLocalStorage({ key: 'queue-print', defaultValue: false, getInitialValueInEffect: false });
  const issue = useMutation(trpc.queue.issue.mutationOptions({ onSuccess: setGiven }));
  return (
    <Panel title={t('queue.issue.title')} bodyClassName={classes.body!} footer={<Switch label={t('queue.printAtOnce')} checked={isPrintedAtOnce} onChange={(event) => setPrintedAtOnce(event.currentTarget.checked)} />}>
      {issue.error ? <FailureNotice error={issue.error} /> : null}
      {ticketPurposes.map((about) => {
        const PurposeIcon = icons[about];
        return (
          <button key={about} type="button" className={classes.purpose} disabled={issue.isPending} onClick={() => issue.mutate({ about })}>
            <PurposeIcon size={34} stroke={1.5} aria-hidden />
            {t(`queue.about.${about}`)}
          </button>
        );
      })}
      {given ? <GivenTicket ticket={given} isPrintedAtOnce={isPrintedAtOnce} onClose={() => setGiven(undefined)} /> : null}
    </Panel>
  );
};

/** Over everything, so that a second tap gives no second number. */
const GivenTicket = ({ ticket, isPrintedAtOnce, onClose }: { ticket: Outputs['queue']['issue']; isPrintedAtOnce: boolean; onClose: () => void }) => {
  const { t } = useTranslation();
  const { keyboard } = useServices();
  const paper = useRef<PdfHandle>(null);
  const print = (): void => paper.current?.print();
  const isPrinted = useRef(false);
  const printOnce = (): void => {
    if (!isPrinted.current) print();
    isPrinted.current = true;
  };
  useKeys(keyboard, { F9: print, 'Ctrl+Enter': onClose }, { isModal: true });
  return (
    <Modal opened onClose={onClose} title={t('queue.given')} size={720} closeButtonProps={{ 'aria-label': t('action.close') }}>
      <div className={classes.given}>
        <div>
          <strong className={classes.number} role="status">
            {ticket.number}
          </strong>
          <p>{t('queue.givenText')}</p>
          <Button variant="default" leftSection={<IconPrinter size={17} aria-hidden />} rightSection={<KeyHint keys="F9" />} onClick={print}>
            {t('queue.print')}
          </Button>
          <Button size="lg" onClick={onClose} data-autofocus>
            {t('queue.nextCitizen')}
          </Button>
        </div>
        <PdfFrame ref={paper} url={`/files/ticket/${ticket.id}.pdf`} title={t('queue.paper', { number: ticket.number })} {...(isPrintedAtOnce ? { onLoad: printOnce } : {})} />
      </div>
    </Modal>
  );
};
