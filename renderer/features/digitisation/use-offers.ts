import { useQuery } from '@tanstack/react-query';
import { documentTypeOf } from '../../../domain/document/document-types.ts';
import { useTRPC } from '../../app/trpc.ts';
import type { Offer } from '../../components/Offers.tsx';
import { formatDate } from '../../components/format.ts';
import type { DescribeField } from './describe-form.ts';

const read = ['typeCode', 'number', 'issuedBy', 'issuedOn'] as const satisfies readonly DescribeField[];

/** As the field is typed, which for a day is how it is shown. */
const offered = (field: (typeof read)[number], value: string): Offer => {
  if (field === 'issuedOn') return { value: formatDate(value), shown: formatDate(value) };
  return { value, shown: field === 'typeCode' ? (documentTypeOf(value)?.name ?? value) : value };
};

export type PaperOffers = { isReading: boolean; offers: Partial<Record<DescribeField, readonly Offer[]>> };

/** What the paper itself seems to say for the fields of its description. @param isWanted reading a page takes seconds: only where somebody is about to describe it */
export const useOffers = (documentId: string, isWanted: boolean): PaperOffers => {
  const trpc = useTRPC();
  const proposals = useQuery(trpc.digitisation.proposals.queryOptions({ documentId }, { enabled: isWanted, staleTime: Infinity, retry: false }));
  const found = proposals.data;
  return {
    isReading: isWanted && proposals.isPending,
    offers: found ? Object.fromEntries(read.map((field) => [field, found[field].map(({ value }) => offered(field, value))])) : {},
  };
};
