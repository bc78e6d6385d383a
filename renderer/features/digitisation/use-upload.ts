import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useState } from 'react';
import { postFile } from '../../app/post-file.ts';
import { useServices } from '../../app/services.ts';
import { useTRPC } from '../../app/trpc.ts';

/** What the browser offers to choose; the desk looks at the bytes. */
export const scanTypes = 'image/*,application/pdf,.tif,.tiff,.heic,.heif';

export type FailedUpload = { id: string; file: File; error: unknown };

export type Uploads = {
  /** How many are still on their way, the one being taken among them. */
  waiting: number;
  failed: readonly FailedUpload[];
  send: (files: readonly File[]) => void;
  /** Once more, perhaps with the password that it asks for. */
  again: (failed: FailedUpload, password?: string) => void;
  forget: (failed: FailedUpload) => void;
};

/** Headers are of plain letters, names of files are not. */
const headersOf = (file: File, password: string | undefined, documentId: string | undefined): Record<string, string> => ({
  'x-file-name': encodeURIComponent(file.name),
  'x-modified-at': String(file.lastModified),
  ...(password !== undefined && { 'x-password': encodeURIComponent(password) }),
  ...(documentId !== undefined && { 'x-document-id': documentId }),
});

/** @param documentId the refused file that this one is for */
export const uploadScan = (file: File, { password, documentId }: { password?: string | undefined; documentId?: string | undefined } = {}): Promise<unknown> =>
  postFile('/files/scan-upload', file, headersOf(file, password, documentId));

/** Files from elsewhere than the scanner's folder, one after the other; what is not taken stays in sight until an officer puts it away. */
export const useUpload = (): Uploads => {
  const { newId } = useServices();
  const trpc = useTRPC();
  const queries = useQueryClient();
  const [waiting, setWaiting] = useState(0);
  const [failed, setFailed] = useState<readonly FailedUpload[]>([]);

  const take = useCallback(
    async (uploads: readonly { id: string; file: File; password?: string | undefined }[]): Promise<void> => {
      setWaiting((now) => now + uploads.length);
      for (const { id, file, password } of uploads) {
        try {
          await uploadScan(file, { password });
          setFailed((now) => now.filter((one) => one.id !== id));
          void queries.invalidateQueries(trpc.digitisation.pathFilter());
        } catch (error) {
          setFailed((now) => [...now.filter((one) => one.id !== id), { id, file, error }]);
        }
        setWaiting((now) => now - 1);
      }
    },
    [queries, trpc],
  );

  return {
    waiting,
    failed,
    send: (files) => void take(files.map((file) => ({ id: newId(), file }))),
    again: ({ id, file }, password) => void take([{ id, file, password }]),
    forget: ({ id }) => setFailed((now) => now.filter((one) => one.id !== id)),
  };
};
