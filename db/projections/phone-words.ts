/** As written, «0912 345 678», and in one piece, as it is mostly typed. */
export const phoneWords = (phone: string): string[] => {
  const digits = phone.replace(/\D/g, '');
  return digits === phone ? [phone] : [phone, digits];
};
