import type { Component } from '../dossier/events.ts';
import type { RequiredDocument } from '../procedure/procedure.ts';
import { documentTypeOf } from './document-types.ts';

/** Whether a digitised paper of this kind may serve another dossier. Results that are not in our list are results all the same. */
export const isReusableKind = (typeCode: string): boolean => documentTypeOf(typeCode)?.isReusable ?? typeCode.startsWith('KQ.');

/**
 * «Thành phần hồ sơ được cắt giảm, thay thế bằng dữ liệu» of one dossier: how many components were reused or replaced by data, of
 * those that were there and could have been. One could have been if its kind of paper may be used again, or if the procedure, as it
 * was when the dossier was received, lets data stand for it.
 */
export const reuseOf = (components: readonly Component[], documents: readonly RequiredDocument[]): { reused: number; reusable: number } => {
  const couldBeData = ({ key, name }: Component): boolean => documents.some((document) => document.key === key && document.name === name && document.isReplaceableByData);
  const spared = components.filter(({ isReceived, source }) => isReceived && (source === 'reused' || source === 'data'));
  const could = components.filter((component) => component.isReceived && (spared.includes(component) || isReusableKind(component.typeCode ?? '') || couldBeData(component)));
  return { reused: spared.length, reusable: could.length };
};
