import { parseArgs } from 'node:util'
import type { Command } from './command.ts'

export const devices: Command = {
  summary: 'list what networks can run on here, and why not on the others',
  usage: `ganvas devices

Lists the devices of this machine. The one in use is marked with *.`,

  async run(args, { engine, print, signal }) {
    parseArgs({ args, options: {} })
    const list = await (await engine()).call('devices.list', {}, { signal })
    const lines = list.devices.map(({ id, title, usable, reason }) => {
      const mark = id === list.active ? '*' : ' '
      return `${mark} ${id.padEnd(7)} ${title}${usable ? '' : `\n          unusable: ${reason}`}`
    })
    print(list, [...lines, ...(list.notice ? [list.notice] : [])].join('\n'))
    return 0
  },
}
