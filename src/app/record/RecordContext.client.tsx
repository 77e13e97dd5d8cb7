'use client'

import { createContext, useContext } from 'react'

import type { RecordState } from './types.ts'

const RecordContext = createContext<null | RecordState>(null)

/** Hands the record of the page to its parts. */
export const RecordProvider = RecordContext.Provider

/** The record of the page; throws outside of one. */
export function useRecordState(): RecordState {
  const state = useContext(RecordContext)
  if (state === null) {
    throw new TypeError('This part belongs on a record page.')
  }

  return state
}
