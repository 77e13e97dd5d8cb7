'use client'

import { toast } from '@payloadcms/ui'

/** Tells the person why something was refused. */
export function complain(error: unknown): void {
  toast.error(error instanceof Error ? error.message : String(error))
}
