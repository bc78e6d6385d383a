import { useQuery } from '@tanstack/react-query';
import type { PageEdit } from '../../../../domain/document/document.ts';
import { type Outputs, useTRPCClient } from '../../../app/trpc.ts';

type Finding = Outputs['digitisation']['detectPages'][number];

export type PageFindings = { isLooking: boolean; of: (page: PageEdit) => Finding | undefined };

/**
 * What the desk sees on the pages as they were when they were opened: looking at each takes its time, so it is done once and not
 * again after every edit.
 */
export const useFindings = (documentId: string, opened: readonly PageEdit[], isWanted: boolean): PageFindings => {
  const client = useTRPCClient();
  const seen = useQuery({
    queryKey: ['pages seen', documentId],
    queryFn: async () => {
      const found = await client.digitisation.detectPages.query({ documentId });
      return new Map(opened.map((page, index) => [nameOf(page), found[index]]));
    },
    enabled: isWanted,
    staleTime: Infinity,
    retry: false,
  });
  return { isLooking: isWanted && seen.isPending, of: (page) => seen.data?.get(nameOf(page)) };
};

const nameOf = ({ sha256, page }: PageEdit): string => `${sha256}/${page}`;
