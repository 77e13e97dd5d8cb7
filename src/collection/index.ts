export { explainAccess } from './access/explainAccess.ts'
export type { AccessExplanation } from './access/explainAccess.ts'
export { hiddenPaths, readOnlyPaths, visibleField } from './access/fieldsOf.ts'
export { levelHere } from './access/levels.ts'
export { lockRecord } from './adapter/lockRecord.ts'
export { assertWriteStands } from './adapter/sessions.ts'
export { paginate, tenonAdapter } from './adapter/tenonAdapter.ts'
export { batchErrors } from './batches/errors.ts'
export { closeBatch } from './batches/closeBatch.ts'
export { listBatches } from './batches/listBatches.ts'
export { openBatch } from './batches/openBatch.ts'
export { accessOfActor } from './batches/accessOfActor.ts'
export { requirePerson } from './batches/requirePerson.ts'
export { runAsPerson } from './batches/runAsPerson.ts'
export { runInBatch } from './batches/runInBatch.ts'
export { startUndo } from './batches/startUndo.ts'
export type { BatchCounts, BatchKind, BatchState, BatchView } from './batches/types.ts'
export { undoJob } from './batches/undoJob.ts'
export { applyOperations } from './bulk/applyOperations.ts'
export { bulkJob } from './bulk/bulkJob.ts'
export { selectedIds } from './bulk/selectedIds.ts'
export { startBulk } from './bulk/startBulk.ts'
export type { BulkOperation, BulkResult, BulkSelection } from './bulk/types.ts'
export { recordErrors } from './errors.ts'
export { compileHistory } from './history/compileHistory.ts'
export { readHistory } from './history/readHistory.ts'
export { restoreValues } from './history/restoreValues.ts'
export type { FieldChange, HistoryEntry, HistoryPage } from './history/types.ts'
export { answerOnce, forgetAnswers } from './idempotency/answerOnce.ts'
export type { IdempotencyKey, WriteAnswer } from './idempotency/answerOnce.ts'
export { compileModel } from './model/compileModel.ts'
export { compileTable } from './model/compileTable.ts'
export { activeRules, switchedOffPaths, useModuleGate } from './model/moduleGate.ts'
export type { ModuleGate, SwitchedModules } from './model/moduleGate.ts'
export type { FieldTree } from './model/fieldTree.ts'
export { fieldTree, isField } from './model/fieldTree.ts'
export { putAt, valueAt } from './model/paths.ts'
export { allModels, modelOf, useModels } from './model/registry.ts'
export {
  compileRead,
  COUNT_CAP,
  countRecords,
  readRecords,
  readRecordTexts,
} from './read/readRecords.ts'
export type { PageFacts, RecordPage, RecordQuery } from './read/readRecords.ts'
export { readTogether } from './read/readTogether.ts'
export { searchRecords } from './read/searchRecords.ts'
export type { SearchHit } from './read/searchRecords.ts'
export { PERIODS, summariseRecords } from './read/summariseRecords.ts'
export type { Measure, Period, SummaryGroup, SummaryQuery } from './read/summariseRecords.ts'
export { sortExpression } from './read/compileSort.ts'
export { linksOf } from './read/compileLinked.ts'
export { compileWhere } from './read/compileWhere.ts'
export { Parameters } from './read/parameters.ts'
export { kindAt } from './read/sortKeys.ts'
export { keepTree } from './rules/keepTree.ts'
export { purgeJob } from './purge/purgeJob.ts'
export { createSweepJob } from './purge/sweepJob.ts'
export { collectionTables } from './schema.ts'
export { accent, industry, logo, started, writeLogo } from './settings/company.ts'
export { readSetting, readSettings } from './settings/readSetting.ts'
export { retention } from './settings/retention.ts'
export type { RetentionRule } from './settings/retention.ts'
export { allSettings, trashDays } from './settings/settings.ts'
export type { Setting } from './settings/types.ts'
export { writeSettings } from './settings/writeSettings.ts'
export { countedModels } from './write/countedModels.ts'
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
  WrittenBy,
} from './types.ts'
export { describeFault } from './write/describeFault.ts'
export type { RowFault } from './write/describeFault.ts'
export type { InputMode } from './write/prepareChange.ts'
export { writeRecord, writeRecords } from './write/writeRecords.ts'
export type { WriteRequest } from './write/writeRecords.ts'
