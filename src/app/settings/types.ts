import type { ScreenData, settingsScreen } from '../../screens/index.ts'

/** What the settings are given. */
export type SettingsData = ScreenData<typeof settingsScreen>

/** A page of the settings. */
export type SettingsPageName = NonNullable<SettingsData['page']>

/** What a page is given when it is the one that is shown. */
export type PageProps = { data: SettingsData }

/** The people, teams and roles of the tenant. */
export type People = NonNullable<SettingsData['data']['people']>
