/** What a property list holds. */
export type Property =
  | string
  | number
  | boolean
  | Date
  | readonly Property[]
  | { readonly [key: string]: Property | undefined }

/** Characters that XML 1.0 does not allow go. */
export const escaped = (value: string): string =>
  value
    .replaceAll(/[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')

/** A property list as XML, as Apple defines it. */
export const plist = (value: Property): string => `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
<plist version="1.0">
${element(value)}
</plist>
`

/** One property, for a list within other XML. */
export function element(value: Property): string {
  if (typeof value === 'string') return `<string>${escaped(value)}</string>`
  if (typeof value === 'boolean') return value ? '<true/>' : '<false/>'
  if (typeof value === 'number')
    return Number.isInteger(value) ? `<integer>${value}</integer>` : `<real>${value}</real>`
  if (value instanceof Date) return `<date>${value.toISOString().replace(/\.\d+/, '')}</date>`
  if (isList(value)) return `<array>\n${value.map(element).join('\n')}\n</array>`
  const entries = Object.entries(value).flatMap(([key, each]) =>
    each === undefined ? [] : [`<key>${escaped(key)}</key>\n${element(each)}`],
  )
  return `<dict>\n${entries.join('\n')}\n</dict>`
}

const isList = (value: Property): value is readonly Property[] => Array.isArray(value)
