import { Button, Checkbox, Group, Modal, Stack, Text, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { IconCircleCheck, IconDownload } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useKeys } from '../../app/keyboard.ts';
import { useServices } from '../../app/services.ts';
import { useTRPC } from '../../app/trpc.ts';
import { FailureNotice } from '../../components/FailureNotice.tsx';
import { KeyHint } from '../../components/KeyHint.tsx';
import { Offers } from '../../components/Offers.tsx';
import { ValidityMark } from '../reception/Glance.tsx';
import classes from './CitizenPage.module.css';
import type { Paper } from './PapersPanel.tsx';

type ExportDialogProps = { owner: { id: string; name: string }; papers: readonly Paper[]; onClose: () => void };

/** The owner's papers as files for them to take along. What for is written down first, then the files come. */
export const ExportDialog = ({ owner, papers, onClose }: ExportDialogProps) => {
  const { t } = useTranslation();
  const { keyboard } = useServices();
  const trpc = useTRPC();
  const mayGo = papers.filter(({ canExport }) => canExport);
  const [chosen, setChosen] = useState(() => mayGo.filter(({ supersededBy, validity }) => supersededBy === undefined && validity.state !== 'expired').map(({ documentId }) => documentId));
  const [purpose, setPurpose] = useState('');
  const [hasTried, setTried] = useState(false);
  const usual = [t('export.purpose.asked'), t('export.purpose.otherAgency'), t('export.purpose.result')];
  const make = useMutation(trpc.citizen.export.mutationOptions());
  const url = make.data && `/files/citizen-export/${owner.id}/${make.data.exportId}.zip`;
  const link = useRef<HTMLAnchorElement>(null);
  useEffect(() => {
    if (url !== undefined) link.current?.click();
  }, [url]);
  const submit = (): void => {
    setTried(true);
    if (purpose.trim() !== '' && chosen.length > 0 && !make.isPending && !make.data) make.mutate({ ownerId: owner.id, documentIds: chosen, purpose: purpose.trim() });
  };
  useKeys(keyboard, { 'Ctrl+Enter': submit }, { isModal: true });
  const toggle = (id: string): void => setChosen((now) => (now.includes(id) ? now.filter((one) => one !== id) : [...now, id]));

  return (
    <Modal opened onClose={onClose} title={t('export.title', { name: owner.name })} size={620} closeButtonProps={{ 'aria-label': t('action.close') }}>
      {url === undefined ? (
        <Stack gap="sm" data-fields="true">
          <Text c="dimmed">{t('export.text')}</Text>
          <ul className={classes.exported} aria-label={t('export.papers')}>
            {papers.map((paper) => (
              <li key={paper.documentId}>
                <Checkbox
                  label={[paper.title, paper.number && t('citizen.paperNumber', { number: paper.number })].filter(Boolean).join(' · ')}
                  {...(paper.canExport ? {} : { description: t('export.notYet') })}
                  disabled={!paper.canExport}
                  checked={chosen.includes(paper.documentId)}
                  onChange={() => toggle(paper.documentId)}
                />
                {paper.supersededBy === undefined ? <ValidityMark document={paper.validity} /> : <span className={classes.quiet}>{t('citizen.superseded')}</span>}
              </li>
            ))}
          </ul>
          {hasTried && chosen.length === 0 ? (
            <p className={classes.fault} role="alert">
              {t('export.choose')}
            </p>
          ) : null}
          <div>
            <TextInput
              label={t('export.purpose')}
              description={t('export.purposeText')}
              withAsterisk
              data-autofocus
              maxLength={1000}
              value={purpose}
              error={hasTried && purpose.trim() === '' ? t('export.purposeMissing') : undefined}
              onChange={(event) => setPurpose(event.currentTarget.value)}
            />
            <Offers label={t('export.purpose')} offers={usual.filter((text) => text !== purpose).map((text) => ({ value: text, shown: text }))} onTake={setPurpose} />
          </div>
          {make.error ? <FailureNotice error={make.error} /> : null}
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              {t('action.back')}
            </Button>
            <Button disabled={make.isPending} data-main-action leftSection={<IconDownload size={16} aria-hidden />} rightSection={<KeyHint keys="Ctrl+Enter" tone="onAccent" />} onClick={submit}>
              {make.isPending ? t('state.saving') : t('export.confirm', { n: chosen.length })}
            </Button>
          </Group>
        </Stack>
      ) : (
        <Stack gap="sm">
          <p className={classes.done} role="status">
            <IconCircleCheck size={20} aria-hidden />
            {t('export.done', { n: chosen.length })}
          </p>
          <Group justify="flex-end" gap="xs">
            <Button component="a" ref={link} href={url} download variant="default" leftSection={<IconDownload size={16} aria-hidden />}>
              {t('export.again')}
            </Button>
            <Button onClick={onClose} data-autofocus>
              {t('action.close')}
            </Button>
          </Group>
        </Stack>
      )}
    </Modal>
  );
};
