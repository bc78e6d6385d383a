import { Button, Checkbox, FileButton, Group, Modal, Stack, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { IconCircleCheck, IconFileImport } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Imported, ImportInput, ImportPreview } from '../../../domain/procedure/import-plan.ts';
import { FailureNotice } from '../../components/FailureNotice.tsx';
import { Changes } from './Changes.tsx';
import classes from './ImportDialog.module.css';

type ReadFile = { name: string; json: string };

type ImportDialogProps = {
  onPreview: (input: { json: string }) => Promise<ImportPreview>;
  /** Resolves when the catalogue is read again. */
  onTake: (input: ImportInput) => Promise<Imported>;
  onClose: () => void;
};

/** A catalogue file from above: what it would change is shown first, then all of it is taken or nothing. */
export const ImportDialog = ({ onPreview, onTake, onClose }: ImportDialogProps) => {
  const { t } = useTranslation();
  const [file, setFile] = useState<ReadFile>();
  const [isRetiring, setRetiring] = useState(false);
  const [reason, setReason] = useState('');
  const [hasTried, setTried] = useState(false);
  const preview = useMutation({ mutationFn: onPreview });
  const take = useMutation({ mutationFn: onTake });

  const read = (chosen: File | null): void => {
    if (!chosen) return;
    take.reset();
    setRetiring(false);
    void chosen.text().then((json) => {
      setFile({ name: chosen.name, json });
      preview.mutate({ json });
    });
  };
  const commit = (): void => {
    if (!file || take.isPending) return;
    setTried(true);
    if (isRetiring && reason.trim() === '') return;
    take.mutate({ json: file.json, ...(isRetiring ? { retireMissing: { reason: reason.trim() } } : {}) });
  };

  const found = preview.data;
  const isNews = found !== undefined && (found.added.length + found.changed.length + found.retiredNow.length > 0 || isRetiring);
  return (
    <Modal opened onClose={onClose} title={t('catalogue.import.title')} size={760} closeButtonProps={{ 'aria-label': t('action.close') }}>
      <Stack gap="sm">
        <p className={classes.text}>{t('catalogue.import.text')}</p>
        <Group gap="sm">
          <FileButton accept=".json,application/json" onChange={read}>
            {(props) => (
              <Button {...props} variant={file ? 'default' : 'filled'} leftSection={<IconFileImport size={17} aria-hidden />}>
                {t(file ? 'catalogue.import.another' : 'catalogue.import.choose')}
              </Button>
            )}
          </FileButton>
          {file ? <span className={classes.file}>{file.name}</span> : null}
        </Group>
        {preview.isPending ? <p role="status">{t('catalogue.import.reading')}</p> : null}
        {preview.error ? <FailureNotice error={preview.error} /> : null}
        {take.error ? <FailureNotice error={take.error} /> : null}
        {take.data ? (
          <p className={classes.done} role="status">
            <IconCircleCheck size={18} aria-hidden />
            {t('catalogue.import.done', take.data)}
          </p>
        ) : found ? (
          <>
            <PreviewOf preview={found} />
            {found.missing.length > 0 ? (
              <div className={classes.missing}>
                <Checkbox label={t('catalogue.import.retireMissing', { n: found.missing.length })} checked={isRetiring} onChange={(event) => setRetiring(event.currentTarget.checked)} />
                {isRetiring ? (
                  <TextInput label={t('reason.label')} withAsterisk value={reason} maxLength={2000} error={hasTried && reason.trim() === '' ? t('reason.missing') : undefined} onChange={(event) => setReason(event.currentTarget.value)} />
                ) : null}
              </div>
            ) : null}
          </>
        ) : null}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            {t(take.data ? 'action.close' : 'action.back')}
          </Button>
          {found && !take.data ? (
            <Button disabled={!isNews || take.isPending} onClick={commit}>
              {take.isPending ? t('state.saving') : t('catalogue.import.take')}
            </Button>
          ) : null}
        </Group>
      </Stack>
    </Modal>
  );
};

const PreviewOf = ({ preview }: { preview: ImportPreview }) => {
  const { t } = useTranslation();
  return (
    <div className={classes.preview}>
      <Part title={t('catalogue.import.added', { n: preview.added.length })} names={preview.added} />
      <Part title={t('catalogue.import.changed', { n: preview.changed.length })} isEmpty={preview.changed.length === 0}>
        {preview.changed.map(({ id, code, name, changes }) => (
          <details key={id}>
            <summary>
              {code} {name}
            </summary>
            <Changes changes={changes} />
          </details>
        ))}
      </Part>
      <Part title={t('catalogue.import.restored', { n: preview.retiredNow.length })} names={preview.retiredNow} />
      <Part title={t('catalogue.import.missing', { n: preview.missing.length })} names={preview.missing} />
      <p className={classes.same}>{t('catalogue.import.same', { n: preview.same })}</p>
    </div>
  );
};

const Part = ({ title, names = [], isEmpty = names.length === 0, children }: { title: string; names?: { code: string | null; name: string }[]; isEmpty?: boolean; children?: ReactNode }) =>
  isEmpty ? null : (
    <details className={classes.part}>
      <summary>{title}</summary>
      <div className={classes.names}>
        {children}
        {names.map(({ code, name }) => (
          <p key={`${code} ${name}`}>
            {code} {name}
          </p>
        ))}
      </div>
    </details>
  );
