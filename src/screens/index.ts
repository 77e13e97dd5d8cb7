export type { boardCardsScreen } from './board/boardCardsScreen.ts'
export type { boardColumnScreen } from './board/boardColumnScreen.ts'
export type { boardScreen } from './board/boardScreen.ts'
export type { Board, BoardCard, BoardColumn, ColumnTotals } from './board/types.ts'
export type { collectionScreen } from './collections/collectionScreen.ts'
export { describeCollection } from './collections/describeCollection.ts'
export type { CollectionView, FieldView } from './collections/types.ts'
export { defineScreen } from './defineScreen.ts'
export { screenErrors } from './errors.ts'
export type { frameScreen } from './frame/frameScreen.ts'
export type { FrameGroup, FrameItem } from './frame/frameScreen.ts'
export type { notificationsScreen } from './frame/notificationsScreen.ts'
export type { NotificationView } from './frame/notificationsScreen.ts'
export type { NamedRecord } from './frame/namedRecords.ts'
export type { paletteScreen } from './frame/paletteScreen.ts'
export type { quickCreateScreen } from './frame/quickCreateScreen.ts'
export type { slotsScreen } from './frame/slotsScreen.ts'
export type { homeScreen } from './home/homeScreen.ts'
export type { homeWidgetScreen } from './home/homeWidgetScreen.ts'
export type { HomePeriod } from './home/periods.ts'
export type {
  DayActivity,
  DayDeal,
  Home,
  MyDay,
  WidgetData,
  WidgetPoint,
  WidgetUnit,
} from './home/types.ts'
export { dashboardFault } from './home/widgetSchema.ts'
export type { Dashboard, Widget, WidgetMeasure } from './home/widgetSchema.ts'
export type { listScreen } from './list/listScreen.ts'
export type { rowsScreen } from './list/rowsScreen.ts'
export type {
  ListGrouping,
  ListPage,
  ListRights,
  ListRows,
  ListState,
  SavedView,
  ViewDefinition,
} from './list/types.ts'
export type { importRowsScreen } from './import/importRowsScreen.ts'
export type { importScreen } from './import/importScreen.ts'
export { loadScreen } from './loadScreen.ts'
export type { recordScreen } from './record/recordScreen.ts'
export type { relatedScreen } from './record/relatedScreen.ts'
export type { TimelineEntry, timelineScreen } from './record/timelineScreen.ts'
export type { TimelineKind } from './record/timelineSources.ts'
export type {
  LayoutSection,
  RecordLayout,
  RecordLinks,
  RecordView,
  RelatedList,
  StageStep,
  TagView,
} from './record/types.ts'
export type { Titles } from './records/types.ts'
export { screens } from './screens.ts'
export type { brandScreen } from './settings/brandScreen.ts'
export type { settingsScreen } from './settings/settingsScreen.ts'
export type { startScreen } from './start/startScreen.ts'
export type { Screen, ScreenData, ScreenInput, ScreenReader, ScreenTenant } from './types.ts'
