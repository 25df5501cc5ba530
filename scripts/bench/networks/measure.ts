import { availableParallelism } from 'node:os'
import { setTimeout } from 'node:timers/promises'
import type { Bench } from '../bench.ts'
import { median, round } from '../measure.ts'
import { cases } from './cases.ts'
import { Peer } from './peers.ts'

const mostRuns = 5
/** No further run begins after this many seconds; there is always one. */
const patience = 120
/** Threads of either side go on spinning for a while after a step, in wait for more. */
const untilIdle = 250

/**
 * Times every case, a step of Ganvas and a step of PyTorch in turn, each in a process of its own.
 *
 * @param goal ratio to PyTorch below which it is said where the time goes
 */
export const networkBench = (mode: 'train' | 'infer', goal: number): Bench =>
  async function* (only) {
    for (const name of Object.keys(cases))
      if (only.length === 0 || only.includes(name))
        yield { case: name, ...(await measured(mode, name, goal)) }
  }

async function measured(mode: 'train' | 'infer', name: string, goal: number) {
  const threads = availableParallelism()
  const ganvas = await Peer.ganvas(mode, name, threads)
  if (!ganvas) throw new Error(`The case "${name}" did not start.`)
  const torch = await Peer.torch(mode, name, threads)
  const seconds: number[] = []
  const torchSeconds: number[] = []
  const began = performance.now()
  const impatient = () => seconds.length > 0 && performance.now() - began > 1000 * patience
  for (let run = 0; run <= mostRuns && !impatient(); run++) {
    const own = Number(await ganvas.ask('step'))
    await setTimeout(untilIdle)
    const other = torch && Number(await torch.ask('step'))
    await setTimeout(untilIdle)
    if (run === 0) continue
    seconds.push(own)
    if (other !== null) torchSeconds.push(other)
  }
  const { batch } = cases[name]!
  const ratio = torch && median(torchSeconds) / median(seconds)
  const peak = async (peer: Peer) => Math.round(Number(await peer.ask('peak')))
  const figures = {
    images_per_second: round(batch / median(seconds), 3),
    seconds: round(median(seconds)),
    peak_mb: await peak(ganvas),
    runs: seconds.length,
    threads,
    ...(torch && {
      pytorch_images_per_second: round(batch / median(torchSeconds), 3),
      pytorch_peak_mb: await peak(torch),
      ratio_to_pytorch: round(ratio!, 3),
    }),
  }
  torch?.stop()
  const under = ratio !== null && ratio < goal
  const profile = under ? { percent_by_operator: JSON.parse(await ganvas.ask('profile')) } : {}
  ganvas.stop()
  return { ...figures, ...profile }
}
