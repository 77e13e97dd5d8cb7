export { listAudit } from './listAudit.ts'
export type { AuditQuery } from './listAudit.ts'
export { listPlatformAudit } from './listPlatformAudit.ts'
export { recordAudit } from './recordAudit.ts'
export { recordPlatformAudit } from './recordPlatformAudit.ts'
export { auditTables } from './schema.ts'
export { noteSensitiveReads, takeSensitiveReads } from './sensitiveReads.ts'
export type { SensitiveReads } from './sensitiveReads.ts'
export type {
  AuditEntry,
  AuditKind,
  AuditView,
  PlatformAuditEntry,
  PlatformAuditKind,
  PlatformAuditView,
} from './types.ts'
