export type {
  ColumnSpec,
  ColumnType,
  ForeignKeySpec,
  Grants,
  IndexSpec,
  Privilege,
  TableSpec,
} from './types.ts'
