import * as fs from 'node:fs/promises'
import { join } from 'node:path'
import { diskError } from '../../contract/diskError.ts'
import type { EngineContract } from '../../contract/engine.ts'
import { defect } from '../../contract/errors.ts'
import { Live } from '../../contract/procedures/recovery.ts'
import type { CallContext, Handlers } from '../../contract/server.ts'
import { writeAtomically } from '../disk.ts'
import type { Claims } from '../ownership/claims.ts'

type PageHandlers = Pick<Handlers<EngineContract>, 'recovery.remember' | 'recovery.ended'>

const OPEN = 'open.json'

/** Holds what is claimed without a connection. */
const NOBODY = {}
const hasEnded = (holder: object) => holder instanceof AbortSignal && holder.aborted

/**
 * What each page has open, in a folder of its own in `dataFolder`/pages that belongs to its connection. A page that is
 * closed has it removed; what is there of one without a connection is of a page that was killed, or crashed. `forget`
 * removes it for all pages that are connected: they end because somebody closes the studio.
 */
export function createPageHandlers({ dataFolder, claims }: { dataFolder: string; claims: Claims }): {
  handlers: PageHandlers
  forget(): Promise<void>
} {
  const root = join(dataFolder, 'pages')
  const held = new Map<string, object>()
  let last: Promise<unknown> = Promise.resolve()
  /** One after the other, in the order in which the page spoke. */
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const mine = last.then(work)
    last = mine.catch(() => {})
    return mine
  }

  async function remember(page: string, live: Live, holder: object): Promise<void> {
    const folder = join(root, page)
    if (!(await claims.claim(folder, holder)))
      throw defect('unavailable', `Another page goes by the name "${page}".`, { page })
    held.set(folder, holder)
    if (live.documents.length === 0) await remove(folder, holder)
    else await writeAtomically(join(folder, OPEN), [Buffer.from(JSON.stringify(live))], { overwrite: true })
  }

  async function remove(folder: string, holder: object): Promise<void> {
    held.delete(folder)
    await fs.rm(folder, { recursive: true, force: true }).catch((error) => {
      throw diskError('remove', folder, error)
    })
    await claims.release(folder, holder)
  }

  async function takeEnded(holder: object): Promise<Live[]> {
    const found: { live: Live; at: number }[] = []
    for (const page of await fs.readdir(root).catch(() => [])) {
      const folder = join(root, page)
      if (held.get(folder) === holder || !(await claims.claim(folder, holder))) continue
      const path = join(folder, OPEN)
      const at = (await fs.stat(path).catch(() => null))?.mtimeMs ?? 0
      const live = await fs.readFile(path, 'utf8').then(readLive, () => null)
      if (live) found.push({ live, at })
      await remove(folder, holder)
    }
    return found.sort((a, b) => b.at - a.at).map(({ live }) => live)
  }

  const holderIn = ({ closed }: CallContext): object => closed ?? NOBODY
  return {
    handlers: {
      'recovery.remember': ({ page, ...live }, context) =>
        inTurn(async () => {
          await remember(page, live, holderIn(context))
          return {}
        }),
      'recovery.ended': (_, context) => inTurn(async () => ({ pages: await takeEnded(holderIn(context)) })),
    },
    forget: () =>
      inTurn(async () => {
        for (const [folder, holder] of held) if (!hasEnded(holder)) await remove(folder, holder)
      }),
  }
}

/** What was kept in mind; null when it cannot be read: the files are all in Open recent. */
function readLive(json: string): Live | null {
  try {
    return Live.parse(JSON.parse(json))
  } catch {
    return null
  }
}
