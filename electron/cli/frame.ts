import { type Client, createClient } from '../contract/client.ts'
import { type EngineContract, engineContract } from '../contract/engine.ts'
import { GanvasError } from '../contract/errors.ts'
import { ChosenDevice } from '../contract/procedures/app.ts'
import { text } from '../contract/text.ts'
import { channelWire } from '../contract/wires/channel.ts'
import { DEVICE_VARIABLE, SERVERS_VARIABLE } from '../engine/paths.ts'
import { startNodeEngine } from '../shell/nodeEngine.ts'
import { type Command, UsageError } from './command.ts'
import { type NamedServers, takeServers } from './servers.ts'

export interface FrameOptions {
  version: string
  commands: Record<string, Command>
  stdout: { write(text: string): unknown }
  stderr: { write(text: string): unknown; isTTY?: boolean }
  signal: AbortSignal
}

/**
 * Runs one command line: finds the command, gives it an engine when it asks for one, and always ends that.
 *
 * @returns the exit code: 0 done, 1 failed with one line on stderr, 2 wrong arguments, 130 stopped by Ctrl-C
 */
export async function runCommandLine(
  argv: string[],
  { version, commands, stdout, stderr, signal }: FrameOptions,
): Promise<number> {
  const json = argv.includes('--json')
  const [name, ...args] = argv.filter((arg) => arg !== '--json')
  const line = (text: string) => stderr.write(`${clearLine()}${text}\n`)
  let hasProgress = false
  function clearLine() {
    const clear = hasProgress ? '\r\x1b[K' : ''
    hasProgress = false
    return clear
  }

  if (name === '--version') {
    stdout.write(`${version}\n`)
    return 0
  }
  if (name === undefined || name === '--help') {
    stdout.write(`${overview(commands)}\n`)
    return name === undefined ? 2 : 0
  }
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined
  if (!command) {
    line(`There is no command "${name}". The commands are: ${Object.keys(commands).join(', ')}.`)
    return 2
  }
  if (args.includes('--help')) {
    stdout.write(`${command.usage}${command.runsNetworks ? `\n${deviceUsage}` : ''}\n`)
    return 0
  }

  let stop = () => {}
  try {
    const { servers, rest: others } = command.runsNetworks ? takeServers(args, line) : { rest: args }
    const { device, rest } = command.runsNetworks ? takeDevice(others) : { rest: args }
    const lazy = lazyEngine({ device: device ?? (servers && 'server'), servers })
    stop = lazy.stop
    return await command.run(rest, {
      engine: lazy.engine,
      signal,
      print: (result, text) => stdout.write(`${json ? JSON.stringify(result) : text}\n`),
      progress(text) {
        if (!stderr.isTTY) return
        stderr.write(`\r${text}\x1b[K`)
        hasProgress = true
      },
      warn: line,
    })
  } catch (thrown) {
    const [code, sentence] = describeFailure(thrown, name, signal)
    line(sentence)
    return code
  } finally {
    stderr.write(clearLine())
    stop()
  }
}

const deviceUsage = `
  --device D   where networks are computed, in place of what the settings say: ${ChosenDevice.options.join(', ')}
  --server A   a server of the Open Inference Protocol that computes them, such as http://127.0.0.1:8000; several are
               shared between. In place of those in the settings, which --device server takes. GANVAS_SERVER_TOKEN in
               the environment holds a token, and --authority FILE certificates that vouch for the server's
  --plain      lets pictures go to another machine by http://, where they can be read on the way`

/** Takes `--device D` off the arguments. @throws UsageError for one that there is not */
function takeDevice(args: readonly string[]): { device?: ChosenDevice; rest: string[] } {
  const at = args.findIndex((arg) => arg === '--device' || arg.startsWith('--device='))
  if (at < 0) return { rest: [...args] }
  const isApart = args[at] === '--device'
  const said = isApart ? args[at + 1] : args[at]!.slice('--device='.length)
  const device = ChosenDevice.safeParse(said)
  if (!device.success)
    throw new UsageError(`--device "${said ?? ''}" is none of ${ChosenDevice.options.join(', ')}`)
  return { device: device.data, rest: args.toSpliced(at, isApart ? 2 : 1) }
}

function overview(commands: Record<string, Command>): string {
  const lines = Object.entries(commands).map(([name, { summary }]) => `  ${name.padEnd(10)}${summary}`)
  return [
    'ganvas <command> [options]',
    '',
    ...lines,
    '',
    '  --json    the result as one JSON object',
    '  --help    this, or the help of a command',
    '  --device  of commands that run networks: where, in place of what the settings say',
    '  --version',
  ].join('\n')
}

function describeFailure(thrown: unknown, command: string, signal: AbortSignal): [number, string] {
  if (signal.aborted) return [130, 'Stopped.']
  if (isUsageError(thrown)) return [2, `${thrown.message.replace(/\.?$/, '.')} See: ganvas ${command} --help`]
  return [1, thrown instanceof GanvasError ? thrown.message : `Internal error: ${String(thrown)}`]
}

/** `parseArgs` throws `TypeError`s with codes of its own. */
function isUsageError(thrown: unknown): thrown is Error {
  const code = (thrown as { code?: unknown } | null)?.code
  return thrown instanceof UsageError || (typeof code === 'string' && code.startsWith('ERR_PARSE_ARGS_'))
}

function lazyEngine({
  device,
  servers,
}: {
  device: ChosenDevice | undefined
  servers: NamedServers | undefined
}): { engine(): Promise<Client<EngineContract>>; stop(): void } {
  let client: Promise<Client<EngineContract>> | null = null
  let stop = () => {}

  function start(): Promise<Client<EngineContract>> {
    const run = startNodeEngine({
      ...(device && { [DEVICE_VARIABLE]: device }),
      ...(servers && { [SERVERS_VARIABLE]: JSON.stringify(servers) }),
    })
    stop = run.kill
    return new Promise((resolve, reject) => {
      run.onReady(() => {
        const wire = channelWire(run.process)
        run.process.send('serve-channel')
        resolve(createClient(engineContract, wire))
      })
      run.onExit((reason) =>
        reject(
          new GanvasError(
            'engine-lost',
            text('connection.notStarted', { peer: text('peers.engine'), reason }),
          ),
        ),
      )
    })
  }
  return {
    engine: () => {
      client ??= start()
      return client
    },
    stop: () => stop(),
  }
}
