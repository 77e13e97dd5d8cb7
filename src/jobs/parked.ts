/**
 * SQL that is true for a job under an alias whose module its tenant has not switched off. A job belongs
 * to the module that leads its kind, `module:verb`; the parameter holds the modules that can be off.
 */
export function notParked(alias: string, parameter: string): string {
  const module = `split_part(${alias}.kind, ':', 1)`

  return `not (${module} = any(${parameter}::text[]) and exists (
    select 1 from tenants t
    where t.id = ${alias}.tenant_id and t.modules -> ${module} = 'false'::jsonb))`
}
