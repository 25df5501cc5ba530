import { readFile } from 'node:fs/promises'
import { extname, parse, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import type { JobEvent } from '../contract/define.ts'
import { inEnglish } from '../contract/text.ts'
import { CharacterSetName, FontFormat, type FontManner, MakeFontInput } from '../contract/tools/font.ts'
import { type Command, joinNegatives, UsageError } from './command.ts'
import { readLearning, toldOf } from './fontLearning.ts'
import { readManners } from './fontManners.ts'

export const font: Command = {
  summary: 'make a font of another one’s glyphs, and sheets to write glyphs on',
  usage: `ganvas font --source FONT --chars SET|FILE … --out FILE [options]
       ganvas font --template --source FONT --chars SET|FILE … --out FILE.pdf

Draws glyphs of FONT (TTF, OTF, TTC, WOFF, WOFF2) anew, heavier, slanted, narrower or rounder, and writes them as a font
of its own. What it is follows from the name: ttf, otf (cubic curves), woff2 or ufo.

  --model ID         redraws the characters of this model, Han and kana or letters, in a style of it; "ganvas models list" names
                     models; one of each kind may be given, each with its --style after it
  --style NAME       the style, or a mixture: NAME=2,NAME=1
  --references PATH  learns the style of the model that has no --style from glyphs: of a second font, or a folder of pages of a template, or pictures that are named by their
                     characters (永.png, U+6C38.png); takes some minutes
  --references-face N, --references-count N
                     which font of a collection, from 0, and how many of its glyphs are learned from, 30 if not given
  --learning-steps N of the training, 280 if not given
  --keep ID          the model of your own that the learned style becomes, for --model ID --style ID later on; the name of the
                     file if not given
  --face N           which font of a collection, from 0
  --axis TAG=VALUE   a place on an axis of a variable font; may be given several times
  --chars SET|FILE   ${CharacterSetName.options.join(', ')},
                     or a text file (UTF-8) whose characters are taken; may be given several times
  --weight N         thousandths of the em by which strokes are thicker, -200 to 200
  --slant N          degrees by which stems lean to the right, -30 to 30
  --width N          1 for the source's widths, 0.5 to 2
  --roundness N      radius of corners in thousandths of the em, 0 to 200
  --contrast N       thousandths of the em by which upright strokes are thicker and level ones thinner, -100 to 100
  --body N           size of square glyphs in their cell, 1 for the source's, 0.6 to 1.2
  --tracking N       thousandths of the em between letters, -200 to 400
  --word-space N     width of spaces, 1 for the source's, 0.25 to 4

  --family NAME      of the new font, in ASCII; the name of the file if not given
  --family-zh-hans NAME, --family-zh-hant NAME, --family-ja NAME
                     the same in Chinese, simplified and traditional, and in Japanese
  --style-name NAME  Regular, Bold, Light Italic and the like; Regular or Italic if not given
  --version N.NNN    1.000 if not given
  --holder NAME      who holds the copyright in the change; --designer and --manufacturer name these
  --vendor ABCD      a registered vendor's letters
  --permitted        confirms that the maker of a font with a restricted embedding licence gave leave
  --overwrite        replace a file, or a learned style, that exists

  --template         writes pages to print, A4, with a cell for each character, to be written on by hand

A source under the SIL Open Font License makes a font under it, with another name and the source's copyright.`,

  async run(args, { engine, signal, print, progress, warn }) {
    const { values, tokens } = parseArgs({
      args: joinNegatives(args),
      tokens: true,
      options: {
        source: { type: 'string' },
        model: { type: 'string', multiple: true },
        style: { type: 'string', multiple: true },
        references: { type: 'string' },
        'references-face': { type: 'string' },
        'references-count': { type: 'string' },
        'learning-steps': { type: 'string' },
        keep: { type: 'string' },
        face: { type: 'string' },
        axis: { type: 'string', multiple: true, default: [] },
        chars: { type: 'string', multiple: true, default: [] },
        weight: { type: 'string' },
        slant: { type: 'string' },
        width: { type: 'string' },
        roundness: { type: 'string' },
        contrast: { type: 'string' },
        body: { type: 'string' },
        tracking: { type: 'string' },
        'word-space': { type: 'string' },
        out: { type: 'string' },
        family: { type: 'string' },
        'family-zh-hans': { type: 'string' },
        'family-zh-hant': { type: 'string' },
        'family-ja': { type: 'string' },
        'style-name': { type: 'string' },
        version: { type: 'string' },
        holder: { type: 'string' },
        designer: { type: 'string' },
        manufacturer: { type: 'string' },
        vendor: { type: 'string' },
        permitted: { type: 'boolean', default: false },
        overwrite: { type: 'boolean', default: false },
        template: { type: 'boolean', default: false },
      },
    })
    for (const name of ['source', 'out'] as const)
      if (!values[name]) throw new UsageError(`--${name} is missing`)
    if (values.chars.length === 0)
      throw new UsageError('--chars is missing: which characters the font is to have')
    if (values.template) {
      const written = await (await engine()).call('font.template', await templateInput(values as Values), {
        signal,
      })
      print(written, `${written.path}: ${written.pages} pages`)
      return 0
    }
    const given = values as Values
    const { manners, learner } = readManners(tokens, values.references !== undefined)
    const learning = values.references === undefined ? null : readLearning(given, learner)
    const input = await readInput(given, manners)
    const { call } = await engine()
    const follow = (said: (step: number, total: number) => string) => ({
      signal,
      onEvent(event: JobEvent) {
        if (event.kind === 'progress') progress(said(event.step, event.total))
        else if (event.kind === 'notice') warn(inEnglish(event.text))
      },
    })
    const { source, characters } = input
    const learned =
      learning &&
      (await call(
        'font.learn',
        { ...learning, source, characters },
        follow((step) => `the style is learned: ${step} %`),
      ))
    const made = await call(
      'font.make',
      learned
        ? {
            ...input,
            manners: [...input.manners, { model: learned.model, mixture: { [learned.style]: 1 } }],
          }
        : input,
      follow((step, total) => `${step} of ${total} glyphs`),
    )
    print(
      learned ? { ...made, learned } : made,
      [
        ...(learned ? [toldOf(learned)] : []),
        `${made.path}: ${made.glyphs} glyphs in ${made.seconds.toFixed(1)} s`,
      ].join('\n'),
    )
    return 0
  },
}

type Values = Record<string, string | boolean | string[] | undefined> & {
  source: string
  out: string
  axis: string[]
  chars: string[]
}

async function templateInput({ source, face, axis, chars, out, overwrite }: Values) {
  const at = { path: resolve(source), face: Number(face ?? 0), axes: Object.fromEntries(axis.map(readAxis)) }
  return {
    source: at,
    characters: await readCharacters(chars),
    target: { path: resolve(out), overwrite: overwrite === true },
  }
}

/** @throws UsageError naming the option and what it may be */
async function readInput(values: Values, manners: FontManner[]): Promise<MakeFontInput> {
  const format = FontFormat.safeParse(extname(values.out).slice(1).toLowerCase())
  if (!format.success) throw new UsageError(`--out must end in one of .${FontFormat.options.join(', .')}`)
  const given = (name: string) =>
    values[name] === undefined ? {} : { [name]: Number(values[name] || 'none') }
  const input = MakeFontInput.safeParse({
    source: {
      path: resolve(values.source),
      ...given('face'),
      axes: Object.fromEntries(values.axis.map(readAxis)),
    },
    characters: await readCharacters(values.chars),
    manners,
    shape: Object.assign(
      {},
      ...['weight', 'slant', 'width', 'roundness', 'contrast', 'body', 'tracking'].map(given),
      values['word-space'] === undefined ? {} : { wordSpace: Number(values['word-space'] || 'none') },
    ),
    names: {
      family: values.family ?? parse(values.out).name,
      localFamilies: {
        'zh-Hans': values['family-zh-hans'],
        'zh-Hant': values['family-zh-hant'],
        ja: values['family-ja'],
      },
      style: values['style-name'],
      version: values.version,
      holder: values.holder,
      designer: values.designer,
      manufacturer: values.manufacturer,
      vendor: values.vendor,
    },
    format: format.data,
    target: { path: resolve(values.out), overwrite: values.overwrite === true },
    permitted: values.permitted === true,
  })
  if (input.success) return input.data
  const name = String(input.error.issues[0]?.path.at(-1)).replace(
    /[A-Z]/g,
    (letter) => `-${letter.toLowerCase()}`,
  )
  throw new UsageError(`--${name} "${values[name]}": ${input.error.issues[0]?.message}`)
}

function readAxis(given: string): [string, number] {
  const [tag = '', value = '', ...rest] = given.split('=')
  if (tag.length !== 4 || value === '' || !Number.isFinite(Number(value)) || rest.length > 0)
    throw new UsageError(`--axis "${given}" is not of the form wght=700`)
  return [tag, Number(value)]
}

/** Names of sets, and the content of files. */
async function readCharacters(given: readonly string[]): Promise<MakeFontInput['characters']> {
  const characters: MakeFontInput['characters'] = { sets: [], text: '' }
  for (const each of given) {
    const set = CharacterSetName.safeParse(each)
    if (set.success) characters.sets.push(set.data)
    else
      characters.text += await readFile(each, 'utf8').catch(() => {
        const sets = CharacterSetName.options.join(', ')
        throw new UsageError(`--chars "${each}" is neither a text file nor one of ${sets}`)
      })
  }
  return characters
}
