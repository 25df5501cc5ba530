import { access } from 'node:fs/promises'
import { join } from 'node:path'
import type { Row } from './row.ts'
import { tools } from './tools.ts'

/** One experiment, run once. */
export interface Run {
  row: string
  seed: number
  /** Of the steps. */
  share: number
  seconds: number
  figures: Record<string, number>
}

const head = `| reference | what it claims | command | required | figures: mean (least to most) over seeds | reached | picture |
|---|---|---|---|---|---|---|
`

/**
 * The table of docs/survey.md: every reference, those whose system is a tool with where it is measured, and of those that are
 * experiments what was found by the runs there are.
 *
 * @param folder where the pictures lie, by the names of the rows
 */
export async function tableOf(rows: readonly Row[], runs: readonly Run[], folder: string): Promise<string> {
  const experiments = await Promise.all(
    rows.map(async (row) => {
      const found = row.seeds.flatMap((seed) =>
        runs.filter((run) => run.row === row.name && run.seed === seed),
      )
      const picture = join(folder, `${row.name}.png`)
      const there = await access(picture).then(
        () => true,
        () => false,
      )
      return line([
        row.reference,
        row.claim,
        [`\`survey.ts ${row.name}\``, ...(row.command ? [`\`${row.command}\``] : [])].join('; '),
        row.required,
        figuresOf(row, found),
        verdict(row, found),
        there ? `![${row.name}](survey/${row.name}.png)` : '',
      ])
    }),
  )
  const others = tools.map(({ reference, claim, command, figures }) =>
    line([reference, claim, `\`${command}\``, '', figures, '', '']),
  )
  return head + [...experiments, ...others].join('')
}

const line = (cells: readonly string[]) =>
  `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |\n`

function figuresOf(row: Row, runs: readonly Run[]): string {
  if (runs.length === 0) return 'not yet run'
  const names = [...new Set(runs.flatMap(({ figures }) => Object.keys(figures)))]
  const all = names.map((name) => {
    const values = runs.flatMap(({ figures }) => (name in figures ? [figures[name]!] : []))
    return `${words(name)} ${spread(values)}`
  })
  const some = runs.length < row.seeds.length ? `${runs.length} of ${row.seeds.length} seeds: ` : ''
  return some + all.join('; ')
}

/** Fewer seeds than were asked for reach nothing. */
const verdict = (row: Row, runs: readonly Run[]): string => {
  if (runs.length === 0) return ''
  const reached = row.reached(runs.map(({ figures }) => figures))
  if (runs.length === row.seeds.length) return reached ? 'yes' : 'no'
  return reached ? 'so far' : 'not so far'
}

/** A name in camel case as words. */
const words = (name: string): string => name.replace(/([A-Z]|\d+)/g, (part) => ` ${part.toLowerCase()}`)

function spread(values: readonly number[]): string {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length
  const digits = (value: number) => Number(value.toPrecision(3))
  if (values.length === 1) return String(digits(mean))
  return `${digits(mean)} (${digits(Math.min(...values))} to ${digits(Math.max(...values))})`
}
