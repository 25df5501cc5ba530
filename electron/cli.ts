import { version } from '../package.json'
import { blend } from './cli/blend.ts'
import type { Command } from './cli/command.ts'
import { devices } from './cli/devices.ts'
import { exportNetwork } from './cli/export.ts'
import { font } from './cli/font.ts'
import { runCommandLine } from './cli/frame.ts'
import { models } from './cli/models.ts'
import { project } from './cli/project.ts'
import { sample } from './cli/sample.ts'
import { sketch } from './cli/sketch.ts'
import { train } from './cli/train.ts'
import { translate } from './cli/translate.ts'

const commands: Record<string, Command> = {
  blend,
  translate,
  font,
  sample,
  sketch,
  project,
  devices,
  train,
  models,
  export: exportNetwork,
}

const interrupted = new AbortController()
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => interrupted.abort())

process.exitCode = await runCommandLine(process.argv.slice(2), {
  version,
  commands,
  stdout: process.stdout,
  stderr: process.stderr,
  signal: interrupted.signal,
})
