import { defineCrm } from 'tenon/plugin'

/** The installation of this repository: the built-in modules and no further plugin. */
export const crm = defineCrm({ plugins: [] })
