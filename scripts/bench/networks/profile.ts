/** One entry of the file that ONNX Runtime writes when it profiles. */
export interface ProfileEvent {
  cat: string
  name: string
  dur: number
  args?: { op_name?: string }
}

/** Shares of the operators in the time of all of them, in percent, by what they are for: the eight largest. */
export function shares(events: readonly ProfileEvent[]): Record<string, number> {
  const spent = new Map<string, number>()
  for (const { cat, name, dur, args } of events) {
    if (cat !== 'Node' || !name.endsWith('_kernel_time')) continue
    const key = `${args!.op_name}${purposeOf(name)}`
    spent.set(key, (spent.get(key) ?? 0) + dur)
  }
  const total = [...spent.values()].reduce((sum, time) => sum + time, 0)
  const sorted = [...spent].sort(([, a], [, b]) => b - a).slice(0, 8)
  return Object.fromEntries(sorted.map(([key, time]) => [key, Math.round((1000 * time) / total) / 10]))
}

/** By the scopes that differentiation and training steps give their nodes. */
function purposeOf(node: string): string {
  if (node.includes('/update')) return ' of updates'
  return node.includes('_grad/') ? ' of gradients' : ''
}
