import type { LabPlan, RunInfo } from '../../../electron/contract/procedures/lab.ts'

/** What samples are made of: those of two runs for which this is the same show the same pictures. */
const samplesFrom = ({ data, settings: { seed, options } }: LabPlan): string => {
  const { game: _, ...source } = data as LabPlan['data'] & { game?: string }
  return JSON.stringify([source, seed, options.size, options.latent ?? options.code])
}

/** Other runs whose samples are of the same pictures, newest first. */
export const comparable = (run: RunInfo, runs: readonly RunInfo[]): RunInfo[] =>
  runs.filter(
    (other) =>
      other.name !== run.name &&
      other.samples.length > 0 &&
      samplesFrom(other.plan) === samplesFrom(run.plan),
  )
