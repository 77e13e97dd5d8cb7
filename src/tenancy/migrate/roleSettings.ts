/** Limits of the restricted roles, as the catalog prints them. */
export const ROLE_SETTINGS = [
  ['idle_in_transaction_session_timeout', '15s'],
  ['log_parameter_max_length_on_error', '0'],
  ['search_path', 'public'],
  ['statement_timeout', '30s'],
] as const

/** Settings of the restricted roles that only a superuser may make. */
export const SUPERUSER_SETTINGS = [
  ['log_parameter_max_length', '0'],
  ['track_activities', 'off'],
] as const
