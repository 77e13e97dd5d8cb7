export { createFileStore } from './createFileStore.ts'
export { diskDriver } from './disk/diskDriver.ts'
export { writeAt } from './disk/writeAt.ts'
export { filesErrors } from './errors.ts'
export { isFileKey, newFileKey, siblingKey } from './fileKeys.ts'
export { MAX_LINK_SECONDS } from './fileLinks.ts'
export { files, useFiles } from './files.ts'
export { makeThumbnail } from './images/makeThumbnail.ts'
export { inspectFile, INSPECTED_BYTES, isShownType, UNKNOWN_TYPE } from './inspectFile.ts'
export type { FileInspection } from './inspectFile.ts'
export { readableTargets } from './readableTargets.ts'
export type {
  ByteRange,
  Disposition,
  FileDriver,
  FileEntry,
  FileFacts,
  FileStore,
  LinkTarget,
  OpenedFile,
} from './types.ts'
