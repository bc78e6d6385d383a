import { useNavigate, useSearch } from '@tanstack/react-router';
import { z } from 'zod';
import { localDate } from '../../../domain/time.ts';
import { useServices } from '../../../renderer/app/services.ts';
import { type Period, periodOf } from '../../../renderer/components/periods.ts';

const day = z.iso.date().optional().catch(undefined);
/** In the address of every page with figures, so that a page can be sent to somebody who then sees the same. */
export const periodSearch = { from: day, to: day };

/** This year until another is chosen. */
export const usePeriod = (): { period: Period; today: string; choose: (period: Period) => void } => {
  const { clock } = useServices();
  const navigate = useNavigate();
  const { from, to } = useSearch({ strict: false });
  const today = localDate(clock.now());
  const usual = periodOf('year', today);
  const period = { from: from ?? usual.from, to: to ?? usual.to };
  return {
    period: period.from <= period.to ? period : usual,
    today,
    choose: (chosen) => void navigate({ to: '.', search: (before) => ({ ...before, ...chosen }), replace: true }),
  };
};
