import { defineScreen } from '../defineScreen.ts'
import { rowsInput } from './input.ts'
import { readRows } from './readRows.ts'

/** A page of the rows of a list, or the groups they fall into. */
export const rowsScreen = defineScreen({ input: rowsInput, load: readRows, name: 'list-rows' })
