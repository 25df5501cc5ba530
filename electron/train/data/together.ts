import type { Source } from './source.ts'

/** Batches of several sources at once: what each gives, by names that none of the others gives. */
export const together = (...sources: readonly Source[]): Source => ({
  get skipped() {
    return sources.flatMap(({ skipped }) => skipped)
  },
  batch: async (index, size) =>
    Object.assign({}, ...(await Promise.all(sources.map((source) => source.batch(index, size))))),
  async close() {
    await Promise.all(sources.map((source) => source.close?.()))
  },
})
