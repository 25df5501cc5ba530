import { z } from 'zod'

const bytes = z.custom<Uint8Array>((value) => value instanceof Uint8Array, 'expected bytes')

/** A file the user chose: by path where the shell knows it, else its bytes (drop, paste, a browser's file input). */
export const FileSource = z.union([
  z.object({ path: z.string().min(1) }),
  z.object({ name: z.string(), bytes }),
])
export type FileSource = z.infer<typeof FileSource>

/** Where a written file goes. `bytes`: it comes back in the answer, for a browser download. */
export const FileTarget = z.union([
  z.object({ path: z.string().min(1), overwrite: z.boolean() }),
  z.object({ bytes: z.literal(true) }),
])
export type FileTarget = z.infer<typeof FileTarget>

export const Written = z.object({ path: z.string().optional(), bytes: bytes.optional(), size: z.number() })
export type Written = z.infer<typeof Written>
