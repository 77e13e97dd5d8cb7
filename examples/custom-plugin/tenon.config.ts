import { defineCrm } from 'tenon/plugin'

import { warranties } from './warranties/index.ts'

export default defineCrm({ plugins: [warranties({ months: 24 })] })
