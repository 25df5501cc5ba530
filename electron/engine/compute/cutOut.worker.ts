import type { Pixels } from '../../contract/pixels.ts'
import { refineEdge } from '../../tools/cutout/refine.ts'
import { selectSubject } from '../../tools/cutout/select.ts'
import { serveOrders } from '../threads/serve.ts'
import type { CutOutKind } from './cutOutMessages.ts'

let picture: Pixels | null = null

serveOrders<CutOutKind>({
  load(pixels) {
    picture = pixels
    return null
  },
  select({ hints, draft }) {
    if (!picture) throw new Error('An object was asked for before a picture was loaded.')
    return selectSubject(picture, hints, draft)
  },
  refine: ({ picture, mask, settings }) => refineEdge(picture, mask, settings),
})
