export { builtInRoles } from './builtInRoles.ts'
export type { BuiltInRole } from './builtInRoles.ts'
export { isEmail, normalizeEmail } from './emailAddress.ts'
export { identityErrors } from './errors.ts'
export { createMailDelivery } from './mails/createMailDelivery.ts'
export type { MailDelivery } from './mails/createMailDelivery.ts'
export { deliverMails } from './mails/deliverMails.ts'
export type { MailSettings } from './mails/deliverMails.ts'
export { queueMail } from './mails/queueMail.ts'
export type { NewMail } from './mails/queueMail.ts'
export { escapeHtml } from './mails/renderMail.ts'
export { acceptInvitation, describeInvitation } from './operations/acceptInvitation.ts'
export { authenticate, authenticatePlatform } from './operations/authenticate.ts'
export { createMember } from './operations/createMember.ts'
export type { NewMember } from './operations/createMember.ts'
export { createPlatformStaff, hasPlatformStaff } from './operations/createPlatformStaff.ts'
export { createSwitchCode } from './operations/createSwitchCode.ts'
export { inviteUser } from './operations/inviteUser.ts'
export type { Invitation } from './operations/inviteUser.ts'
export { listMemberships } from './operations/listMemberships.ts'
export type { Membership } from './operations/listMemberships.ts'
export { listOwnMails } from './operations/listOwnMails.ts'
export type { OwnMail } from './operations/listOwnMails.ts'
export { listSessions } from './operations/listSessions.ts'
export { redeemSwitchCode } from './operations/redeemSwitchCode.ts'
export { requestPasswordReset } from './operations/requestPasswordReset.ts'
export { resetPassword } from './operations/resetPassword.ts'
export { signIn, signInToPlatform } from './operations/signIn.ts'
export { signOut, signOutEverywhere } from './operations/signOut.ts'
export { sweepIdentity } from './operations/sweepIdentity.ts'
export { DEMO_PASSWORD, PASSWORD_MINIMUM } from './passwords.ts'
export { can, canDo, covers, readPermissions } from './permissions.ts'
export { permissionsOfUser } from './permissionsOfUser.ts'
export { identityTables } from './schema.ts'
export {
  invalidateAccountSessions,
  invalidateSession,
  invalidateTenantSessions,
} from './sessionCache.ts'
export { SESSION_DAYS, SESSION_IDLE_HOURS } from './sessions.ts'
export type {
  OpenedSession,
  PermissionLevel,
  Permissions,
  PlatformPrincipal,
  Principal,
  RecordAction,
  Session,
  TenantRef,
  Visitor,
} from './types.ts'
