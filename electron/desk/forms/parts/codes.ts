import { Path, Svg } from '@react-pdf/renderer';
import bwip from 'bwip-js/node';
import qrcode from 'qrcode';
import { createElement as h, type ReactElement } from 'react';

/** A QR as vector squares, sharp at any size. @param size in points, without the quiet zone */
export const qrCode = (text: string, size: number): ReactElement => {
  const { modules } = qrcode.create(text, { errorCorrectionLevel: 'M' });
  const squares: string[] = [];
  for (let row = 0; row < modules.size; row += 1) {
    for (let column = 0; column < modules.size; column += 1) {
      if (modules.get(row, column)) squares.push(`M${column} ${row}h1v1h-1z`);
    }
  }
  return h(Svg, { viewBox: `0 0 ${modules.size} ${modules.size}`, style: { width: size, height: size } }, h(Path, { d: squares.join(''), fill: '#000' }));
};

/** Code 128 as vector bars. @param width in points, without the quiet zone */
export const barcode = (text: string, width: number, height: number): ReactElement => {
  const [symbol] = bwip.raw({ bcid: 'code128', text }) as { sbs: number[] }[];
  const bars: string[] = [];
  let x = 0;
  // Widths of bar and space in turn, beginning with a bar.
  for (const [index, modules] of (symbol?.sbs ?? []).entries()) {
    if (index % 2 === 0) bars.push(`M${x} 0h${modules}v1h-${modules}z`);
    x += modules;
  }
  return h(
    Svg,
    { viewBox: `0 0 ${x} 1`, preserveAspectRatio: 'none', style: { width, height } },
    h(Path, { d: bars.join(''), fill: '#000' }),
  );
};
