import { join } from 'node:path'
import electronLog from 'electron-log/node'
import { GanvasError } from '../contract/errors.ts'

export interface Log {
  info(text: string): void
  warn(text: string): void
  error(text: string): void
}

const FILE = 'ganvas.log'
/** At this size the file becomes `ganvas.old.log` and a new one begins. */
const MAX_FILE_BYTES = 2_000_000

export function logPath(dataFolder: string): string {
  return join(dataFolder, 'logs', FILE)
}

/** One process's lines in the log that all processes share; `scope` names the process. Lines are written at once. */
export function openLog(dataFolder: string, scope: string): Log {
  const logger = electronLog.create({ logId: scope })
  logger.transports.console.level = false
  const { file } = logger.transports
  file.resolvePathFn = () => logPath(dataFolder)
  file.maxSize = MAX_FILE_BYTES
  file.format = `{y}-{m}-{d} {h}:{i}:{s}.{ms} ${scope} {level}: {text}`
  return logger
}

/** An error as the log keeps it: the stack, and the stacks of what caused it. */
export function describeThrown(thrown: unknown): string {
  if (!(thrown instanceof Error)) return String(thrown)
  const code = thrown instanceof GanvasError ? `[${thrown.code}] ` : ''
  const cause = thrown.cause === undefined ? '' : `\ncaused by ${describeThrown(thrown.cause)}`
  return `${code}${thrown.stack ?? thrown.message}${cause}`
}
