import type en from '../en/index.ts'
import type { SameKeys, Texts } from '../types.ts'

/** Every file beside this one, by its name. That they have the keys of the English ones, each says of itself. */
const files = import.meta.glob<Texts>(['./*.ts', '!./index.ts'], { eager: true, import: 'default' })
const {
  app,
  files: inFiles,
  ...rest
} = Object.fromEntries(Object.entries(files).map(([path, texts]) => [path.slice(2, -3), texts]))

export default { ...rest, app: { ...app, ...inFiles } } as SameKeys<typeof en>
