import { Image, Text, View } from '@react-pdf/renderer';
import { createElement as h, type ReactElement, type ReactNode } from 'react';
import type { FormBlock, FormLine } from '../../../../domain/forms/definition.ts';
import type { PrintedForm } from '../printed-form.ts';
import { barcode, qrCode } from './codes.ts';
import { componentsTable } from './components-table.ts';
import { dueChangesTable, handoverTable, requestedTable } from './dossier-tables.ts';
import { mm, type Sheet } from './sheet.ts';
import { words } from './words.ts';

type Values = PrintedForm['values'];

const dots = '……………………';

/** The pieces that every form is put together from. */
export const blockElement = (block: FormBlock, form: PrintedForm, sheet: Sheet): ReactElement | null => {
  const { size } = sheet;
  switch (block.kind) {
    case 'title':
      return h(Text, { style: { fontWeight: 700, fontSize: size(12.5), lineHeight: 1.15, textAlign: 'center', marginTop: size(7), marginBottom: size(1) } }, ...words(block.text, form.values).nodes);
    case 'codes':
      return codes(form, sheet);
    case 'line':
      return line(block, form.values, block.isStrong === true);
    case 'pair':
      return pair(block.left, block.right, form.values);
    case 'paragraph':
      return paragraph(block, form.values, sheet);
    case 'components':
      return componentsTable(form.components, sheet);
    case 'requestedPapers':
      return requestedTable(form.requested, sheet);
    case 'handovers':
      return handoverTable(form.handovers, sheet);
    case 'dueChanges':
      return dueChangesTable(form.dueChanges, sheet);
    case 'registerRows':
      // The register has its own way to paper (render-register.ts).
      return null;
    case 'signatures':
      return signatures(block, form, sheet);
  }
};

const codes = ({ code, qr }: PrintedForm, { size, contentWidth }: Sheet): ReactElement => {
  // A QR that says more than the code needs more room to be read from a poor scan (27 mm for about 300 characters).
  const qrSize = (qr === code ? 18 : 27) * mm;
  return h(
    View,
    { style: { flexDirection: 'row', justifyContent: 'space-between', alignItems: 'center', marginTop: size(3), marginBottom: size(2), paddingHorizontal: size(8) } },
    h(
      View,
      { style: { alignItems: 'center' } },
      barcode(code, Math.min(contentWidth * 0.6, 72 * mm), size(24)),
      h(Text, { style: { marginTop: size(3) } }, 'Mã hồ sơ: ', h(Text, { style: { fontWeight: 700 } }, code)),
    ),
    qrCode(qr, size(qrSize)),
  );
};

const line = ({ label, value, whenEmpty }: FormLine, values: Values, isStrong = false): ReactElement | null => {
  const { isEmpty, nodes } = words(value, values);
  if (isEmpty && whenEmpty === 'omit') return null;
  const said: ReactNode[] = isEmpty ? [dots] : isStrong ? [h(Text, { key: 'strong', style: { fontWeight: 700 } }, ...nodes)] : nodes;
  return h(Text, { orphans: 2, widows: 2 }, ...words(label, values).nodes, ': ', ...said);
};

/** Side by side; where only one is there it takes the whole width. */
const pair = (left: FormLine, right: FormLine, values: Values): ReactElement | null => {
  const [first, second] = [line(left, values), line(right, values)];
  if (first === null || second === null) return first ?? second;
  return h(View, { style: { flexDirection: 'row' } }, h(View, { style: { width: '45%', paddingRight: 6 } }, first), h(View, { style: { width: '55%' } }, second));
};

const paragraph = ({ text, style = 'plain', align = 'left' }: Extract<FormBlock, { kind: 'paragraph' }>, values: Values, { size }: Sheet): ReactElement | null => {
  const { isEmpty, nodes } = words(text, values);
  if (isEmpty && text.includes('{')) return h(Text, null, dots);
  return h(
    Text,
    {
      orphans: 2,
      widows: 2,
      style: {
        textAlign: align,
        marginTop: size(style === 'small' ? 4 : 1.5),
        ...(style === 'strong' && { fontWeight: 700 }),
        ...((style === 'italic' || style === 'small') && { fontStyle: 'italic' }),
        ...(style === 'small' && { fontSize: size(8) }),
      },
    },
    ...nodes,
  );
};

const signatures = ({ people, recipients }: Extract<FormBlock, { kind: 'signatures' }>, { values, receiverSignature }: PrintedForm, { size }: Sheet): ReactElement => {
  const share = `${100 / (people.length + (recipients === undefined ? 0 : 1))}%`;
  const signature = ({ role, hint, name, isReceiver }: (typeof people)[number], index: number): ReactElement =>
    h(
      View,
      { key: index, style: { width: share, alignItems: 'center', textAlign: 'center', paddingHorizontal: size(2) } },
      h(Text, { style: { fontWeight: 700 } }, ...words(role, values).nodes),
      h(Text, { style: { fontStyle: 'italic', fontSize: size(9) } }, ...words(hint, values).nodes),
      isReceiver && receiverSignature !== undefined ? h(Image, { src: receiverSignature, style: { height: size(27), objectFit: 'contain' } }) : null,
      h(Text, { style: { fontWeight: 700, marginTop: size(isReceiver && receiverSignature !== undefined ? 0 : 27) } }, ...words(name, values).nodes),
    );
  const copies =
    recipients === undefined
      ? []
      : [
          h(
            View,
            { key: 'recipients', style: { width: share, fontSize: size(8) } },
            ...(recipients === ''
              ? []
              : [h(Text, { style: { fontWeight: 700 } }, 'Nơi nhận:'), h(Text, null, ...words(recipients, values).nodes)]),
          ),
        ];
  return h(View, { wrap: false, style: { flexDirection: 'row', marginTop: size(5) } }, ...copies, ...people.map(signature));
};
