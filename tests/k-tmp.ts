import { tiffScan } from './fixtures/scans.ts';
import { completenessOf } from '../electron/desk/digitisation/completeness.ts';
for (const c of ['lzw','ccittfax4','jpeg'] as const) {
  const bytes = await tiffScan(c);
  const whole: number[] = [];
  for (let size = 0; size <= bytes.length; size += (bytes.length - size < 3000 ? 1 : 101)) {
    const b = bytes.subarray(0,size);
    const r = await completenessOf({ sizeBytes: size, read: async (o,l) => b.subarray(o, o+l) });
    if (r.state !== 'partial') whole.push(size);
  }
  console.log(c, bytes.length, whole.slice(0,10), whole.length);
}
