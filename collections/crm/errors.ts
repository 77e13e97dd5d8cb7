import { defineErrors } from 'tenon/errors'

/** Ways a record of the CRM module can be refused. */
export const crmErrors = defineErrors('CRM', {
  ACTIVITY_ENDS_EARLY: {
    message: (_: { field: string }) =>
      'An activity cannot end before it starts. Choose a later end, or none.',
    status: 422,
  },
  ACTIVITY_FORBIDDEN: {
    message: (_: { field: string }) =>
      'Your role does not allow you to change this activity, nor what it is about.',
    status: 403,
  },
  ATTACHMENT_FORBIDDEN: {
    message: (_: { field: string }) =>
      'You may not see the record that this file belongs to, so you cannot change the file.',
    status: 403,
  },
  COMPANY_PARENT_CYCLE: {
    message: (_: { field: string }) =>
      'A company cannot stand above itself: the parent chosen here belongs to it, or is itself.',
    status: 422,
  },
  COMPANY_PARENT_DEPTH: {
    message: ({ depth }: { depth: number; field: string }) =>
      `Companies can be nested at most ${depth} levels deep.`,
    status: 422,
  },
  CONSENT_IN_FUTURE: {
    message: (_: { field: string }) =>
      'A consent is written down after it was given or withdrawn. Choose a time that has passed.',
    status: 422,
  },
  CONTACT_FORBIDDEN: {
    message: (_: { field: string }) =>
      'Your role does not allow you to change this contact, nor its consents.',
    status: 403,
  },
  CONTACT_NAME_MISSING: {
    message: (_: { field: string }) => 'A contact needs a first name, a last name or an e-mail.',
    status: 422,
  },
  DEAL_FORBIDDEN: {
    message: (_: { field: string }) =>
      'Your role does not allow you to change this deal, nor its lines and contacts.',
    status: 403,
  },
  DEAL_FIELD_REQUIRED: {
    message: ({ field, stage }: { field: string; stage: string }) =>
      `In the stage "${stage}" a deal must have a value in "${field}".`,
    status: 422,
  },
  DEAL_STAGE_FOREIGN: {
    message: (_: { field: string }) => 'The stage does not belong to the pipeline of the deal.',
    status: 422,
  },
  DEAL_STAGE_MISSING: {
    message: (_: { field: string }) =>
      'The pipeline has no open stage to put the deal in. Add one, or choose a stage.',
    status: 422,
  },
  DEAL_TRANSITION_FORBIDDEN: {
    message: ({ from, to }: { field: string; from: string; to: string }) =>
      `A deal cannot move from the stage "${from}" to "${to}".`,
    status: 409,
  },
  LINE_PRICE_MISSING: {
    message: (_: { field: string }) =>
      'The product has no price in the currency of the deal: give the line a unit price.',
    status: 422,
  },
  LINE_TOTAL_TOO_LARGE: {
    message: (_: { field: string }) => 'The total of the line is larger than can be kept.',
    status: 422,
  },
  RATE_OF_BASE: {
    message: ({ currency }: { currency: string; field: string }) =>
      `${currency} is your own currency: its rate is always 1 and cannot be kept. Choose another currency.`,
    status: 422,
  },
  STAGE_LIST_INVALID: {
    message: ({ field }: { field: string }) => `"${field}" must be a list of names.`,
    status: 422,
  },
})
