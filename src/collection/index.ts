export { lockRecord } from './adapter/lockRecord.ts'
export { assertWriteStands } from './adapter/sessions.ts'
export { paginate, tenonAdapter } from './adapter/tenonAdapter.ts'
export { recordErrors } from './errors.ts'
export { compileModel } from './model/compileModel.ts'
export { compileTable } from './model/compileTable.ts'
export { putAt, valueAt } from './model/paths.ts'
export { allModels, modelOf, useModels } from './model/registry.ts'
export { compileRead, countRecords, readRecords, readRecordTexts } from './read/readRecords.ts'
export type { RecordPage, RecordQuery } from './read/readRecords.ts'
export { summariseRecords } from './read/summariseRecords.ts'
export type { SummaryGroup } from './read/summariseRecords.ts'
export { collectionTables } from './schema.ts'
export type {
  Change,
  CollectionModel,
  CollectionRules,
  FieldKind,
  FieldModel,
  PendingChange,
  RecordDoc,
  RuleContext,
  TenonCollectionOptions,
  TenonFieldOptions,
  WhereTree,
  WriteResult,
} from './types.ts'
export type { InputMode } from './write/prepareChange.ts'
export { writeRecord, writeRecords } from './write/writeRecords.ts'
export type { WriteRequest, WriteRights } from './write/writeRecords.ts'
