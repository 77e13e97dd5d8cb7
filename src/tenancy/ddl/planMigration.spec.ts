import { describe, expect, it } from 'vitest'

import type { TableSpec } from '../../kernel/schema/index.ts'
import type { SchemaModel } from '../types.ts'
import { indexName } from './names.ts'
import { planMigration } from './planMigration.ts'

const empty: SchemaModel = { routines: [], tables: [] }
const model = (...tables: TableSpec[]): SchemaModel => ({ routines: [], tables })
const table: TableSpec = {
  columns: [
    { name: 'id', notNull: true, type: 'uuid' },
    { check: "kind in ('a', 'b')", name: 'kind', notNull: true, type: 'text' },
    { name: 'parent_id', type: 'uuid' },
  ],
  comment: "A table's comment.",
  foreignKeys: [{ column: 'parent_id', onDelete: 'set null', references: 'things' }],
  grants: {
    app: ['insert', 'select'],
    relay: ['select'],
    system: ['select'],
    systemColumns: ['id'],
  },
  indexes: [
    { columns: ['kind', 'id desc'], where: "kind = 'a'" },
    { columns: ['kind'], unique: true },
  ],
  name: 'things',
  tenancy: 'tenant',
}

describe('planMigration', () => {
  it('writes a table of tenants with its keys, policies and grants', () => {
    expect(planMigration(empty, model(table)).statements.join('\n')).toMatchInlineSnapshot(`
      "create table public.things (
        tenant_id uuid not null default tenancy.current_tenant(),
        id uuid not null,
        kind text not null,
        parent_id uuid,
        constraint things_pkey primary key (tenant_id, id),
        constraint things_kind_check check (kind in ('a', 'b'))
      );
      comment on table public.things is 'A table''s comment.';
      create index things_kind_id_desc_3e0d726a_idx on public.things (tenant_id, kind, id desc) where kind = 'a';
      create unique index things_kind_key on public.things (tenant_id, kind);
      create index things_parent_id_idx on public.things (tenant_id, parent_id);
      alter table public.things enable row level security;
      alter table public.things force row level security;
      create policy tenant_isolation on public.things for all to tenon_app using (tenant_id = (select tenancy.current_tenant())) with check (tenant_id = (select tenancy.current_tenant()));
      create policy owner_access on public.things for all to tenon_owner using (true) with check (true);
      create policy system_access on public.things for select to tenon_system using (true);
      create policy relay_access on public.things for select to tenon_relay using (true);
      revoke all on public.things from public, tenon_app, tenon_system, tenon_worker, tenon_relay, tenon_search;
      grant insert, select on public.things to tenon_app;
      grant select (id) on public.things to tenon_system;
      grant select on public.things to tenon_relay;
      alter table public.things add constraint things_parent_id_fkey foreign key (tenant_id, parent_id) references public.things (tenant_id, id) on delete set null (parent_id);"
    `)
  })

  it('writes policies without sub-select for Citus', () => {
    const { statements } = planMigration(empty, model(table), { distributed: true })

    expect(statements.join('\n')).toContain('using (tenant_id = tenancy.current_tenant())')
    expect(statements.join('\n')).not.toContain('(select')
  })

  it('plans nothing between equal models', () => {
    // As jsonb gives it back: the same facts with their keys in another order.
    const turned = JSON.parse(JSON.stringify(model(table)), (_, value: unknown) =>
      typeof value === 'object' && value !== null && !Array.isArray(value)
        ? Object.fromEntries(Object.entries(value).reverse())
        : value,
    ) as SchemaModel

    expect(planMigration(turned, model(table))).toEqual({ destructive: [], statements: [] })
  })

  it('adds and alters what loses nothing', () => {
    const next: TableSpec = {
      ...table,
      columns: [
        ...table.columns.map((column) =>
          column.name === 'kind' ? { ...column, check: "kind in ('a', 'b', 'c')" } : column,
        ),
        { default: "'x'", name: 'order', notNull: true, type: 'text' },
      ],
      foreignKeys: [],
      grants: { app: ['select'] },
      indexes: [],
    }

    expect(planMigration(model(table), model(next)).statements.join('\n')).toMatchInlineSnapshot(`
      "alter table public.things drop constraint things_parent_id_fkey;
      drop index public.things_kind_id_desc_3e0d726a_idx;
      drop index public.things_kind_key;
      drop index public.things_parent_id_idx;
      alter table public.things add column "order" text not null default 'x';
      alter table public.things drop constraint things_kind_check;
      alter table public.things add constraint things_kind_check check (kind in ('a', 'b', 'c'));
      drop policy system_access on public.things;
      drop policy relay_access on public.things;
      revoke all on public.things from public, tenon_app, tenon_system, tenon_worker, tenon_relay, tenon_search;
      grant select on public.things to tenon_app;"
    `)
  })

  it('lists what would lose data and writes it only when asked', () => {
    const next: TableSpec = {
      ...table,
      columns: [
        { name: 'id', notNull: true, type: 'uuid' },
        { name: 'kind', notNull: true, type: 'bigint' },
        { name: 'late', notNull: true, type: 'text' },
      ],
      foreignKeys: [],
      indexes: [],
    }
    const refused = planMigration(
      model(table, { ...table, name: 'gone', foreignKeys: [] }),
      model(next),
    )

    expect(refused.destructive).toEqual([
      'column things.kind changes its type',
      'column things.late is required but has no default',
      'column things.parent_id is dropped',
      'table gone is dropped',
    ])
    expect(refused.statements.join('\n')).not.toMatch(/drop (?:table|column)|type bigint/)
    const asked = planMigration(model(table), model(next), { allowDestructive: true })
    expect(asked.statements.join('\n')).toMatch(/alter column kind type bigint using kind::bigint/)
    expect(asked.statements.join('\n')).toMatch(/drop column parent_id/)
  })

  it.each<[string, Partial<TableSpec>]>([
    ['tenant_id is added', { columns: [...table.columns, { name: 'tenant_id', type: 'uuid' }] }],
    ['may not be granted to requests', { foreignKeys: [], tenancy: 'global' }],
    ['no column of it', { indexes: [{ columns: ['nothing'] }] }],
    [
      'nobody defines',
      { foreignKeys: [{ column: 'parent_id', onDelete: 'cascade', references: 'x' }] },
    ],
    ['would be set to null', { columns: table.columns.map((c) => ({ ...c, notNull: true })) }],
    ['not plain lower case', { name: 'Things; drop' }],
  ])('refuses a table where %s', (message, change) => {
    const wrong = { ...table, ...change }

    expect(() => planMigration(empty, model(wrong))).toThrow(message)
  })

  it('refuses a tie between a row of a tenant and one of all', () => {
    const account: TableSpec = {
      columns: [{ name: 'id', notNull: true, type: 'uuid' }],
      comment: 'x',
      grants: {},
      name: 'accounts',
      tenancy: 'global',
    }
    const tied: TableSpec = {
      ...table,
      foreignKeys: [{ column: 'parent_id', onDelete: 'cascade', references: 'accounts' }],
    }

    expect(() => planMigration(empty, model(tied, account))).toThrow('would tie')
  })

  it('keeps names apart that PostgreSQL would cut to the same 63 bytes', () => {
    const long = { ...table, name: `t${'x'.repeat(50)}` }
    const names = ['a', 'b'].map((end) => indexName(long, { columns: [`${'y'.repeat(30)}${end}`] }))

    expect(new Set(names).size).toBe(2)
    expect(names.every((name) => name.length <= 63)).toBe(true)
  })
})
