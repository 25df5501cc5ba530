import { z } from 'zod'

export const text = z.string().min(1).max(4000)

/** A name in both languages. */
export const titles = z.strictObject({ en: text, 'zh-CN': text })
