/** No letter or digit that can be taken for another. */
const alphabet = '23456789ABCDEFGHJKMNPQRSTVWXYZ';

/** `XXXX-XXXX-XXXX`, 58 bits: to be read out or copied by a person, once. */
export const randomCode = (randomBytes: (size: number) => Uint8Array): string => {
  const letters: string[] = [];
  while (letters.length < 12) {
    for (const byte of randomBytes(16)) {
      // The last bytes are thrown away: they would make the first letters likelier.
      if (byte < 240 && letters.length < 12) letters.push(alphabet[byte % alphabet.length]!);
    }
  }
  return [0, 4, 8].map((start) => letters.slice(start, start + 4).join('')).join('-');
};
