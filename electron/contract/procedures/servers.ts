import { z } from 'zod'
import { job, procedure } from '../define.ts'
import { ModelId } from '../ids.ts'
import { Text } from '../text.ts'

const nothing = z.object({})

/** A server as it is entered. */
export const ServerInput = z.object({
  /** `http://machine:8000`, or with https. */
  address: z.string().min(1).max(500),
  /** Sent as a bearer token. Absent: the one that is kept for this address. Empty: none. */
  token: z.string().max(10_000).optional(),
  /** A file of certificates that may vouch for the server's, beside the known authorities; empty for none. */
  authority: z.string().default(''),
  /** Confirms that what is sent to another machine by plain HTTP can be read on the way. */
  readable: z.boolean().default(false),
})
export type ServerInput = z.input<typeof ServerInput>

/** A server in the settings. */
export const ServerEntry = z.object({
  address: z.string(),
  authority: z.string(),
  /** Where its token is kept: in the system's store, in a file that only the user can read; null: it has none. */
  token: z.enum(['system', 'file']).nullable(),
})
export type ServerEntry = z.infer<typeof ServerEntry>

/** What a server was found to be. */
export const ServerReport = z.object({
  address: z.string(),
  /** What it calls itself, and its version. */
  name: z.string(),
  version: z.string(),
  /** Networks that are installed here and servers can compute. */
  networks: z.array(
    z.object({
      model: z.string(),
      title: z.record(z.string(), z.string()),
      /** As it is called there. */
      network: z.string(),
      /** Whether the server has this very one, another one of its name, or none. */
      has: z.enum(['same', 'other', 'none']),
    }),
  ),
  /** What is to be known before pictures are sent there. */
  warning: Text.nullable(),
})
export type ServerReport = z.infer<typeof ServerReport>

export const ExportRepositoryInput = z.object({
  folder: z.string().min(1),
  /** All that are installed if empty. */
  models: z.array(ModelId).default([]),
  /** Examples that a server computes at once, at most. */
  batch: z.int().min(1).max(1024).default(8),
  /** Copies of each network that run side by side. */
  instances: z.int().min(1).max(64).default(1),
  /** Where KServe finds the repository. */
  storage: z
    .string()
    .regex(/^[a-z0-9+.-]+:\/\/\S+$/)
    .default('pvc://ganvas-models'),
})
export type ExportRepositoryInput = z.input<typeof ExportRepositoryInput>

export const ExportRepositoryResult = z.object({
  folder: z.string(),
  networks: z.array(
    z.object({
      model: z.string(),
      name: z.string(),
      version: z.string(),
      bytes: z.int(),
      /** Whether servers may compute several examples at once. */
      together: z.boolean(),
      /** From the installed network, as a share of the largest number. */
      difference: z.number(),
    }),
  ),
  /** Forms of networks that compute otherwise, or that a network has no use for; they are not there. */
  left: z.array(z.object({ model: z.string(), name: z.string() })),
})
export type ExportRepositoryResult = z.infer<typeof ExportRepositoryResult>

export const serverProcedures = {
  /** Writes the networks of models as a repository of models, as Triton and KServe serve it. */
  'servers.export': job('compute', ExportRepositoryInput, ExportRepositoryResult),
  'servers.list': procedure(nothing, z.object({ servers: z.array(ServerEntry) })),
  /** Speaks with a server, and sends it nothing but questions of what it has. */
  'servers.test': procedure(ServerInput, ServerReport),
  /** Tests a server and adds it to the settings. `invalid-input` with `readable` in its data where that is to be confirmed. */
  'servers.add': procedure(ServerInput, ServerReport),
  'servers.remove': procedure(z.object({ address: z.string() }), nothing),
  /** Resolves with the servers that something is sent to, as soon as they are others than those that are known. */
  'servers.sending': procedure(
    z.object({ known: z.array(z.string()) }),
    z.object({ addresses: z.array(z.string()) }),
  ),
}
