import { problem } from '../../../domain/problem.ts';
import { postFile, refusalOf } from '../../app/post-file.ts';

const maxBytes = 50 * 1024 * 1024;

/** Finds the code in a photo or scan of the card. The picture goes to the desk process, is read there, and is not kept. */
export const postCardImage = async (file: File): Promise<string> => {
  if (file.size > maxBytes) throw refusalOf(problem('scan.tooLarge', { maxMegabytes: maxBytes / 1_048_576 }));
  const { payload } = await postFile('/files/card-image', file);
  return String(payload);
};
