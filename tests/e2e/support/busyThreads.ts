import { readdirSync, readFileSync } from 'node:fs'

/** How many threads of a process compute or wait for a processor, which says what is under way on a busy machine too. */
export function busyThreads(pid: number): number {
  const states = readdirSync(`/proc/${pid}/task`).map((thread) => {
    const stat = readFileSync(`/proc/${pid}/task/${thread}/stat`, 'utf8')
    return stat.slice(stat.lastIndexOf(')') + 2)[0]
  })
  return states.filter((state) => state === 'R').length
}
