/** A class that a generator is told, and the folders of pictures that it is learned from. */
interface LearnedClass {
  /** Names it on the command line. */
  name: string
  title: { en: string; 'zh-CN': string }
  folders: readonly string[]
}

/** What a generator of Sketch is about. */
interface Kind {
  /** In the order of their names, which is that of the network's input. */
  classes: readonly LearnedClass[]
  /** Which pictures, by their line of CREDITS.tsv. */
  takes(row: Readonly<Record<string, string>>): boolean
}

const learned = (name: string, en: string, chinese: string, folders = [name]): LearnedClass => ({
  name,
  title: { en, 'zh-CN': chinese },
  folders,
})

/** Deviation of the border's colours, of 255, above which the ground of a picture of clothes is too restless to learn. */
const PLAIN = 45

export const kinds: Readonly<Record<string, Kind>> = {
  clothes: {
    classes: [
      learned('dress', 'dress', '连衣裙'),
      learned('hat', 'hat', '帽子'),
      learned('jacket', 'jacket', '外套', ['outwear', 'blazer']),
      learned('long-sleeve', 'long-sleeved top', '长袖上衣', ['longsleeve', 'hoodie']),
      learned('polo', 'polo shirt', 'Polo 衫'),
      learned('shirt', 'shirt', '衬衫'),
      learned('shoes', 'shoes', '鞋'),
      learned('shorts', 'shorts', '短裤'),
      learned('skirt', 'skirt', '半身裙'),
      learned('t-shirt', 'T-shirt', 'T 恤'),
      learned('tank-top', 'tank top', '背心', ['undershirt', 'top']),
      learned('trousers', 'trousers', '长裤', ['pants']),
    ],
    takes: ({ border_sd: deviation }) => Number(deviation) < PLAIN,
  },
  flowers: {
    classes: [
      learned('daisy', 'daisy', '雏菊'),
      learned('dandelion', 'dandelion', '蒲公英'),
      learned('rose', 'rose', '玫瑰', ['roses']),
      learned('sunflower', 'sunflower', '向日葵', ['sunflowers']),
      learned('tulip', 'tulip', '郁金香', ['tulips']),
    ],
    takes: () => true,
  },
}
