/** The role that owns schemas and tables and runs migrations; the server never connects as it. */
export const OWNER_ROLE = 'tenon_owner'

/** The roles the server, the worker and the relay sign in as. */
export const LOGIN_ROLES = ['tenon_app', 'tenon_system', 'tenon_worker', 'tenon_relay'] as const

/** The role that search functions belong to; nobody signs in as it. */
export const SEARCH_ROLE = 'tenon_search'

/** One of the restricted roles that sign in. */
export type LoginRole = (typeof LOGIN_ROLES)[number]
