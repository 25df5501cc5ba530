declare module 'linebreak' {
  /** Where lines may break, by Unicode's annex 14; positions are UTF-16 units. */
  export default class LineBreaker {
    constructor(text: string)
    nextBreak(): { position: number; required?: boolean } | null
  }
}
