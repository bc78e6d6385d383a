import { PDFDocument } from '@cantoo/pdf-lib';
import { isProblem, type Problem, problem } from '../../../domain/problem.ts';
import { headBytes, kindOf } from './file-kind.ts';
import { openPdf } from './pdf-reader.ts';

/**
 * Only in a worker thread. The same PDF without its lock (RC4 and AES, ISO 32000-2, 7.6); what has none is given back as it is.
 * @param password that of whoever may open it, or of its owner
 */
export const unlockPdf = async (bytes: Uint8Array, password: string): Promise<Uint8Array | Problem> => {
  if (kindOf(bytes.subarray(0, headBytes)) !== 'pdf') return bytes;
  const opened = await openPdf(bytes);
  if (!isProblem(opened)) {
    await opened.close();
    return bytes;
  }
  if (opened.problem !== 'scan.passwordProtected') return opened;
  for (const typed of spellings(password)) {
    try {
      const pdf = await PDFDocument.load(bytes, { password: typed, updateMetadata: false });
      return await pdf.save();
    } catch (error) {
      if (!/password/i.test(String(error))) return problem('scan.unreadable');
    }
  }
  return problem('scan.wrongPassword');
};

/** Before AES-256 a password was bytes of no agreed spelling: programs take the letters beyond Latin as UTF-8. */
const spellings = (password: string): string[] => [...new Set([password, password.normalize('NFC')].flatMap((text) => [text, Buffer.from(text, 'utf8').toString('latin1')]))];
