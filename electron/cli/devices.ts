import { parseArgs } from 'node:util'
import { inEnglish, type Text } from '../contract/text.ts'
import type { Command } from './command.ts'

export const devices: Command = {
  summary: 'list what networks can run on here, and why not on the others',
  usage: `ganvas devices

Lists the devices of this machine. The one in use is marked with *.`,

  async run(args, { engine, print, signal }) {
    parseArgs({ args, options: {} })
    const list = await (await engine()).call('devices.list', {}, { signal })
    const said = (text: Text | null) => (text ? inEnglish(text) : '')
    const devices = list.devices.map((device) => ({ ...device, reason: said(device.reason) }))
    const notice = said(list.notice)
    const lines = devices.map(({ id, title, reason }) => {
      const mark = id === list.active ? '*' : ' '
      return `${mark} ${id.padEnd(7)} ${title}${reason ? `\n          unusable: ${reason}` : ''}`
    })
    print({ ...list, devices, notice }, [...lines, ...(notice ? [notice] : [])].join('\n'))
    return 0
  },
}
