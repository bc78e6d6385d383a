import { documentTypeOf } from './document-types.ts';

/** Whether a digitised paper of this kind may serve another dossier. Results that are not in our list are results all the same. */
export const isReusableKind = (typeCode: string): boolean => documentTypeOf(typeCode)?.isReusable ?? typeCode.startsWith('KQ.');
