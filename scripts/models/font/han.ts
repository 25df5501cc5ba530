import { charactersOf } from '../../../electron/tools/font/characters.ts'
import { isRedrawn } from '../../../electron/tools/font/script.ts'
import { type Collection, type FontOrigin, npm, type StyleOrigin } from './styles.ts'

const noto = (path: string, index: number): FontOrigin => ({
  package: 'fonts-noto-cjk(-extra)',
  licence: 'OFL-1.1',
  path: `opentype/noto/${path}`,
  index,
})
const wenkai = (weight: string): FontOrigin => ({
  package: 'fonts-lxgw-wenkai',
  licence: 'OFL-1.1',
  path: `truetype/lxgw-wenkai/LXGWWenKai-${weight}.ttf`,
})

/** A sans and a kai, each by the forms of the style's country where there are two. */
const sources: Collection['sources'] = {
  'noto-sans': { gb: noto('NotoSansCJK-Regular.ttc', 2), jis: noto('NotoSansCJK-Regular.ttc', 0) },
  'lxgw-wenkai': { gb: wenkai('Regular'), jis: wenkai('Regular') },
}

const styles: readonly StyleOrigin[] = [
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

/** Han characters and kana in fifteen styles, and two more to be tried with. */
export const han: Collection = {
  script: 'han',
  sources,
  styles,
  characterSets: { gb: levelOf('gb2312', 16, 55), jis: levelOf('euc-jp', 16, 47) },
  besides: charactersOf('kana').filter((character) => isRedrawn('han', character)),
  wrong: { qingke: [0x7b75] },
  heldOut: 130,
  // Simple and dense, in the sets of China and of Japan.
  references: '永国田三心水木口中大明林',
}
