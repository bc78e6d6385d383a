/** «15.000» → 15000; undefined for nothing or for what is no amount. */
export const typedMoney = (text: string): number | undefined => (/^\d[\d.\s]*$/.test(text.trim()) ? Number(text.replace(/\D/g, '')) : undefined);
