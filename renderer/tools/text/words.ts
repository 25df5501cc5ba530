/** The word around a place of a text, as the language of the system has words; in Chinese, by its dictionary. */
export function wordAt(content: string, place: number): { from: number; to: number } {
  const words = new Intl.Segmenter(undefined, { granularity: 'word' })
  for (const { segment, index } of words.segment(content)) {
    const to = index + segment.length
    if (place < to || to === content.length) return { from: index, to }
  }
  return { from: 0, to: 0 }
}

/** The place one character on (1) or back (-1), as readers count them. */
export function stepOver(content: string, place: number, step: 1 | -1): number {
  const places = [0]
  for (const { segment, index } of new Intl.Segmenter().segment(content)) places.push(index + segment.length)
  if (step > 0) return places.find((each) => each > place) ?? content.length
  return places.findLast((each) => each < place) ?? 0
}
