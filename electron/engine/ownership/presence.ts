import { randomBytes } from 'node:crypto'
import { rmSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { connect, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/*
 * Tells other processes of this machine that this one lives. What listens on an address of the system ends with its
 * process, however that ends, and answers while the process is busy: no number that is given again, as process ids are,
 * and no clock that a machine's sleep stops.
 */

/** What this process listens on; removed with it. */
const addresses = new Set<string>()
process.on('exit', () => {
  for (const address of addresses) rmSync(address, { force: true })
})

/** Begins to listen, for as long as this process lives. @returns the address to ask {@link isThere} about */
export function bePresent(): Promise<string> {
  const name = `ganvas-${randomBytes(8).toString('hex')}`
  const address = process.platform === 'win32' ? `\\\\.\\pipe\\${name}` : join(tmpdir(), `${name}.sock`)
  const server = createServer((socket) => socket.destroy())
  // Neither keeps a process alive that has nothing else to do.
  server.unref()
  addresses.add(address)
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(address, () => resolve(address))
  })
}

/** Whether the process of an address lives. What a killed one left of it is removed. */
export async function isThere(address: string): Promise<boolean> {
  const refused = await new Promise<string | null>((resolve) => {
    const socket = connect(address)
    socket.once('connect', () => {
      socket.destroy()
      resolve(null)
    })
    socket.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? ''))
  })
  if (refused === 'ECONNREFUSED') await rm(address, { force: true }).catch(() => {})
  // Any other refusal, such as a queue that is full, is that of a process that lives.
  return refused !== 'ECONNREFUSED' && refused !== 'ENOENT'
}
