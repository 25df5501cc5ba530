/** Texts to judge a font by: old poems and classics, pangrams, and what is hard to draw. All in the public domain. */
export const presets = {
  /** Thousand Character Classic, 6th century. */
  thousand: '天地玄黄，宇宙洪荒。\n日月盈昃，辰宿列张。\n寒来暑往，秋收冬藏。',
  /** Li Bai, 8th century. */
  poem: '床前明月光，疑是地上霜。\n举头望明月，低头思故乡。',
  strokes: '永国东酬爱警鹰龘\n三川心水火之乙飞',
  dense: '龍鷹魔聲鬱籲釁囊\n警藏霸蠢繁囊曦耀',
  /** The Iroha, 11th century. */
  iroha: 'いろはにほへと　ちりぬるを\nわかよたれそ　つねならむ',
  latin: 'The quick brown fox jumps\nover the lazy dog. 0123456789',
  mixed: '永字八法 The Eight Principles\n天地玄黄，宇宙洪荒。',
} as const

export type Preset = keyof typeof presets

/** The preset that a text is; `own` where it is none. */
export const presetOf = (text: string): Preset | 'own' =>
  (Object.keys(presets) as Preset[]).find((name) => presets[name] === text) ?? 'own'
