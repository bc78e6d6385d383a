import { wasDropped } from '../../../../db/queries/stored-files.ts';
import type { DocumentState, PageEdit } from '../../../../domain/document/document.ts';
import { effectivePages, shownPages } from '../../../../domain/document/pages.ts';
import { isProblem, type Problem, problem } from '../../../../domain/problem.ts';
import type { Desk } from '../../desk.ts';
import { fileHere } from '../archive/file-here.ts';
import type { Picture } from '../open-scan.ts';
import { type PagePictures, pictureKey, pictureWidth } from '../page-pictures.ts';
import { mediaTypeOf } from './editable.ts';
import { isOnlyTurned } from './handed-on.ts';

/** `width` in pixels; the nearest larger of a few sizes is given. */
export type DocumentPictures = {
  /** A page as the document shows it, upright. @param page from 1 */
  pagePicture(input: { documentId: string; page: number; width: number }): Promise<Picture | Problem>;
  /**
   * The unedited original of a page of the recipe, upright. @param index from 1, those that are left out included @param of which page
   * is meant, by `sourceUrl`: a screen may ask with the place that the page had a moment ago
   */
  sourcePicture(input: { documentId: string; index: number; of?: string | undefined; width: number }): Promise<Picture | Problem>;
  /** The same page with its edits made. */
  editedPicture(input: { documentId: string; index: number; width: number }): Promise<Picture | Problem>;
};

export const createDocumentPictures = (desk: Desk, pictures: PagePictures, maxPagePixels: number): DocumentPictures => {
  const { store, blobs, workers } = desk;

  const remembered = async (key: string, sha256: string, draw: () => Promise<Picture | Problem>): Promise<Picture | Problem> => {
    const known = pictures.get(key);
    if (known) return known;
    if (!blobs.has(sha256)) return problem(wasDropped(store, sha256) ? 'document.originalGone' : 'document.bytesOnTheWay');
    const picture = await draw();
    if (!isProblem(picture)) pictures.set(key, picture);
    return picture;
  };

  const asScanned = ({ sha256, page, mediaType }: { sha256: string; page: number; mediaType: string }, width: number): Promise<Picture | Problem> =>
    remembered(pictureKey(sha256, page, width), sha256, () => workers.run('renderPage', { blobs: blobs.access, sha256, mediaType, page, width, maxPagePixels }));

  const edited = (edit: PageEdit, mediaType: string, width: number): Promise<Picture | Problem> =>
    isUnedited(edit)
      ? asScanned({ ...edit, mediaType }, width)
      : remembered(`${pictureKey(edit.sha256, edit.page, width)}/${JSON.stringify(edit)}`, edit.sha256, () => workers.run('preparePage', { blobs: blobs.access, edit, mediaType, width, maxPagePixels }));

  const pageAt = (pages: readonly PageEdit[], index: number): { edit: PageEdit; mediaType: string } | Problem => {
    const edit = pages[index - 1];
    const mediaType = edit && mediaTypeOf(store, edit.sha256);
    return edit === undefined || mediaType === undefined ? problem('input.malformed') : { edit, mediaType };
  };

  const inRecipe = (documentId: string, index: number, of?: string): { edit: PageEdit; mediaType: string } | Problem => {
    const document = store.state('document', documentId);
    if (document?.sha256 === undefined) return problem('document.unknown');
    const pages = effectivePages(document);
    const meant = pages.findIndex((page) => pageName(page) === of);
    return pageAt(pages, meant < 0 ? index : meant + 1);
  };

  return {
    pagePicture: async ({ documentId, page, width: asked }) => {
      const document = store.state('document', documentId);
      if (document?.sha256 === undefined) return problem('document.unknown');
      const width = pictureWidth(asked);
      const file = fileHere(desk, document);
      if (file?.isOriginal === false) return page >= 1 && page <= file.pageCount ? asScanned({ ...file, page }, width) : problem('input.malformed');
      const found = pageAt(shownPages(document), page);
      return isProblem(found) ? found : edited(found.edit, found.mediaType, width);
    },
    sourcePicture: async ({ documentId, index, of, width }) => {
      const found = inRecipe(documentId, index, of);
      return isProblem(found) ? found : asScanned({ ...found.edit, mediaType: found.mediaType }, pictureWidth(width));
    },
    editedPicture: async ({ documentId, index, width }) => {
      const found = inRecipe(documentId, index);
      return isProblem(found) ? found : edited(found.edit, found.mediaType, pictureWidth(width));
    },
  };
};

const isUnedited = (edit: PageEdit): boolean => (edit.quarterTurns ?? 0) === 0 && isOnlyTurned(edit);

/** Addresses of the pictures of a recipe's pages. The address says what is on it, so that a screen never shows one that it has kept from before. */
export const sourceUrl = ({ id }: DocumentState, index: number, page: PageEdit): string => `/files/document/${id}/source/${index}?of=${pageName(page)}`;

const pageName = ({ sha256, page }: PageEdit): string => `${sha256.slice(0, 12)}-${page}`;
