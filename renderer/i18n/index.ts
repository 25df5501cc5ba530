import i18next from 'i18next'
import { useEffect } from 'react'
import { initReactI18next, useTranslation } from 'react-i18next'
import { isText, type Text } from '../../electron/contract/text.ts'
import en from './en/index.ts'
import type { English, KeyPath } from './types.ts'
import zhCN from './zh-CN/index.ts'

export const languages = ['en', 'zh-CN'] as const
export type Language = (typeof languages)[number]

/** `document:history.addLayer`: a namespace, a colon, the path to a text. */
export type TranslationKey = {
  [N in keyof English & string]: `${N}:${KeyPath<English[N]>}`
}[keyof English & string]

export type TextValues = Readonly<Record<string, string | number>>

const resources = { en, 'zh-CN': zhCN }

void i18next.use(initReactI18next).init({
  resources,
  lng: 'en',
  fallbackLng: 'en',
  ns: Object.keys(en),
  defaultNS: 'app',
  initAsync: false,
  // React escapes what it renders; escaping twice would show entities.
  interpolation: { escapeValue: false },
})

/** The text of `key` in the current language. In a component use {@link useT}, which follows a change of language. */
export function t(key: TranslationKey, values: TextValues = {}): string {
  return i18next.t(key as string, values)
}

/** What the engine or the document has to say, with the texts that fill its blanks, in the current language. */
export function say({ key, ...values }: Text): string {
  const said = Object.entries(values).map(([blank, value]) => [blank, isText(value) ? say(value) : value])
  return t(key, Object.fromEntries(said))
}

/** Whether `key`, which came from data and not from source, names a text. */
export function isTranslationKey(key: string): key is TranslationKey {
  return i18next.exists(key)
}

/** {@link t}, bound to the component: it renders again when the language changes. */
export function useT(): typeof t {
  useTranslation()
  return t
}

export function currentLanguage(): Language {
  return i18next.language === 'zh-CN' ? 'zh-CN' : 'en'
}

/** The system's language where Ganvas speaks it, else English. */
export function systemLanguage(preferred: readonly string[] = navigator.languages): Language {
  for (const tag of preferred) {
    if (/^zh\b/i.test(tag)) return 'zh-CN'
    if (/^en\b/i.test(tag)) return 'en'
  }
  return 'en'
}

/** Switches every text at once; `system` follows the operating system. */
export async function setLanguage(choice: Language | 'system'): Promise<void> {
  const language = choice === 'system' ? systemLanguage() : choice
  await i18next.changeLanguage(language)
  document.documentElement.lang = language
}

/** Keeps the page in the chosen language. */
export function useLanguage(choice: Language | 'system'): void {
  useEffect(() => {
    void setLanguage(choice)
  }, [choice])
}

/** A number as the current language writes it. */
export function formatNumber(value: number, options: Intl.NumberFormatOptions = {}): string {
  return new Intl.NumberFormat(currentLanguage(), options).format(value)
}

/** Names in a row, as the current language lists them. */
export function formatList(names: readonly string[]): string {
  return new Intl.ListFormat(currentLanguage(), { style: 'narrow' }).format(names)
}

const byteUnits = ['B', 'KB', 'MB', 'GB'] as const

/** `12.4 MB`; powers of 1024, as memory is counted. */
export function formatBytes(bytes: number): string {
  const power = Math.min(byteUnits.length - 1, bytes < 1 ? 0 : Math.floor(Math.log2(bytes) / 10))
  const value = formatNumber(bytes / 1024 ** power, { maximumFractionDigits: power === 0 ? 0 : 1 })
  return `${value}\u00a0${byteUnits[power]}`
}
