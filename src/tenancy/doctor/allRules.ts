import { columnType } from './rules/columnType.ts'
import { foreignKeyInto } from './rules/foreignKeyInto.ts'
import { foreignKeyTenant } from './rules/foreignKeyTenant.ts'
import { functionChanged } from './rules/functionChanged.ts'
import { functionDefiner } from './rules/functionDefiner.ts'
import { functionDenied } from './rules/functionDenied.ts'
import { functionGrant } from './rules/functionGrant.ts'
import { functionLeakproof } from './rules/functionLeakproof.ts'
import { functionSearchPath } from './rules/functionSearchPath.ts'
import { functionUnknown } from './rules/functionUnknown.ts'
import { grantDefault } from './rules/grantDefault.ts'
import { grantExcess } from './rules/grantExcess.ts'
import { grantPublic } from './rules/grantPublic.ts'
import { indexTenant } from './rules/indexTenant.ts'
import { keyMissing } from './rules/keyMissing.ts'
import { keysOpen } from './rules/keysOpen.ts'
import { languageOpen } from './rules/languageOpen.ts'
import { parameterOpen } from './rules/parameterOpen.ts'
import { policyCheck } from './rules/policyCheck.ts'
import { policyKind } from './rules/policyKind.ts'
import { policyMissing } from './rules/policyMissing.ts'
import { policyPredicate } from './rules/policyPredicate.ts'
import { policyRoles } from './rules/policyRoles.ts'
import { policyUnknown } from './rules/policyUnknown.ts'
import { primaryKeyTenant } from './rules/primaryKeyTenant.ts'
import { roleAttribute } from './rules/roleAttribute.ts'
import { roleMember } from './rules/roleMember.ts'
import { roleMissing } from './rules/roleMissing.ts'
import { rowSecurityOff } from './rules/rowSecurityOff.ts'
import { rowSecurityUnforced } from './rules/rowSecurityUnforced.ts'
import { schemaCreate } from './rules/schemaCreate.ts'
import { sequenceUsable } from './rules/sequenceUsable.ts'
import { settingChanged } from './rules/settingChanged.ts'
import { settingMissing } from './rules/settingMissing.ts'
import { tableMissing } from './rules/tableMissing.ts'
import { tableOwner } from './rules/tableOwner.ts'
import { tableUnknown } from './rules/tableUnknown.ts'
import { tenantColumn } from './rules/tenantColumn.ts'
import { triggerDisabled } from './rules/triggerDisabled.ts'
import { triggerUnknown } from './rules/triggerUnknown.ts'
import { uniqueTenant } from './rules/uniqueTenant.ts'
import { viewDefiner } from './rules/viewDefiner.ts'
import { viewMaterialised } from './rules/viewMaterialised.ts'
import type { Rule } from './types.ts'

/** Every rule of the gate. */
export const allRules: readonly Rule[] = [
  columnType,
  foreignKeyInto,
  foreignKeyTenant,
  functionChanged,
  functionDefiner,
  functionDenied,
  functionGrant,
  functionLeakproof,
  functionSearchPath,
  functionUnknown,
  grantDefault,
  grantExcess,
  grantPublic,
  indexTenant,
  keyMissing,
  keysOpen,
  languageOpen,
  parameterOpen,
  policyCheck,
  policyKind,
  policyMissing,
  policyPredicate,
  policyRoles,
  policyUnknown,
  primaryKeyTenant,
  roleAttribute,
  roleMember,
  roleMissing,
  rowSecurityOff,
  rowSecurityUnforced,
  schemaCreate,
  sequenceUsable,
  settingChanged,
  settingMissing,
  tableMissing,
  tableOwner,
  tableUnknown,
  tenantColumn,
  triggerDisabled,
  triggerUnknown,
  uniqueTenant,
  viewDefiner,
  viewMaterialised,
]
