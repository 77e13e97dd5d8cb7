'use client'

import { createContext, useContext } from 'react'
import type { ReactNode } from 'react'

import type { BoardContextValue } from './types.ts'

const BoardContext = createContext<BoardContextValue>(undefined as never)

/** Hands the board to everything on it. */
export function BoardProvider(props: { children: ReactNode; value: BoardContextValue }) {
  return <BoardContext value={props.value}>{props.children}</BoardContext>
}

/** The board around a component; only for what is on one. */
export function useBoardContext(): BoardContextValue {
  return useContext(BoardContext)
}
