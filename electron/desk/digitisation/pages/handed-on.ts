import type { PageEdit } from '../../../../domain/document/document.ts';
import { mediaTypes } from '../file-kind.ts';

/** Whether the page's own compressed picture can serve: turning is said beside a picture, anything else changes its dots. */
export const isOnlyTurned = ({ deskewDegrees = 0, crop, isDespeckled = false, brightness = 0 }: PageEdit): boolean =>
  deskewDegrees === 0 && crop === undefined && !isDespeckled && brightness === 0;

/** Whether putting the page into the file costs next to nothing. */
export const isHandedOn = (edit: PageEdit, mediaType: string): boolean => mediaType === mediaTypes.jpeg && isOnlyTurned(edit);
