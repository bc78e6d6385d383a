import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { IconStack2 } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { type Outputs, useTRPC } from '../../app/trpc.ts';
import classes from './InboxPage.module.css';
import type { Scan } from './ScanList.tsx';

export type Stack = Outputs['digitisation']['stacks'][number];

const shownAtOnce = 2;

/** Scans that belong together by how they came. A press picks them; what is done with them an officer says. */
export const StackOffers = ({ scans, onTake }: { scans: readonly Scan[]; onTake: (stack: Stack) => void }) => {
  const { t } = useTranslation();
  const trpc = useTRPC();
  const stacks = useQuery(trpc.digitisation.stacks.queryOptions());
  const [first, ...others] = stacks.data ?? [];
  if (!first) return null;
  const nameOf = (id: string): string => scans.find((scan) => scan.id === id)?.fileName ?? '';
  return (
    <ul className={classes.stacks} aria-label={t('stacks.title')}>
      {[first, ...others].slice(0, shownAtOnce).map((stack) => (
        <li key={stack.documentIds.join(' ')}>
          <IconStack2 size={16} aria-hidden />
          <span title={stack.documentIds.map(nameOf).join('\n')}>{t(`stacks.${stack.kind}`, { n: stack.documentIds.length, file: nameOf(stack.documentIds[0]!) })}</span>
          <Button size="compact-xs" variant="light" onClick={() => onTake(stack)}>
            {t('stacks.take')}
          </Button>
        </li>
      ))}
    </ul>
  );
};
