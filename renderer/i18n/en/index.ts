import { gathered } from '../gathered.ts'
import type { English, Texts } from '../types.ts'

export default gathered<English>(
  import.meta.glob<Texts>(['./*.ts', '!./index.ts'], { eager: true, import: 'default' }),
)
