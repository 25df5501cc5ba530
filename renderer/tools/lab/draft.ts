import { createStore } from 'zustand/vanilla'
import type { ModelManifest } from '../../../electron/contract/model/manifest.ts'
import {
  type DrawingGame,
  type LabData,
  type LabSettings,
  type MadePairing,
  type TwoKindsGame,
  twoKindsGames,
} from '../../../electron/contract/procedures/lab.ts'

export const ways = ['pictures', 'pairs', 'unpaired', 'drawn', 'model'] as const
export type Way = (typeof ways)[number]

export const folderKinds = ['pictures', 'strips', 'input', 'target', 'a', 'b'] as const
export type FolderKind = (typeof folderKinds)[number]

/** A new model that is being described. Folders are kept when another way is looked at. */
export interface Draft {
  title: string
  way: Way
  pairing: MadePairing
  pairs: 'strips' | 'matched'
  inputOn: 'left' | 'right'
  /** What is said of pictures that others like them are drawn of. */
  said: Extract<LabData, { kind: 'drawn' }>['said']
  /** What a game is chosen by that has several; null: as recommended. */
  games: { unpaired: TwoKindsGame | null; drawn: DrawingGame | null }
  /** The game between two kinds that their folders ask for; null until it is known. */
  advised: TwoKindsGame | null
  folders: Readonly<Record<FolderKind, string>>
  /** The model to fine-tune. */
  model: string | null
  /** Null: as recommended. */
  settings: LabSettings | null
  /** Whether each setting is shown. */
  more: boolean
}

const empty: Draft = {
  title: '',
  way: 'pictures',
  pairing: 'edges',
  pairs: 'strips',
  inputOn: 'left',
  said: 'nothing',
  games: { unpaired: null, drawn: null },
  advised: null,
  folders: { pictures: '', strips: '', input: '', target: '', a: '', b: '' },
  model: null,
  settings: null,
  more: false,
}

export const draft = createStore<Draft>(() => empty)

/** Changes the draft; what is learned from decides on what is recommended. */
export function change(part: Partial<Draft>): void {
  draft.setState({ settings: null, ...part })
}

/** Once a training was begun; folders are likely to be used again. */
export const startAnew = (): void => draft.setState({ title: '', settings: null })

type Source = Pick<Draft, 'way' | 'pairing' | 'pairs' | 'said'> & {
  unpaired: TwoKindsGame | null
  drawn: DrawingGame | null
}

/** What is learned from, as the chosen way or model has it. */
export function sourceOf(draft: Draft, model: ModelManifest | undefined): Source | null {
  const { way, pairing, pairs, said, games, advised } = draft
  const kept = {
    pairing,
    pairs,
    said,
    drawn: games.drawn,
    unpaired: games.unpaired ?? advised,
  }
  if (way !== 'model') return { ...kept, way }
  const translation = model?.translation
  if (!translation) return null
  if (translation.kind === 'style') {
    const game = twoKindsGames.find((each) => each === model.recipe?.name) ?? null
    return { ...kept, way: 'unpaired', unpaired: game }
  }
  const hinted = model.inputs[0]?.channels.includes('hint')
  if (translation.kind === 'color')
    return { ...kept, way: 'pictures', pairing: hinted ? 'gray-hints' : 'gray' }
  if (!translation.pairing) return { ...kept, way: 'pairs' }
  const { pairing: drawn } = translation
  return { ...kept, way: 'pictures', pairing: drawn === 'edges' && hinted ? 'edges-hints' : drawn }
}

/** The folders that a source asks for, in the order of the form. */
export function foldersOf({ way, pairs }: Pick<Source, 'way' | 'pairs'>): FolderKind[] {
  if (way === 'pairs') return pairs === 'strips' ? ['strips'] : ['input', 'target']
  return way === 'unpaired' ? ['a', 'b'] : ['pictures']
}

/** The settings for the engine; null while a folder is missing. */
export function dataOf(state: Draft, source: Source | null): LabData | null {
  if (!source || foldersOf(source).some((kind) => state.folders[kind] === '')) return null
  const { pictures, strips, input, target, a, b } = state.folders
  if (source.way === 'unpaired')
    return { kind: 'unpaired', a, b, ...(source.unpaired && { game: source.unpaired }) }
  if (source.way === 'drawn')
    return {
      kind: 'drawn',
      folder: pictures,
      said: source.said,
      ...(source.said === 'nothing' && source.drawn && { game: source.drawn }),
    }
  if (source.way === 'pictures') return { kind: 'pictures', folder: pictures, pairing: source.pairing }
  if (source.pairs === 'matched') return { kind: 'matched', input, target }
  return { kind: 'strips', folder: strips, inputOn: state.inputOn }
}

/** The last part of the path that says most of what is learned. */
export function suggestedTitle(data: LabData): string {
  const path = data.kind === 'matched' ? data.target : data.kind === 'unpaired' ? data.b : data.folder
  return path.split(/[\\/]/).filter(Boolean).at(-1)?.slice(0, 60) ?? ''
}
