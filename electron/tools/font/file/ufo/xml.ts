import { DOMParser, type Element, type Node } from '@xmldom/xmldom'
import type { Property } from '../../write/ufo/plist.ts'

/**
 * The root of an XML document.
 *
 * @throws Error for what is none
 */
export function rootOf(xml: string): Element {
  const parser = new DOMParser({
    onError(level, message) {
      if (level !== 'warning') throw new SyntaxError(message)
    },
  })
  const root = parser.parseFromString(xml, 'text/xml').documentElement
  if (!root) throw new SyntaxError('an XML document without an element')
  return root
}

const isElement = (node: Node): node is Element => node.nodeType === 1

/** The elements right within another one. */
export const childrenOf = (element: Element): Element[] =>
  Array.from({ length: element.childNodes.length }, (_, k) => element.childNodes[k]!).filter(isElement)

/** The number of an attribute; the usual one where it is not there. */
export function numberOf(element: Element, name: string, usual: number): number {
  const given = element.getAttribute(name)
  if (given === null || given === '') return usual
  const value = Number(given)
  if (!Number.isFinite(value)) throw new SyntaxError(`${name}="${given}" is no number`)
  return value
}

/** A property list, as `plist` writes it. @throws Error for what is none */
export function readPlist(xml: string): Property {
  const [value] = childrenOf(rootOf(xml))
  if (!value) throw new SyntaxError('an empty property list')
  return propertyOf(value)
}

function propertyOf(element: Element): Property {
  const content = element.textContent ?? ''
  switch (element.tagName) {
    case 'dict': {
      const children = childrenOf(element)
      const entries = children.flatMap((child, k) =>
        child.tagName === 'key' && children[k + 1]
          ? [[child.textContent ?? '', propertyOf(children[k + 1]!)] as const]
          : [],
      )
      return Object.fromEntries(entries)
    }
    case 'array':
      return childrenOf(element).map(propertyOf)
    case 'integer':
    case 'real':
      return Number(content)
    case 'true':
      return true
    case 'false':
      return false
    default:
      return content
  }
}

/** A property list as a table; empty for any other. */
export const tableOf = (value: Property | undefined): Record<string, Property | undefined> =>
  typeof value === 'object' && !Array.isArray(value) && !(value instanceof Date)
    ? (value as Record<string, Property | undefined>)
    : {}
