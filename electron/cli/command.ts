import type { Client } from '../contract/client.ts'
import type { EngineContract } from '../contract/engine.ts'

/** What a command of `ganvas` is given besides its arguments. */
export interface CommandContext {
  /** Starts the engine at the first call; the frame ends it, whatever happens. */
  engine(): Promise<Client<EngineContract>>
  /** Aborted by Ctrl-C, or where the system asks the process to end. */
  signal: AbortSignal
  /** Writes the result to stdout, once: `result` as one JSON object with `--json`, else `text`. */
  print(result: Record<string, unknown>, text: string): void
  /** Replaces the progress line on stderr; nothing where that is not a terminal. */
  progress(text: string): void
  /** A line on stderr, such as one failure of a batch. */
  warn(text: string): void
}

export interface Command {
  /** Half a line for `ganvas --help`. */
  summary: string
  /** The whole text of `ganvas <command> --help`. */
  usage: string
  /** Whether it runs networks, and so takes `--device`, which the frame reads. */
  runsNetworks?: true
  /**
   * Resolves with the exit code: 0 done, 1 when it was done in part (a batch with failures).
   *
   * @throws UsageError for wrong arguments, GanvasError for anything that failed.
   */
  run(args: string[], context: CommandContext): Promise<0 | 1>
}

/** Wrong arguments: exit code 2, with a pointer to `--help`. */
export class UsageError extends Error {
  override readonly name = 'UsageError'
}

/** `parseArgs` takes the value of `--rotate -8` for another option, unless it is written `--rotate=-8`. */
export function joinNegatives(args: string[]): string[] {
  return args.flatMap((arg, i) => {
    if (/^-[\d.]/.test(arg) && args[i - 1]?.startsWith('--')) return []
    const next = args[i + 1]
    return arg.startsWith('--') && next && /^-[\d.]/.test(next) ? [`${arg}=${next}`] : [arg]
  })
}
