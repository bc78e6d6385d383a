import { Document, type DocumentProps, Page, Text, View } from '@react-pdf/renderer';
import { createElement as h, type ReactElement } from 'react';
import type { PrintedForm } from '../printed-form.ts';
import { blockElement } from './blocks.ts';
import { head } from './head.ts';
import { sheetOf } from './sheet.ts';

export type FormDocument = ReactElement<DocumentProps>;

/** Any form of any set: the official head, then its blocks from top to bottom, then the page number. */
export const formDocument = (form: PrintedForm): FormDocument => {
  const { definition, paper, code } = form;
  // A letter has room and is read by the citizen; a form with a table must fit on its page.
  const isLetter = definition.blocks.every(({ kind }) => kind !== 'components');
  const sheet = sheetOf(paper, isLetter);
  const { size, page } = sheet;
  const made = new Date(form.head.date);
  return h(
    Document,
    {
      title: [definition.name, code].filter(Boolean).join(' '),
      author: form.head.agencyName,
      subject: form.values['dossier.procedure'] || definition.name,
      language: 'vi-VN',
      // Not the time of printing: the same form must give the same file.
      creationDate: made,
      modificationDate: made,
      creator: 'Quầy Một Cửa',
      producer: 'Quầy Một Cửa',
    },
    h(
      Page,
      { size: paper === 'A4-landscape' ? 'A4' : paper, orientation: paper === 'A4-landscape' ? 'landscape' : 'portrait', style: page },
      // Not on the page itself: a line height that the page number inherits makes it vanish (@react-pdf/renderer 4.9).
      h(View, { style: { fontSize: page.fontSize, lineHeight: sheet.lineHeight } }, head(form.head, sheet), ...definition.blocks.map((block) => blockElement(block, form, sheet))),
      h(Text, {
        fixed: true,
        style: { position: 'absolute', bottom: size(10), left: page.paddingLeft, right: page.paddingRight, textAlign: 'center', fontSize: size(8) },
        render: ({ pageNumber, totalPages }) => `${code === '' ? '' : `Mã hồ sơ: ${code} - `}Trang ${pageNumber}/${totalPages}`,
      }),
    ),
  );
};
