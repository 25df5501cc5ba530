import { availableParallelism } from 'node:os'
import { setTimeout } from 'node:timers/promises'
import type { Bench } from '../bench.ts'
import { median, round } from '../measure.ts'
import { cases } from './cases.ts'
import { Peer, type Spent, untilIdle } from './peers.ts'

const maxRuns = 5
/** No further run begins after this many seconds; there is always one. */
const patience = 120

/**
 * Times every case, a step of Ganvas and a step of PyTorch in turn, each in a process of its own. Processor time says
 * more than the clock where other programs run, and most on one thread, which waits for nobody (`taskset -c 0`).
 *
 * @param goal ratio to PyTorch below which it is said where the time goes
 */
export const networkBench = (mode: 'train' | 'infer', goal: number): Bench =>
  async function* (only, { device, runs }) {
    for (const name of Object.keys(cases))
      if (only.length === 0 || only.includes(name))
        yield { case: name, device, ...(await measured(mode, name, goal, device, Math.min(maxRuns, runs))) }
  }

async function measured(mode: 'train' | 'infer', name: string, goal: number, device: string, runs: number) {
  const threads = availableParallelism()
  const ganvas = await Peer.ganvas(mode, name, threads, device)
  if (!ganvas) throw new Error(`The case "${name}" did not start.`)
  const torch = await Peer.torch(mode, name, threads)
  const own: Spent[] = []
  const others: Spent[] = []
  const began = performance.now()
  const impatient = () => own.length > 0 && performance.now() - began > 1000 * patience
  for (let run = 0; run <= runs && !impatient(); run++) {
    const step = await ganvas.step()
    await setTimeout(untilIdle)
    const other = torch && (await torch.step())
    await setTimeout(untilIdle)
    if (run === 0) continue
    own.push(step)
    if (other) others.push(other)
  }
  const { batch } = cases[name]!
  const peak = async (peer: Peer) => Math.round(Number(await peer.ask('peak')))
  const ratios = {
    ratio_to_pytorch: medianOf(others, 'seconds') / medianOf(own, 'seconds'),
    cpu_ratio_to_pytorch: medianOf(others, 'cpuSeconds') / medianOf(own, 'cpuSeconds'),
  }
  const figures = {
    images_per_second: round(batch / medianOf(own, 'seconds'), 3),
    seconds: round(medianOf(own, 'seconds')),
    cpu_seconds: round(medianOf(own, 'cpuSeconds')),
    peak_mb: await peak(ganvas),
    runs: own.length,
    threads,
    ...(torch && {
      pytorch_images_per_second: round(batch / medianOf(others, 'seconds'), 3),
      pytorch_cpu_seconds: round(medianOf(others, 'cpuSeconds')),
      pytorch_peak_mb: await peak(torch),
      ratio_to_pytorch: round(ratios.ratio_to_pytorch, 3),
      cpu_ratio_to_pytorch: round(ratios.cpu_ratio_to_pytorch, 3),
    }),
  }
  torch?.stop()
  const under = torch !== null && Math.min(...Object.values(ratios)) < goal
  const profile = under ? { percent_by_operator: JSON.parse(await ganvas.ask('profile')) } : {}
  ganvas.stop()
  return { ...figures, ...profile }
}

const medianOf = (steps: readonly Spent[], figure: keyof Spent): number =>
  median(steps.map((step) => step[figure]))
