import type { EngineContract } from '../../contract/engine.ts'
import { GanvasError } from '../../contract/errors.ts'
import type { Handlers } from '../../contract/server.ts'
import { isText } from '../../contract/text.ts'
import type { FontPlan } from '../../contract/tools/fontWorks.ts'
import { charactersIn } from '../../tools/font/characters.ts'
import { installedFonts } from '../../tools/font/file/installed.ts'
import { pathOf } from '../../tools/font/outline/path.ts'
import { readWhole } from '../disk.ts'
import { exportFont, namingFrom } from '../font/exportFont.ts'
import { generate } from '../font/generate.ts'
import { laying, madeOf, outlinesOf, redoGlyph, statesOf, wantedOf } from '../font/glyphs.ts'
import { learnFromCorrection } from '../font/learn/learning.ts'
import { reservedProblem } from '../font/licence.ts'
import { inOrder, readSheetFile, writeTemplate } from '../font/sheets.ts'
import { writeSpecimen } from '../font/specimen.ts'
import type { ModelsFolders } from '../font/style.ts'
import { styleInfos } from '../font/styleInfos.ts'
import type { OpenWork, Works } from '../font/works.ts'
import { emptyDesign } from '../font/write.ts'
import { createLearningHandlers, type LearningPlaces } from './fontReferences.ts'

type FontWorkHandlers = Pick<Handlers<EngineContract>, Extract<keyof EngineContract, `fonts.${string}`>>

/** The Font page: fonts that are being made. */
export function createFontWorkHandlers(works: Works, places: LearningPlaces): FontWorkHandlers {
  return {
    ...keepingHandlers(works, places.modelsFolders),
    ...proofHandlers(works),
    ...makingHandlers(works),
    ...sheetHandlers(works),
    ...createLearningHandlers(works, places),
  }
}

type HandlersOf<K extends keyof FontWorkHandlers> = Pick<FontWorkHandlers, K>

/** What there is to choose from, and what was chosen. */
function keepingHandlers(
  works: Works,
  modelsFolders: ModelsFolders,
): HandlersOf<
  | 'fonts.list'
  | 'fonts.installed'
  | 'fonts.styles'
  | 'fonts.readText'
  | 'fonts.create'
  | 'fonts.change'
  | 'fonts.delete'
  | 'fonts.checkNames'
> {
  return {
    'fonts.list': async () => ({ works: await works.list() }),
    'fonts.installed': async () => ({
      fonts: (await installedFonts()).map((font) => ({ ...font, alsoCalled: [...font.alsoCalled] })),
    }),
    async 'fonts.readText'({ path }, { signal }) {
      const content = new TextDecoder().decode(await readWhole(path, signal))
      return {
        text: charactersIn(content)
          .map((each) => String.fromCodePoint(each))
          .join(''),
      }
    },
    'fonts.styles': async () => ({ styles: await styleInfos(modelsFolders) }),
    'fonts.create': ({ file, face }) => works.create(file, face),
    async 'fonts.change'({ name, plan }) {
      await works.change(name, { plan })
      return {}
    },
    async 'fonts.delete'({ name }) {
      await works.delete(name)
      return {}
    },
    async 'fonts.checkNames'({ name }) {
      const work = await works.open(name)
      const { said, shape } = work.record.plan
      const names = namingFrom(said)
      const { names: source } = await works.withPool(work, (pool) => pool.described())
      try {
        emptyDesign(names, shape, source)
      } catch (thrown) {
        if (thrown instanceof GanvasError && isText(thrown.data)) return { problem: thrown.data }
        throw thrown
      }
      return { problem: reservedProblem(names, source, work.record.source.file) }
    },
  }
}

/** What is seen before anything is made. */
function proofHandlers(
  works: Works,
): HandlersOf<'fonts.lay' | 'fonts.sourceOutlines' | 'fonts.fields' | 'fonts.outlines'> {
  const seen = async (name: string, plan: FontPlan): Promise<OpenWork> => {
    const work = await works.open(name)
    return { ...work, record: { ...work.record, plan } }
  }
  return {
    async 'fonts.lay'({ name, plan, text, vertical }, { signal }) {
      const work = await seen(name, plan)
      const lines = await works.withPool(work, (pool) =>
        pool.first.call('lay', laying(work.record, text.split('\n'), vertical), { signal }),
      )
      return { lines }
    },
    async 'fonts.sourceOutlines'({ name, plan, glyphs }, { signal }) {
      const found = await works.withPool(await seen(name, plan), (pool) =>
        pool.first.call('outlines', { glyphs }, { signal }),
      )
      return { outlines: found.map((outline, at) => ({ glyph: glyphs[at]!, path: pathOf(outline) })) }
    },
    async 'fonts.fields'({ name, plan, glyphs }, { signal }) {
      const work = await seen(name, plan)
      const wanted = glyphs
        .filter(({ character }) => !madeOf(work, character))
        .map(({ character, form }) => ({ ...wantedOf(work.record, character), form }))
      const fields = await works.withPool(work, (pool) =>
        pool.share(wanted, (thread, part) =>
          thread.call('fields', { wanted: part, shape: plan.shape }, { signal }),
        ),
      )
      return { fields }
    },
    async 'fonts.outlines'({ name, plan, characters }, { signal }) {
      const work = await seen(name, plan)
      return { glyphs: await works.withPool(work, (pool) => outlinesOf(work, characters, pool, signal)) }
    },
  }
}

/** What is written by hand. */
function sheetHandlers(works: Works): HandlersOf<'fonts.template' | 'fonts.readSheet'> {
  return {
    async 'fonts.template'({ name, text, target }, { signal }) {
      const work = await works.open(name)
      return works.withPool(work, (pool) => writeTemplate(pool, inOrder(text), target, signal))
    },
    async 'fonts.readSheet'({ name, file, text }, { signal }) {
      const work = await works.open(name)
      return works.withPool(work, (pool) => readSheetFile(pool, file, text, signal))
    },
  }
}

/** What is made, and what becomes of it. */
function makingHandlers(
  works: Works,
): HandlersOf<'fonts.glyphs' | 'fonts.generate' | 'fonts.redo' | 'fonts.export' | 'fonts.specimen'> {
  return {
    async 'fonts.glyphs'({ name }) {
      const work = await works.open(name)
      return { glyphs: await works.withPool(work, (pool) => statesOf(work, pool)) }
    },
    async 'fonts.generate'({ name }, context) {
      const work = await works.open(name)
      return works.withPool(work, (pool) => generate(work, pool, context))
    },
    async 'fonts.redo'({ name, character, way }, { signal }) {
      const glyph = await redoGlyph(works, name, character, way, signal)
      if (way.kind === 'picture') await learnFromCorrection(works, name, glyph)
      return glyph
    },
    async 'fonts.export'(input, context) {
      const work = await works.open(input.name)
      return works.withPool(work, (pool) => exportFont(work, pool, input, context))
    },
    async 'fonts.specimen'({ name, format, target }, context) {
      const work = await works.open(name)
      return works.withPool(work, (pool) => writeSpecimen(work, pool, format, target, context))
    },
  }
}
