import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { openFont } from '../../../electron/tools/font/file/fontFile.ts'
import type { Outline } from '../../../electron/tools/font/outline/outline.ts'

/** A font that the model is made from: of a package of Debian, by path, or of one of npm, which comes in slices. */
export interface FontOrigin {
  package: string
  licence: string
  /** Beneath /usr/share/fonts. */
  path?: string
  /** Number of the font in a collection (TTC). */
  index?: number
  /** Weight that a package of npm is asked for, such as 400. */
  weight?: number
}

export interface StyleOrigin extends FontOrigin {
  name: string
  title: string
  titleZh: string
  /** Whose characters it draws: those of China (GB2312, level 1) or of Japan (JIS X 0208, level 1). */
  set: 'gb' | 'jis'
  /** A source that it may not be drawn from, as its own designers drew it from that one. */
  without?: string
  /** Never trained on. */
  heldOut?: boolean
}

const noto = (path: string, index: number): FontOrigin => ({
  package: 'fonts-noto-cjk(-extra)',
  licence: 'OFL-1.1',
  path: `opentype/noto/${path}`,
  index,
})
const npm = (name: string, weight = 400): FontOrigin => ({
  package: `@fontsource/${name}`,
  licence: 'OFL-1.1',
  weight,
})
const wenkai = (weight: string): FontOrigin => ({
  package: 'fonts-lxgw-wenkai',
  licence: 'OFL-1.1',
  path: `truetype/lxgw-wenkai/LXGWWenKai-${weight}.ttf`,
})

/** What is redrawn: a sans and a kai, each by the forms of the style's country where there are two. */
export const sources: Record<string, Record<'gb' | 'jis', FontOrigin>> = {
  'noto-sans': { gb: noto('NotoSansCJK-Regular.ttc', 2), jis: noto('NotoSansCJK-Regular.ttc', 0) },
  'lxgw-wenkai': { gb: wenkai('Regular'), jis: wenkai('Regular') },
}

export const styles: readonly StyleOrigin[] = [
  {
    name: 'serif-bold',
    title: 'Noto Serif CJK SC Bold',
    titleZh: '思源宋体 Bold',
    set: 'gb',
    ...noto('NotoSerifCJK-Bold.ttc', 2),
  },
  {
    name: 'sans-black',
    title: 'Noto Sans CJK SC Black',
    titleZh: '思源黑体 Black',
    set: 'gb',
    ...noto('NotoSansCJK-Black.ttc', 2),
  },
  {
    name: 'smiley',
    title: 'Smiley Sans Oblique',
    titleZh: '得意黑',
    set: 'gb',
    package: 'fonts-smiley-sans',
    licence: 'OFL-1.1',
    path: 'truetype/smiley-sans/SmileySans-Oblique.ttf',
  },
  { name: 'kuaile', title: 'ZCOOL KuaiLe', titleZh: '站酷快乐体', set: 'gb', ...npm('zcool-kuaile') },
  { name: 'xiaowei', title: 'ZCOOL XiaoWei', titleZh: '站酷小薇体', set: 'gb', ...npm('zcool-xiaowei') },
  { name: 'ma-shan', title: 'Ma Shan Zheng', titleZh: '马善政毛笔楷书', set: 'gb', ...npm('ma-shan-zheng') },
  {
    name: 'kai-bold',
    title: 'LXGW WenKai Bold',
    titleZh: '霞鹜文楷 Bold',
    set: 'gb',
    without: 'lxgw-wenkai',
    ...wenkai('Bold'),
  },
  {
    name: 'seto',
    title: 'SetoFont',
    titleZh: '濑户字体',
    set: 'gb',
    package: 'fonts-seto',
    licence: 'OFL-1.1',
    path: 'truetype/seto/setofont.ttf',
  },
  {
    name: 'dela',
    title: 'Dela Gothic One',
    titleZh: 'Dela Gothic One',
    set: 'jis',
    ...npm('dela-gothic-one'),
  },
  {
    name: 'mochiy',
    title: 'Mochiy Pop One',
    titleZh: 'Mochiy Pop One',
    set: 'jis',
    ...npm('mochiy-pop-one'),
  },
  {
    name: 'zen-maru',
    title: 'Zen Maru Gothic Medium',
    titleZh: 'Zen 圆黑 Medium',
    set: 'jis',
    ...npm('zen-maru-gothic', 500),
  },
  { name: 'zen-old', title: 'Zen Old Mincho', titleZh: 'Zen 旧明朝', set: 'jis', ...npm('zen-old-mincho') },
  { name: 'yomogi', title: 'Yomogi', titleZh: 'Yomogi', set: 'jis', ...npm('yomogi') },
  {
    name: 'kaisei',
    title: 'Kaisei Opti Bold',
    titleZh: '解星 Opti Bold',
    set: 'jis',
    ...npm('kaisei-opti', 700),
  },
  {
    name: 'yusei',
    title: 'Yusei Magic',
    titleZh: 'Yusei Magic',
    set: 'jis',
    package: 'fonts-yusei-magic',
    licence: 'OFL-1.1',
    path: 'truetype/yusei-magic/YuseiMagic-Regular.ttf',
  },
  {
    name: 'qingke',
    title: 'ZCOOL QingKe HuangYou',
    titleZh: '站酷庆科黄油体',
    set: 'gb',
    heldOut: true,
    ...npm('zcool-qingke-huangyou'),
  },
  {
    name: 'shippori',
    title: 'Shippori Mincho',
    titleZh: 'Shippori 明朝',
    set: 'jis',
    heldOut: true,
    ...npm('shippori-mincho'),
  },
]

/** The outline behind a character, or null. */
export type Glyphs = (character: number) => Outline | null

/** @param npmFolder the `node_modules` where the packages of npm lie */
export async function openOrigin(origin: FontOrigin, npmFolder: string): Promise<Glyphs> {
  if (origin.path !== undefined) {
    const path = join('/usr/share/fonts', origin.path)
    if (!existsSync(path)) throw new Error(`${path} is missing: install Debian's ${origin.package}`)
    const font = await openFont(readFileSync(path), path, { index: origin.index ?? 0 })
    return font.drawn
  }
  const folder = join(npmFolder, origin.package, 'files')
  if (!existsSync(folder)) throw new Error(`${folder} is missing: install npm's ${origin.package}`)
  const slices = readdirSync(folder).filter((file) => file.endsWith(`-${origin.weight}-normal.woff2`))
  const drawnBy = new Map<number, Glyphs>()
  for (const slice of slices) {
    const font = await openFont(readFileSync(join(folder, slice)), slice)
    for (const character of font.characters) if (!drawnBy.has(character)) drawnBy.set(character, font.drawn)
  }
  return (character) => drawnBy.get(character)?.(character) ?? null
}

/** Characters of the first level of a national standard: rows of 94 of its plane. */
function levelOf(encoding: string, first: number, last: number): number[] {
  const decoder = new TextDecoder(encoding)
  const found: number[] = []
  for (let row = first; row <= last; row++)
    for (let cell = 1; cell <= 94; cell++) {
      const character = decoder.decode(Uint8Array.of(0xa0 + row, 0xa0 + cell)).codePointAt(0)!
      if (character >= 0x4e00 && character <= 0x9fff) found.push(character)
    }
  return found
}

export const characterSets = { gb: levelOf('gb2312', 16, 55), jis: levelOf('euc-jp', 16, 47) }

/** Drawn as another character by its designer. */
export const wrong: Record<string, readonly number[]> = { qingke: [0x7b75] }
