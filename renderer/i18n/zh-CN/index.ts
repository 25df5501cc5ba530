import { gathered } from '../gathered.ts'
import type { English, SameKeys, Texts } from '../types.ts'

/** That they have the keys of the English ones, each file says of itself. */
export default gathered<SameKeys<English>>(
  import.meta.glob<Texts>(['./*.ts', '!./index.ts'], { eager: true, import: 'default' }),
)
