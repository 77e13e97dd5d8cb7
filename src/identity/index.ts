export { accessView } from './accessView.ts'
export { createApiKey } from './apiKeys/createApiKey.ts'
export type { NewApiKey } from './apiKeys/createApiKey.ts'
export { authenticateApiKey } from './apiKeys/authenticateApiKey.ts'
export { listApiKeys } from './apiKeys/listApiKeys.ts'
export { permissionsOfActor } from './apiKeys/permissionsOfActor.ts'
export { revokeApiKey } from './apiKeys/revokeApiKey.ts'
export { apiKeyOf } from './apiKeys/types.ts'
export type { ApiKey, ApiKeyPrincipal } from './apiKeys/types.ts'
export { builtInRoles } from './builtInRoles.ts'
export type { BuiltInRole } from './builtInRoles.ts'
export { compareRights } from './compareRights.ts'
export type { RightsDifference } from './compareRights.ts'
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
export { beginProviderSignIn, callbackOf } from './oidc/beginProviderSignIn.ts'
export { createProvider } from './oidc/createProvider.ts'
export { deleteProvider } from './oidc/deleteProvider.ts'
export { oidcErrors } from './oidc/errors.ts'
export { finishProviderSignIn } from './oidc/finishProviderSignIn.ts'
export { listProviders } from './oidc/listProviders.ts'
export { TICKET_SECONDS } from './oidc/ticket.ts'
export type { IdentityProvider, ProviderSettings } from './oidc/types.ts'
export { updateProvider } from './oidc/updateProvider.ts'
export { createMember } from './operations/createMember.ts'
export type { NewMember } from './operations/createMember.ts'
export {
  createPlatformStaff,
  hasPlatformStaff,
  needsPlatformStaff,
} from './operations/createPlatformStaff.ts'
export { createSwitchCode } from './operations/createSwitchCode.ts'
export { inviteUser } from './operations/inviteUser.ts'
export type { Invitation } from './operations/inviteUser.ts'
export { listMemberships } from './operations/listMemberships.ts'
export type { Membership } from './operations/listMemberships.ts'
export { listOwnMails } from './operations/listOwnMails.ts'
export type { OwnMail } from './operations/listOwnMails.ts'
export { listSessions } from './operations/listSessions.ts'
export { proveMemberships } from './operations/proveMemberships.ts'
export type { BareHostPerson } from './operations/proveMemberships.ts'
export { redeemSwitchCode } from './operations/redeemSwitchCode.ts'
export { requestPasswordReset, requestPlatformReset } from './operations/requestPasswordReset.ts'
export { requestWorkspaceLinks } from './operations/requestWorkspaceLinks.ts'
export { resetPassword } from './operations/resetPassword.ts'
export { signIn, signInToPlatform } from './operations/signIn.ts'
export { signOut, signOutEverywhere } from './operations/signOut.ts'
export { signOutUser } from './operations/signOutUser.ts'
export { sweepIdentity } from './operations/sweepIdentity.ts'
export { DEMO_PASSWORD, PASSWORD_MINIMUM } from './passwords.ts'
export { can, canDo, covers, mergePermissions, readPermissions } from './permissions.ts'
export { accessOfUser, permissionsOf, permissionsOfUser } from './permissionsOfUser.ts'
export { identityTables } from './schema.ts'
export { describeSecondFactor } from './secondFactor/describeSecondFactor.ts'
export type { SecondFactorState } from './secondFactor/describeSecondFactor.ts'
export { disableSecondFactor } from './secondFactor/disableSecondFactor.ts'
export { beginEnrolment, confirmEnrolment, pendingEnrolment } from './secondFactor/enrolment.ts'
export type { Enrollee, Enrolment } from './secondFactor/enrolment.ts'
export { finishPlatformSignIn, finishSignIn } from './secondFactor/finishSignIn.ts'
export type { SecondStep } from './secondFactor/finishSignIn.ts'
export { mustEnrol, readSignInPolicy, setSignInPolicy } from './secondFactor/policy.ts'
export type { SignInPolicy } from './secondFactor/policy.ts'
export { useInstallationSecret } from './secondFactor/secretBox.ts'
export {
  invalidateAccountSessions,
  invalidateSession,
  invalidateTenantSessions,
} from './sessionCache.ts'
export { SESSION_DAYS, SESSION_IDLE_HOURS } from './sessions.ts'
export { endSupport } from './support/endSupport.ts'
export { listSupport } from './support/listSupport.ts'
export { openSupport, SUPPORT_MINUTES } from './support/openSupport.ts'
export type { SupportRequest } from './support/openSupport.ts'
export { redeemSupport } from './support/redeemSupport.ts'
export { supportOf } from './support/types.ts'
export type { SupportLevel, SupportPrincipal, SupportSession } from './support/types.ts'
export type {
  FieldRule,
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
export { useUserStore } from './userStore.ts'
export type { UserData, UserStore } from './userStore.ts'
