import type { ConfigurationDocument } from 'tenon/plugin'

const PIPELINE = 'sales'

/** The pipeline every tenant starts with. */
export const crmConfiguration: ConfigurationDocument = {
  collections: {
    pipelines: [{ isDefault: true, key: PIPELINE, name: { de: 'Vertrieb', en: 'Sales' } }],
    stages: [
      ['prospecting', 'open', 10, { de: 'Anbahnung', en: 'Prospecting' }] as const,
      ['engaging', 'open', 30, { de: 'Im Gespräch', en: 'Engaging' }] as const,
      ['proposal', 'open', 50, { de: 'Angebot', en: 'Proposal' }] as const,
      ['negotiation', 'open', 75, { de: 'Verhandlung', en: 'Negotiation' }] as const,
      ['won', 'won', 100, { de: 'Gewonnen', en: 'Won' }] as const,
      ['lost', 'lost', 0, { de: 'Verloren', en: 'Lost' }] as const,
    ].map(([key, kind, probability, name], index) => ({
      key: `${PIPELINE}.${key}`,
      kind,
      name,
      order: (index + 1) * 10,
      pipeline: PIPELINE,
      probability,
    })),
  },
  source: 'crm',
  version: 1,
}
