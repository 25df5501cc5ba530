import { homedir } from 'node:os'
import { join } from 'node:path'

/** Where features.onnx lies once it was made: in the user's cache, outside any checkout. */
export const featuresFile = (): string =>
  join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'ganvas', 'features.onnx')
