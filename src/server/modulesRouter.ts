import express, { Router } from 'express'

import { recordAudit } from '../audit/index.ts'
import { recordErrors } from '../collection/index.ts'
import { canDo } from '../identity/index.ts'
import { database } from '../kernel/db/index.ts'
import { currentCrm, isModuleOn } from '../plugin/index.ts'
import { switchModule } from '../tenancy/index.ts'
import { serverErrors } from './errors.ts'
import { requirePrincipal } from './records/recordRequest.ts'
import { requestContext } from './requestContext.ts'

/** `/api/modules`: what this tenant has switched on; switching asks for `settings.manage`. */
export function modulesRouter(): Router {
  const router = Router()
  router.get('/api/modules', (_request, response) => {
    requirePrincipal()
    response.json({ docs: listModules(requestContext.getStore()?.tenant.modules ?? {}) })
  })
  router.patch('/api/modules/:id', express.json({ limit: '1kb' }), async (request, response) => {
    const principal = requirePrincipal()
    if (!canDo(principal, 'settings.manage')) {
      throw recordErrors.FORBIDDEN({ action: 'switch modules' })
    }
    const { isOn } = (request.body ?? {}) as { isOn?: unknown }
    const module = currentCrm().modules.find((one) => one.id === request.params.id)
    if (module === undefined) {
      throw recordErrors.NOT_FOUND({})
    }
    if (typeof isOn !== 'boolean') {
      throw recordErrors.FIELD_INVALID({ field: 'isOn', reason: 'must be true or false' })
    }
    if (module.required && !isOn) {
      throw serverErrors.MODULE_REQUIRED({ module: module.id })
    }
    const tenant = await switchModule(principal.tenantId, { id: module.id, isOn })
    await database().transaction((transaction) =>
      recordAudit(transaction, { facts: { isOn }, kind: 'module.switched', subject: module.id }),
    )
    response.json({ docs: listModules(tenant.modules) })
  })

  return router
}

function listModules(modules: Readonly<Record<string, boolean>>) {
  return currentCrm().modules.map(({ id, label, required }) => ({
    id,
    isOn: isModuleOn(modules, id),
    label,
    required,
  }))
}
