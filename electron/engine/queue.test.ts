import { describe, expect, it } from 'vitest'
import type { JobEvent } from '../contract/define.ts'
import { createQueue } from './queue.ts'

/** A job that runs until told to end, and knows whether it was started. */
function controlled() {
  const controller = new AbortController()
  const events: JobEvent[] = []
  let end = () => {}
  const ended = new Promise<void>((resolve) => {
    end = resolve
  })
  const job = {
    controller,
    events,
    end,
    started: false,
    context: { signal: controller.signal, emit: (event: JobEvent) => events.push(event) },
    work: async () => {
      job.started = true
      await ended
      return 'done'
    },
  }
  return job
}

const settled = () => new Promise((resolve) => setTimeout(resolve, 0))

describe('the queue', () => {
  it('runs one job of a lane at a time, in order, and tells the others how many are ahead', async () => {
    const schedule = createQueue()
    const jobs = [controlled(), controlled(), controlled()]
    const answers = jobs.map((job) => schedule('compute', job.context, job.work))
    await settled()
    expect(jobs.map((job) => job.started)).toEqual([true, false, false])
    expect(jobs.map((job) => job.events)).toEqual([
      [],
      [{ kind: 'queued', ahead: 1 }],
      [{ kind: 'queued', ahead: 2 }],
    ])
    jobs[0]!.end()
    await settled()
    expect(jobs.map((job) => job.started)).toEqual([true, true, false])
    expect(jobs[2]!.events.at(-1)).toEqual({ kind: 'queued', ahead: 1 })
    jobs[1]!.end()
    jobs[2]!.end()
    expect(await Promise.all(answers)).toEqual(['done', 'done', 'done'])
  })

  it('opens a file while a blend runs', async () => {
    const schedule = createQueue()
    const [blend, open] = [controlled(), controlled()]
    void schedule('compute', blend.context, blend.work)
    const opened = schedule('files', open.context, open.work)
    open.end()
    expect(await opened).toBe('done')
  })

  it('never starts a job that was cancelled while it waited', async () => {
    const schedule = createQueue()
    const [first, second, third] = [controlled(), controlled(), controlled()]
    const one = schedule('compute', first.context, first.work)
    const two = schedule('compute', second.context, second.work)
    const three = schedule('compute', third.context, third.work)
    second.controller.abort()
    await expect(two).rejects.toMatchObject({ code: 'cancelled' })
    expect(third.events.at(-1)).toEqual({ kind: 'queued', ahead: 1 })
    first.end()
    third.end()
    await Promise.all([one, three])
    expect(second.started).toBe(false)
  })

  it('keeps the lane taken until cancelled work has really stopped', async () => {
    const schedule = createQueue()
    const [first, second] = [controlled(), controlled()]
    const one = schedule('compute', first.context, first.work)
    const two = schedule('compute', second.context, second.work)
    await settled()
    first.controller.abort()
    await settled()
    expect(second.started).toBe(false)
    first.end()
    second.end()
    await Promise.all([one, two])
    expect(second.started).toBe(true)
  })

  it('goes on after a job that fails', async () => {
    const schedule = createQueue()
    const next = controlled()
    const failed = schedule('compute', controlled().context, () => Promise.reject(new Error('no')))
    const done = schedule('compute', next.context, next.work)
    next.end()
    await expect(failed).rejects.toThrow('no')
    expect(await done).toBe('done')
  })
})
