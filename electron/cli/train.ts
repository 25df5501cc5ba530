import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import type { z } from 'zod'
import { GanvasError } from '../contract/errors.ts'
import { DeviceId } from '../contract/procedures/app.ts'
import { type Recipes, TrainInput } from '../contract/procedures/train.ts'
import { inEnglish } from '../contract/text.ts'
import { type Command, UsageError } from './command.ts'

const own = {
  data: { type: 'string' },
  out: { type: 'string' },
  steps: { type: 'string' },
  batch: { type: 'string' },
  accumulate: { type: 'string' },
  seed: { type: 'string' },
  device: { type: 'string' },
  threads: { type: 'string' },
  'checkpoint-every': { type: 'string' },
  'sample-every': { type: 'string' },
  from: { type: 'string' },
  resume: { type: 'boolean' },
} as const

/** Steps between two lines of losses where stderr is no terminal. */
const linesEvery = 100

export const train: Command = {
  summary: 'train a network from nothing, or go on with it',
  usage: `ganvas train <recipe> --data DIR --out DIR [options] [--OPTION VALUE …]
ganvas train --list

Trains by a recipe on the pictures in DIR. The folder --out receives checkpoint.bin, curves.jsonl, samples/ and, at
the end, the trained networks as .onnx. Ctrl-C, or SIGTERM, stops after the present step with a checkpoint.

  --steps N             of the whole run; the recipe has its own default, as for --batch
  --batch N
  --accumulate N        takes each batch in N passes, for less memory; a batch that does not fit is divided anyhow
  --seed N              0 by default; the same seed repeats a run bit for bit on one device
  --device D            ${DeviceId.options.join(', ')}; cpu by default
  --threads N           all processors by default
  --from MODEL          fine-tune: start with the weights and the options of this model, or with FILE.onnx from elsewhere
  --resume              go on from the checkpoint in --out, with its own settings where none are given
  --checkpoint-every N  steps, 1000 by default
  --sample-every N      steps, 500 by default
  --list                the recipes with their own options

Whatever else is given, such as --waist 512, is an option of the recipe.`,

  async run(args, { engine, print, progress, warn, signal }) {
    if (args.includes('--list')) {
      const recipes = await (await engine()).call('train.recipes', {}, { signal })
      print({ recipes }, recipes.map(describe).join('\n\n'))
      return 0
    }
    const input = readInput(args)
    const client = await engine()
    checkNames(input, await client.call('train.recipes', {}, { signal }))
    let place = ''
    let told = 0
    const running = client.call('train.run', input, {
      signal,
      onEvent(event) {
        if (event.kind === 'notice') warn(inEnglish(event.text))
        else if (event.kind === 'progress')
          place = `step ${event.step} of ${event.total}, ${showSeconds(event.secondsLeft ?? 0)} left`
        else if (event.kind === 'losses') {
          const line = `${place}: ${showLosses(event.values)}`
          progress(line)
          if (!process.stderr.isTTY && told++ % linesEvery === 0) warn(line)
        }
      },
    })
    const result = await running.catch((thrown) => {
      // A value that the recipe refuses is a wrong argument.
      if (thrown instanceof GanvasError && typeof thrown.data.option === 'string')
        throw new UsageError(thrown.message)
      throw thrown
    })
    const idle = Object.keys(result.losses).length === 0
    print(
      { ...result, out: input.out },
      idle
        ? `${input.out}: the run has its ${result.step} steps; go on with more of them by --resume --steps N`
        : `${input.out}: step ${result.step} in ${showSeconds(result.seconds)}, ${showLosses(result.losses)}`,
    )
    // Ctrl-C: the frame says so, with its exit code.
    if (result.stopped)
      throw new GanvasError('cancelled', `Stopped at step ${result.step}; go on with --resume.`)
    return 0
  },
}

/** @throws UsageError for a value that is no number, and for a missing recipe, `--data` or `--out` */
function readInput(args: string[]): TrainInput {
  const { named, rest } = readOptions(args)
  const [recipe, ...surplus] = rest
  if (!recipe) throw new UsageError('which recipe? "ganvas train --list" lists them')
  if (surplus.length > 0) throw new UsageError(`"${surplus.join(' ')}" belongs to no option`)
  const text = (name: string) => {
    const value = named.get(name)
    if (value === true) throw new UsageError(`--${name} lacks its value`)
    return value
  }
  const whole = (name: string, min: number) => {
    const value = text(name)
    if (value === undefined) return {}
    const number = Number(value)
    if (!Number.isInteger(number) || number < min)
      throw new UsageError(`--${name} "${value}" is not a whole number from ${min} up`)
    return { [camel(name)]: number }
  }
  const data = text('data')
  const out = text('out')
  const resume = named.get('resume') === true
  if (!data && !resume)
    throw new UsageError('--data is missing: the folder of pictures, or for "toy" the name of a mixture')
  if (!out) throw new UsageError('--out is missing: the folder that receives the run')
  const parsed = TrainInput.safeParse({
    recipe,
    ...(data && { data }),
    out: resolve(out),
    ...(named.has('device') && { device: text('device') }),
    resume,
    ...fromOf(text('from')),
    ...whole('steps', 1),
    ...whole('batch', 1),
    ...whole('seed', 0),
    ...whole('accumulate', 1),
    ...whole('threads', 1),
    ...whole('checkpoint-every', 1),
    ...whole('sample-every', 1),
    options: Object.fromEntries(
      [...named].filter(([name]) => !Object.hasOwn(own, name)).map(([name, value]) => [camel(name), value]),
    ),
  })
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  throw new UsageError(`--${issue?.path.join('.')}: ${issue?.message}`)
}

/** A file is meant from here, a model by its name. */
const fromOf = (from: string | undefined) =>
  from === undefined ? {} : { from: /\.onnx$/i.test(from) ? resolve(from) : from }

/** @throws UsageError for a recipe that is not there, and for an option that it does not have */
function checkNames({ recipe, options }: TrainInput, recipes: z.infer<typeof Recipes>): void {
  const found = recipes.find(({ name }) => name === recipe)
  if (!found)
    throw new UsageError(
      `there is no recipe "${recipe}"; the recipes are: ${recipes.map(({ name }) => name).join(', ')}`,
    )
  const known = Object.keys(found.options.properties ?? {})
  const unknown = Object.keys(options).find((name) => !known.includes(name))
  if (unknown)
    throw new UsageError(
      `--${kebab(unknown)} is no option of "${recipe}"; it has: ${known.map((name) => `--${kebab(name)}`).join(', ')}`,
    )
}

/** `--name value`, `--name=value` and `--name` of any name; what belongs to none is the rest. */
function readOptions(args: string[]): { named: Map<string, string | true>; rest: string[] } {
  const { tokens } = parseArgs({ args, options: own, strict: false, allowPositionals: true, tokens: true })
  const named = new Map<string, string | true>()
  const rest: string[] = []
  let waiting: string | null = null
  for (const token of tokens) {
    if (token.kind === 'positional' && waiting !== null) named.set(waiting, token.value)
    else if (token.kind === 'positional') rest.push(token.value)
    waiting = null
    if (token.kind !== 'option') continue
    named.set(token.name, token.value ?? true)
    if (token.value === undefined && !Object.hasOwn(own, token.name)) waiting = token.name
  }
  return { named, rest }
}

const camel = (name: string): string => name.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase())
const kebab = (name: string): string => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)

function describe(recipe: z.infer<typeof Recipes>[number]): string {
  const properties = (recipe.options.properties ?? {}) as Record<
    string,
    { description?: string; default?: unknown; enum?: unknown[] }
  >
  const lines = Object.entries(properties).map(
    ([name, { description = '', default: standard, enum: choice }]) =>
      `    --${kebab(name)}  ${[choice?.join('|'), standard === undefined ? '' : `${standard} by default`, description].filter(Boolean).join('; ')}`,
  )
  return [`${recipe.name}  ${recipe.summary} (${recipe.steps} steps of ${recipe.batch})`, ...lines].join('\n')
}

function showSeconds(seconds: number): string {
  const whole = Math.round(seconds)
  const parts = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60]
  return parts.map((part) => String(part).padStart(2, '0')).join(':')
}

const showLosses = (losses: Readonly<Record<string, number>>): string =>
  Object.entries(losses)
    .map(([name, value]) => `${name} ${value.toPrecision(4)}`)
    .join(', ')
