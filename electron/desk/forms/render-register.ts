import type { FormBlock } from '../../../domain/forms/definition.ts';
import { fill } from '../../../domain/forms/placeholders.ts';
import { type Box, columnsAcross, contentWidthOf, drawHead, drawPdf, drawRow, drawSignatures, makeRoom, type Page, type Pen, wholeWidth, write } from './parts/pen.ts';
import { mm } from './parts/sheet.ts';
import type { PrintedForm } from './printed-form.ts';
import { registerColumns } from './register-columns.ts';
import type { RegisterRow } from './register-rows.ts';

/** A4 across, in points; the left margin is for binding. */
const page: Page = { width: 841.89, height: 595.28, left: 14 * mm, right: 8 * mm, top: 10 * mm, bottom: 12 * mm };
const bodySize = 7;

/** The register as PDF. */
export const renderRegister = (form: PrintedForm): Promise<Uint8Array> =>
  drawPdf({ title: form.definition.name, author: form.head.agencyName, madeAt: form.head.date }, page, (pen) => {
    drawHead(pen, form.head);
    for (const block of form.definition.blocks) drawBlock(pen, block, form);
  });

const drawBlock = (pen: Pen, block: FormBlock, { values, register }: PrintedForm): void => {
  const said = (template: string): string => {
    const filled = fill(template, values);
    return typeof filled === 'string' ? filled : template;
  };
  const put = (text: string, box: Partial<Box> = {}): void => {
    makeRoom(pen, 14);
    pen.y += write(pen, text, pen.y, { ...wholeWidth(pen), ...box }) + 2;
  };
  switch (block.kind) {
    case 'title':
      pen.y += 4;
      return put(said(block.text), { align: 'center', weight: 'bold', size: 14 });
    case 'paragraph':
      return put(said(block.text), {
        align: block.align === 'center' ? 'center' : 'left',
        weight: block.style === 'strong' ? 'bold' : block.style === 'italic' || block.style === 'small' ? 'italic' : 'regular',
        size: block.style === 'small' ? 8.5 : 10.5,
      });
    case 'line':
      return put(`${said(block.label)}: ${said(block.value)}`);
    case 'pair':
      return put([block.left, block.right].map(({ label, value }) => `${said(label)}: ${said(value)}`).join('     '));
    case 'registerRows':
      return drawRows(pen, register);
    case 'signatures':
      return drawSignatures(pen, block.people.map(({ role, hint, name }) => ({ role: said(role), hint: said(hint), name: said(name) })));
    default:
      // What is about one dossier has no place in the register.
  }
};

const columns = columnsAcross(page, registerColumns);

const drawRows = (pen: Pen, rows: readonly RegisterRow[]): void => {
  pen.y += 2;
  drawHeadRow(pen);
  for (const row of rows) {
    drawRow(
      pen,
      columns,
      columns.map(({ text }) => text(row)),
      bodySize,
      { onNewPage: drawHeadRow, isStruckAt: (index) => row.isCancelled && columns[index]!.staysWhenCancelled !== true },
    );
  }
  if (rows.length === 0) {
    pen.doc.rect(page.left, pen.y, contentWidthOf(page), 16).lineWidth(0.6).stroke();
    write(pen, 'Không có hồ sơ nào trong khoảng ngày này', pen.y + 4, { ...wholeWidth(pen), align: 'center', size: bodySize + 1 });
    pen.y += 20;
  }
};

const drawHeadRow = (pen: Pen): void => drawRow(pen, columns, columns.map(({ title }) => title), bodySize, { isHead: true });
