/** German texts of the widgets that every tenant starts with. */
export const de = {
  activitiesDone: 'Erledigte Aktivitäten',
  conversion: 'Konversion je Phase',
  deals: 'Geschäfte',
  forecast: 'Prognose nach Monat',
  forecastByOwner: 'Prognose nach Zuständigen',
  leaderboard: 'Rangliste',
  lostDeals: 'Verloren',
  openDeals: 'Offene Pipeline',
  timeInStage: 'Verweildauer je Phase',
  value: 'Wert',
  velocity: 'Tage bis zum Abschluss',
  weighted: 'Gewichtet',
  wonByWeek: 'Gewonnen nach Woche',
  wonDeals: 'Gewonnen',
  wonValue: 'Gewonnen',
} as const
