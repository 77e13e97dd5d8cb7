import type { Config } from 'payload'

// Drawn again as a data address, since a tab's icon has no page to take a colour from.
const ICON =
  "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 24 24'%3E%3Cpath d='M2 4.5h8v4.25h5.5v6.5H10v4.25H2z' fill='%23c8742c'/%3E%3Cpath d='M11.5 4.5H22v15H11.5v-2.75H17v-9.5h-5.5z' fill='%23808080'/%3E%3C/svg%3E"

/**
 * The part of Payload's `admin` configuration that makes its screens Tenon's: marks, navigation head,
 * sign-out, titles; nothing in it calls another host.
 */
export function adminOptions(): NonNullable<Config['admin']> {
  return {
    avatar: 'default',
    components: {
      Nav: 'tenon/app/frame/Nav#Nav',
      graphics: { Icon: 'tenon/app/brand/Icon#Icon', Logo: 'tenon/app/brand/Logo#Logo' },
      header: ['tenon/app/components/SupportBanner#SupportBanner'],
      providers: ['tenon/app/components/TenantProvider#TenantProvider'],
      views: {
        dashboard: { Component: 'tenon/app/home/Home#Home' },
        import: { Component: 'tenon/app/import/ImportView#ImportView', path: '/import' },
        start: { Component: 'tenon/app/start/StartView#StartView', path: '/start' },
        settings: { Component: 'tenon/app/settings/SettingsView#SettingsView', path: '/settings' },
      },
    },
    dateFormat: 'PP p',
    importMap: { autoGenerate: false },
    meta: {
      defaultOGImageType: 'off',
      icons: [{ rel: 'icon', type: 'image/svg+xml', url: ICON }],
      robots: 'noindex, nofollow',
      titleSuffix: ' · Tenon',
    },
    theme: 'all',
  }
}
