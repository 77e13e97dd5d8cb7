import type pg from 'pg'

/** How many deals a home page is measured with. */
export const HOME_DEALS = 100_000

const OWNERS = 30

/**
 * Gives a tenant 100,000 deals of three years with their way through the stages of its default pipeline,
 * an activity each and thirty users who own them; `userId` owns as many as each of them.
 */
export async function seedDeals(
  client: pg.Client,
  { tenantId, userId }: { tenantId: string; userId: string },
): Promise<void> {
  // Rows made of one another need no look at what they point to.
  await client.query('set session_replication_role = replica')
  await client.query(USERS, [tenantId, OWNERS])
  await client.query(DEALS, [tenantId, HOME_DEALS, userId])
  await client.query(HISTORY, [tenantId])
  await client.query(ACTIVITIES, [tenantId])
  await client.query('set session_replication_role = default')
  for (const table of ['activities', 'deal_stage_history', 'deals', 'users']) {
    await client.query(`vacuum analyze ${table}`)
  }
}

const USERS = `insert into users (tenant_id, id, name, role_id, status, kind)
  select $1::uuid, gen_random_uuid(), 'Seller ' || i,
    (select id from roles where tenant_id = $1 and key = 'rep'), 'placeholder', 'staff'
  from generate_series(1, $2::int) i`

// Deals begin evenly over three years; after ninety days nine of ten are won or lost.
const DEALS = `with sellers as (
    select id, (row_number() over (order by id = $3::uuid desc, id) - 1)::int as place
      from users where tenant_id = $1),
  open_stages as (
    select s.id, (row_number() over (order by s."order") - 1)::int as place
      from stages s join pipelines p on p.tenant_id = s.tenant_id and p.id = s.pipeline_id
      where s.tenant_id = $1 and s.kind = 'open' and p.is_default),
  made as (
    select i, now() - (i * interval '1095 days' / $2::int) as began,
      case when i % 10 = 0 or i::bigint * 1095 / $2::int < 20 + i % 71 then 'open'
        when i % 5 < 2 then 'won' else 'lost' end as outcome
    from generate_series(1, $2::int) i),
  dated as (
    select m.*, least(began + (20 + i % 71) * interval '1 day', now()) as ended from made m)
  insert into deals (tenant_id, id, title, pipeline_id, stage_id, stage_kind, amount, currency,
      amount_base, engaged_on, close_date, owner_id, won_at, lost_at, stage_entered_at, created_at,
      updated_at, version)
  select $1::uuid, gen_random_uuid(), 'Deal ' || d.i, p.id,
    case d.outcome when 'open' then o.id else e.id end, d.outcome,
    10000 + d.i::bigint * 7919 % 5000000, 'EUR', 10000 + d.i::bigint * 7919 % 5000000,
    d.began::date, (d.began + (20 + d.i % 71) * interval '1 day'
      + case when d.i % 10 = 0 then (d.i % 900) * interval '1 day' else interval '0' end)::date,
    s.id,
    case when d.outcome = 'won' then d.ended end, case when d.outcome = 'lost' then d.ended end,
    case when d.outcome = 'open' then d.began else d.ended end, d.began, now(), 1
  from dated d
  join pipelines p on p.tenant_id = $1 and p.is_default
  join open_stages o on o.place = d.i % (select count(*) from open_stages)
  join sellers s on s.place = d.i % (select count(*) from sellers)
  left join stages e on e.tenant_id = $1 and e.pipeline_id = p.id and e.kind = d.outcome
    and d.outcome <> 'open'`

const HISTORY = `insert into deal_stage_history
    (tenant_id, id, deal_id, stage_id, entered_at, left_at, seconds, created_at, updated_at)
  select $1::uuid, gen_random_uuid(), h.deal_id, h.stage_id, h.entered_at, h.left_at,
    extract(epoch from h.left_at - h.entered_at)::bigint, h.entered_at, h.entered_at
  from (
    select d.id as deal_id, s.id as stage_id,
      d.created_at + (coalesce(d.won_at, d.lost_at, now()) - d.created_at) * (s.place - 1)::float8 / 5 as entered_at,
      case when s.id = d.stage_id then null
        else d.created_at + (coalesce(d.won_at, d.lost_at, now()) - d.created_at) * s.place::float8 / 5 end as left_at
    from deals d
    join (select id, kind, "order", row_number() over (order by "order") as place
        from stages where tenant_id = $1) s on true
    join stages own on own.tenant_id = $1 and own.id = d.stage_id
    where d.tenant_id = $1
      and (s.id = d.stage_id or (s.kind = 'open' and s."order" < own."order"))) h`

const ACTIVITIES = `insert into activities (tenant_id, id, type, subject, due_at, done, done_at, assignee_id,
      owner_id, at, created_at, updated_at, version)
  select $1::uuid, gen_random_uuid(), (array['call','email','meeting','note','task'])[1 + abs(hashtext(d.id::text)) % 5],
    'About ' || d.title, d.created_at + interval '3 days', d.stage_kind <> 'open' or d.created_at < now() - interval '10 days',
    case when d.stage_kind <> 'open' or d.created_at < now() - interval '10 days' then d.created_at + interval '3 days' end,
    d.owner_id, d.owner_id, d.created_at + interval '3 days', d.created_at, now(), 1
  from deals d where d.tenant_id = $1`
