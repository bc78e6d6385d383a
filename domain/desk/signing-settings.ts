import { z } from 'zod';

const pathSchema = z.string().min(1).max(1000);

/** How papers are signed at a desk. Paths are of its own machine. */
export const signingSettingsSchema = z.strictObject({
  /** PKCS#11 drivers of USB tokens. */
  modules: z.array(pathSchema).max(10),
  /** Keys in PKCS#12 files. */
  keyFiles: z.array(pathSchema).max(10),
  /** Of the time-stamping authority (RFC 3161); empty where there is none. */
  timestampUrl: z.union([z.literal(''), z.url({ protocol: /^https?$/ }).max(500)]),
  /** Without it a paper is signed all the same and says so (false), or waits until the authority answers (true). */
  isTimestampRequired: z.boolean(),
  /** Form of the copy, on the mark of the seal: «SAO Y», «BẢN SỐ HÓA»; empty for none. */
  sealTitle: z.string().max(100),
  /** The agency on the mark; empty for the unit's own name. */
  sealAgency: z.string().max(300),
  /** A folder with the certificates of the authorities whose signatures are trusted; empty where there is none. */
  trustedRootsFolder: z.string().max(1000),
});
export type SigningSettings = z.infer<typeof signingSettingsSchema>;

export const usualSigningSettings: SigningSettings = {
  modules: [],
  keyFiles: [],
  timestampUrl: '',
  isTimestampRequired: false,
  sealTitle: '',
  sealAgency: '',
  trustedRootsFolder: '',
};
