import type { RequestHandler } from 'express'

/** A page with a form: how it is shown, how its body is read and what sending it does. */
export type FormPage = { body: RequestHandler; show: RequestHandler; submit: RequestHandler }
