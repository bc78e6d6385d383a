/** «62%», «31,1%»; a dash where there is nothing to divide by, which is not nought. */
export const formatRate = (rate: number | null): string => (rate === null ? '–' : `${(Math.round(rate * 1000) / 10).toString().replace('.', ',')}%`);
