import { boardCardsScreen } from './board/boardCardsScreen.ts'
import { boardColumnScreen } from './board/boardColumnScreen.ts'
import { boardScreen } from './board/boardScreen.ts'
import { collectionScreen } from './collections/collectionScreen.ts'
import { frameScreen } from './frame/frameScreen.ts'
import { notificationsScreen } from './frame/notificationsScreen.ts'
import { paletteScreen } from './frame/paletteScreen.ts'
import { quickCreateScreen } from './frame/quickCreateScreen.ts'
import { slotsScreen } from './frame/slotsScreen.ts'
import { homeScreen } from './home/homeScreen.ts'
import { homeWidgetScreen } from './home/homeWidgetScreen.ts'
import { importRowsScreen } from './import/importRowsScreen.ts'
import { importScreen } from './import/importScreen.ts'
import { listScreen } from './list/listScreen.ts'
import { rowsScreen } from './list/rowsScreen.ts'
import { recordScreen } from './record/recordScreen.ts'
import { relatedScreen } from './record/relatedScreen.ts'
import { timelineScreen } from './record/timelineScreen.ts'
import { choicesScreen } from './records/choicesScreen.ts'
import { brandScreen } from './settings/brandScreen.ts'
import { settingsScreen } from './settings/settingsScreen.ts'
import { startScreen } from './start/startScreen.ts'
import type { Screen } from './types.ts'

const ALL = [
  boardScreen,
  boardCardsScreen,
  boardColumnScreen,
  collectionScreen,
  importScreen,
  startScreen,
  settingsScreen,
  brandScreen,
  importRowsScreen,
  choicesScreen,
  listScreen,
  rowsScreen,
  recordScreen,
  relatedScreen,
  timelineScreen,
  slotsScreen,
  frameScreen,
  notificationsScreen,
  paletteScreen,
  quickCreateScreen,
  homeScreen,
  homeWidgetScreen,
] as const

/** Every screen there is, by its name. */
export const screens: ReadonlyMap<string, Screen> = new Map(
  ALL.map((screen) => [screen.name, screen as unknown as Screen]),
)
