import { GanvasError } from '../../contract/errors.ts'
import type { CallContext } from '../../contract/server.ts'
import { type Text, text } from '../../contract/text.ts'
import type { FontWork } from '../../contract/tools/fontWorks.ts'
import { licenceFrom, reservedIn, reservedNames } from '../../tools/font/make/licence.ts'
import type { Described } from '../compute/fontMessages.ts'

interface FamilyNames {
  family: string
  localFamilies: Readonly<Record<string, string | undefined>>
}

/** Which of these names the source's licence keeps for the original, as a sentence; null: none. */
export function reservedProblem(
  { family, localFamilies }: FamilyNames,
  source: Described['names'],
  file: string,
): Text | null {
  if (!licenceFrom(source, { year: 0 }).open) return null
  for (const name of [family, ...Object.values(localFamilies)]) {
    const reserved = name && reservedIn(name, reservedNames(source))
    if (reserved) return text('fonts.reservedName', { family: name, reserved, name: file })
  }
  return null
}

/**
 * Looks at what a source's maker allows, and tells it.
 *
 * @param file its name, for messages
 * @throws GanvasError `unsupported` where leave is needed and not said to be had, `invalid-input` for a reserved name
 */
export function checkLeave(
  { names: source, embedding }: Described,
  file: string,
  names: FamilyNames,
  permitted: boolean,
  emit: CallContext['emit'],
): void {
  const { restricted, free, level } = embedding
  if (restricted && !permitted)
    throw new GanvasError('unsupported', text('fonts.restricted', { name: file, level }))
  if (!free && !restricted) notice(emit, text('fonts.embedding', { name: file, level }))
  const problem = reservedProblem(names, source, file)
  if (problem) throw new GanvasError('invalid-input', problem)
  if (licenceFrom(source, { year: 0 }).open)
    notice(emit, text('fonts.openLicence', { name: file, family: names.family }))
}

/**
 * The same of the second fonts that a style was learned from, where the font is drawn in such a style.
 *
 * @throws GanvasError `unsupported` where leave is needed and not said to be had
 */
export function checkReferences(
  { plan: { styles }, references }: Pick<FontWork, 'plan' | 'references'>,
  permitted: boolean,
  emit: CallContext['emit'],
): void {
  if (!Object.values(styles).some((style) => style.kind === 'model' && style.round !== undefined)) return
  for (const { file: name, embedding: level } of references) {
    if (level === 'restricted' && !permitted)
      throw new GanvasError('unsupported', text('fonts.restricted', { name, level }))
    if (level !== 'installable') notice(emit, text('fonts.embedding', { name, level }))
  }
}

export const notice = (emit: CallContext['emit'], said: Text): void => emit({ kind: 'notice', text: said })
