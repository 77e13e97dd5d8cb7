/** The relative periods that people are offered. */
export const PERIODS = [
  ...(['today', 'yesterday', 'tomorrow'] as const),
  ...(['this-week', 'last-week', 'next-week'] as const),
  ...(['this-month', 'last-month', 'next-month'] as const),
  ...(['this-quarter', 'last-quarter', 'next-quarter'] as const),
  ...(['this-year', 'last-year'] as const),
  ...(['last-7-days', 'last-30-days', 'last-90-days', 'last-365-days'] as const),
  ...(['next-7-days', 'next-30-days', 'next-90-days'] as const),
] as const
