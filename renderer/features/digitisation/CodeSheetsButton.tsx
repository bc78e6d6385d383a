import { Button } from '@mantine/core';
import { IconQrcode } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCan } from '../../app/me.ts';
import { PdfDialog } from '../../components/PdfDialog.tsx';

/** Sheets to lay between the papers, so that one pass through the scanner files each to its place. */
export const CodeSheetsButton = ({ dossierId, code }: { dossierId: string; code: string }) => {
  const { t } = useTranslation();
  const may = useCan();
  const [isOpen, setOpen] = useState(false);
  if (!may('files.codeSheets')) return null;
  return (
    <>
      <Button size="compact-sm" variant="default" leftSection={<IconQrcode size={15} aria-hidden />} title={t('sheets.text')} onClick={() => setOpen(true)}>
        {t('sheets.open')}
      </Button>
      {isOpen ? <PdfDialog url={`/files/code-sheets/${dossierId}.pdf`} title={t('sheets.title', { code })} onClose={() => setOpen(false)} /> : null}
    </>
  );
};
