import { textKeyOf } from '../../domain/document/page-text.ts';
import type { Projection } from './projection.ts';

export const documentProjection: Projection<'document'> = {
  table: 'documents',
  columns: (state) => ({
    status: state.status,
    desk_id: state.deskId,
    sha256: state.sha256 ?? null,
    dossier_id: state.dossierId ?? null,
    source_folder: state.source.folder,
    source_file_name: state.source.fileName,
    source_modified_at: state.source.modifiedAt,
    source_size_bytes: state.source.sizeBytes,
    created_at: state.createdAt,
    text_key: textKeyOf(state) ?? null,
  }),
};
