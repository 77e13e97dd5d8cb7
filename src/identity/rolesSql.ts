/** SQL of the permissions of every role of user `u`, as a JSON list: the main role and further ones. */
export const ROLES_SQL = `(select jsonb_agg(held.permissions) from roles held
  where held.tenant_id = u.tenant_id and (held.id = u.role_id or held.id in (
    select further.role_id from user_roles further
      where further.tenant_id = u.tenant_id and further.user_id = u.id)))`

/** SQL of the ids of user `u`'s team and every team below it, as a JSON list. */
export const TEAMS_SQL = `(with recursive below as (
    select team.id from teams team where team.tenant_id = u.tenant_id and team.id = u.team_id
    union
    select team.id from teams team join below on team.parent_id = below.id
      where team.tenant_id = u.tenant_id
  ) select jsonb_agg(below.id) from below)`
