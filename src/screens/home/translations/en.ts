/** English texts of the widgets that every tenant starts with. */
export const en = {
  activitiesDone: 'Activities done',
  conversion: 'Conversion by stage',
  deals: 'Deals',
  forecast: 'Forecast by month',
  forecastByOwner: 'Forecast by owner',
  leaderboard: 'Leaderboard',
  lostDeals: 'Lost',
  openDeals: 'Open pipeline',
  timeInStage: 'Time in stage',
  value: 'Value',
  velocity: 'Days to win',
  weighted: 'Weighted',
  wonByWeek: 'Won by week',
  wonDeals: 'Won',
  wonValue: 'Won',
} as const
