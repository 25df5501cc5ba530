/** A while in which the page has nothing better to do. */
export interface Slice {
  /** Whether another tile can be read and sent before the user could feel it. */
  hasRoom(): boolean
}

/** Milliseconds that are kept for one tile: reading, packing, and handing it to the browser. */
const TILE_MS = 4

/** A slice ends after this many milliseconds, however idle the page was when it began: a pen may come down. */
const LONGEST_SLICE_MS = 8

/** A page that is never idle gives a slice for a single tile this often, in milliseconds: copying goes on, slowly. */
const LONGEST_WAIT_MS = 400

/** A hidden page, or one that is being left, has no frame rate to protect. */
const endless: Slice = { hasRoom: () => true }

/** The next slice; at once when the page is hidden. */
export function nextSlice(): Promise<Slice> {
  if (document.hidden) return Promise.resolve(endless)
  return new Promise((resolve) => {
    const settle = (slice: Slice) => {
      cancel()
      document.removeEventListener('visibilitychange', onHide)
      resolve(slice)
    }
    const cancel = whenIdle(settle)
    const onHide = () => {
      if (document.hidden) settle(endless)
    }
    document.addEventListener('visibilitychange', onHide)
  })
}

/** @returns what cancels it */
function whenIdle(work: (slice: Slice) => void): () => void {
  // Safari has none; a pause between two frames is the next best.
  if (typeof requestIdleCallback === 'undefined') {
    const timer = setTimeout(() => work({ hasRoom: () => false }), 16)
    return () => clearTimeout(timer)
  }
  const latest = performance.now() + LONGEST_WAIT_MS
  const wait = () => requestIdleCallback(take, { timeout: Math.max(1, latest - performance.now()) })
  const take = (deadline: IdleDeadline) => {
    const began = performance.now()
    if (!deadline.didTimeout && deadline.timeRemaining() < TILE_MS && began < latest) handle = wait()
    else
      work({
        hasRoom: () =>
          deadline.timeRemaining() > TILE_MS && performance.now() - began < LONGEST_SLICE_MS - TILE_MS,
      })
  }
  let handle = wait()
  return () => cancelIdleCallback(handle)
}
