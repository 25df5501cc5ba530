import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { type DeviceCheck, DeviceId } from '../contract/procedures/app.ts'
import { inEnglish, type Text } from '../contract/text.ts'
import { type Command, type CommandContext, UsageError } from './command.ts'

export const devices: Command = {
  summary: 'list what networks can run on here, and why not on the others',
  usage: `ganvas devices [--check [--device D]]
ganvas devices --server ADDRESS [--authority FILE]

Lists the devices of this machine. The one in use is marked with *.

  --check      computes every installed network on each usable device beside the processor, and remembers which
               of them the device computes rightly and no slower
  --device D   on this one alone: ${DeviceId.options.join(', ')}
  --server A   asks a server of the Open Inference Protocol what it has of the installed networks; it is sent nothing else.
               GANVAS_SERVER_TOKEN in the environment holds its token, --authority FILE vouches for its certificate`,

  async run(args, context) {
    const { values } = parseArgs({
      args,
      options: {
        check: { type: 'boolean' },
        device: { type: 'string' },
        server: { type: 'string' },
        authority: { type: 'string' },
      },
    })
    const device = values.device === undefined ? undefined : DeviceId.safeParse(values.device)
    if (device && !device.success)
      throw new UsageError(`--device "${values.device}" is none of ${DeviceId.options.join(', ')}`)
    if (values.server !== undefined) return testServer(context, values.server, values.authority)
    return values.check ? check(context, device?.data) : list(context)
  },
}

async function testServer(
  { engine, print, warn, signal }: CommandContext,
  address: string,
  authority: string | undefined,
): Promise<0> {
  const input = { address, ...(authority !== undefined && { authority: resolve(authority) }) }
  const report = await (await engine()).call('servers.test', input, { signal })
  if (report.warning) warn(inEnglish(report.warning))
  const has = { same: 'there', other: 'another one of this name', none: 'not there' }
  const lines = report.networks.map(({ network, has: which }) => `  ${network.padEnd(42)} ${has[which]}`)
  print(report, [`${report.address}: ${report.name} ${report.version}`.trim(), ...lines].join('\n'))
  return 0
}

async function list({ engine, print, signal }: CommandContext): Promise<0> {
  const found = await (await engine()).call('devices.list', {}, { signal })
  const said = (text: Text | null) => (text ? inEnglish(text) : '')
  const described = found.devices.map((device) => ({ ...device, reason: said(device.reason) }))
  const notice = said(found.notice)
  const lines = described.map(({ id, title, reason }) => {
    const mark = id === found.active ? '*' : ' '
    return `${mark} ${id.padEnd(7)} ${title}${reason ? `\n          unusable: ${reason}` : ''}`
  })
  print({ ...found, devices: described, notice }, [...lines, ...(notice ? [notice] : [])].join('\n'))
  return 0
}

async function check(
  { engine, print, progress, signal }: CommandContext,
  device: DeviceId | undefined,
): Promise<0> {
  const onEvent = (event: { kind: string; step?: number; total?: number }) => {
    if (event.kind === 'progress') progress(`model ${event.step! + 1} of ${event.total}`)
  }
  const input = device ? { device } : {}
  const result = await (await engine()).call('devices.check', input, { signal, onEvent })
  const { checks, allowed } = result
  const table =
    checks.length === 0
      ? 'There is no device to compare with the processor; "ganvas devices" says what is missing.'
      : [
          ['device', 'network', 'difference', 'device', 'processor', 'computed by'],
          ...checks.map((row) => cells(row)),
        ]
          .map((row) =>
            row
              .map((cell, k) => cell.padEnd(WIDTHS[k]!))
              .join(' ')
              .trimEnd(),
          )
          .concat(`A difference is a share of the largest number; ${allowed} is allowed.`)
          .join('\n')
  print(result, table)
  return 0
}

const WIDTHS = [7, 38, 11, 9, 10, 0]

function cells({ device, model, role, difference, deviceSeconds, cpuSeconds, fault, said }: DeviceCheck) {
  const time = (seconds: number | null) => (seconds === null ? '' : `${(1000 * seconds).toPrecision(3)} ms`)
  const apart = fault === 'failed' ? '' : (difference?.toExponential(1) ?? 'not a number')
  const by = fault ? `processor: ${fault === 'failed' ? said.split('\n')[0] : fault}` : device
  return [device, [model, role].filter(Boolean).join(' '), apart, time(deviceSeconds), time(cpuSeconds), by]
}
