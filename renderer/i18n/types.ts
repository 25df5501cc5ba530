/** A tree of texts: what one namespace file holds. */
export type Texts = { readonly [key: string]: string | Texts }

/** The English texts by file: each file of `en/` adds itself, so that what it holds can be asked for by {@link t}. */
// biome-ignore lint/suspicious/noEmptyInterface: see above.
export interface Namespaces {}

/** All English texts. */
export type English = Omit<Namespaces, 'app' | 'files'> & { app: Namespaces['app'] & Namespaces['files'] }

/** The shape of `T` with any text at its leaves: a translation must have exactly the keys of the English file. */
export type SameKeys<T> = { readonly [K in keyof T]: T[K] extends string ? string : SameKeys<T[K]> }

/** `history.addLayer`, for every leaf of `T`. */
export type KeyPath<T> = {
  [K in keyof T & string]: T[K] extends string ? K : `${K}.${KeyPath<T[K]>}`
}[keyof T & string]
