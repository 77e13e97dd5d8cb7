import type { settingsTexts } from '../translations/index.ts'

type Path = Parameters<typeof settingsTexts.translate>[1]

const KNOWN: Readonly<Record<string, Path>> = {
  'audit.read': 'right.auditRead',
  'privacy.erase': 'right.privacyErase',
  'privacy.export': 'right.privacyExport',
  'records.bulk': 'right.recordsBulk',
  'records.export': 'right.recordsExport',
  'records.import': 'right.recordsImport',
  'records.undo': 'right.recordsUndo',
  'settings.manage': 'right.settingsManage',
  'tenant.export': 'right.tenantExport',
  'users.manage': 'right.usersManage',
}

/** What a right beyond records lets its holder do; its name for one of a plugin. */
export function rightText(t: (path: Path) => string, key: string): string {
  const path = KNOWN[key]

  return path === undefined ? key : t(path)
}
