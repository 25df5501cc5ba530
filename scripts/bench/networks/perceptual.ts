import { existsSync } from 'node:fs'
import { availableParallelism, homedir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { Features } from '../../../electron/train/terms/features.ts'
import { randomFeaturesFile } from '../../../electron/train/testing/randomFeatures.fixture.ts'
import type { Bench } from '../bench.ts'
import { median, round } from '../measure.ts'
import { type Case, pix2pix128 } from './cases.ts'
import { Peer, type Spent, untilIdle } from './peers.ts'

/** What scripts/models/features.ts makes: EfficientNet-Lite0. */
const cached = join(homedir(), '.cache', 'ganvas', 'features.onnx')
const [without, within] = ['pix2pix-128-b4', 'pix2pix-128-b4-perceptual']
const MAX_RUNS = 5

/**
 * What the perceptual term adds to a step of pix2pix at 128 px in batches of 4: both steps in turn, each in a process of its
 * own. Without the features of scripts/models/features.ts it looks through a small random network, and says so.
 */
export const perceptualBench: Bench = async function* (_only, { device, runs }) {
  const threads = availableParallelism()
  const [plain, seen] = [await peerOf(without, threads, device), await peerOf(within, threads, device)]
  const spent: [Spent, Spent][] = []
  for (let run = 0; run <= Math.min(MAX_RUNS, runs); run++) {
    const first = await plain.step()
    await setTimeout(untilIdle)
    const second = await seen.step()
    await setTimeout(untilIdle)
    if (run > 0) spent.push([first, second])
  }
  const ratioOf = (figure: keyof Spent) => round(median(spent.map(([a, b]) => b[figure] / a[figure])), 3)
  yield {
    case: within,
    device,
    threads,
    features: existsSync(cached) ? 'EfficientNet-Lite0' : 'a small random network',
    runs: spent.length,
    seconds: round(median(spent.map(([, b]) => b.seconds))),
    ratio_to_step_without: ratioOf('seconds'),
    cpu_ratio_to_step_without: ratioOf('cpuSeconds'),
    peak_mb: Math.round(Number(await seen.ask('peak'))),
    peak_mb_without: Math.round(Number(await plain.ask('peak'))),
  }
  plain.stop()
  seen.stop()
}

async function peerOf(name: string, threads: number, device: string): Promise<Peer> {
  const peer = await Peer.ganvas('train', name, threads, device)
  if (!peer) throw new Error(`The case "${name}" did not start.`)
  return peer
}

/** One of the two cases, by its name. */
export async function pix2pixSeen(name: string): Promise<Case> {
  if (name === without) return pix2pix128(null)
  const options = existsSync(cached)
    ? { features: cached, layers: 'block1.expanded,block3.expanded,block5.expanded,block11.expanded' }
    : { features: randomFeaturesFile(), layers: 'near,far' }
  return pix2pix128(await Features.open({ ...options, perceptualWeight: 30 }, 128))
}
