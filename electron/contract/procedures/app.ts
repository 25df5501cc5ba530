import { z } from 'zod'
import { job, procedure } from '../define.ts'
import { Text } from '../text.ts'

export const AppInfo = z.object({
  version: z.string(),
  platform: z.string(),
  arch: z.string(),
  /** Name and version of what the engine runs on, as `about` shows them. */
  versions: z.record(z.string(), z.string()),
  cpus: z.int(),
  memoryBytes: z.number(),
  /** Where settings, logs, recovery files and the user's models are. */
  dataFolder: z.string(),
})
export type AppInfo = z.infer<typeof AppInfo>

const settings = {
  language: z.enum(['system', 'en', 'zh-CN']),
  theme: z.enum(['system', 'light', 'dark']),
  /** How large menus, panels and dialogs are shown. */
  scale: z.number().min(0.8).max(2),
  /** A device id of `devices.list`, `server`, or `auto`: the first usable one of this machine. */
  device: z.string(),
  historyBudgetMb: z.int().min(64).max(16384),
  /** Where the file dialogs start. Empty: the user's picture folder. */
  lastFolder: z.string(),
  recentFiles: z.array(z.string()).max(20),
  swatches: z.array(z.string().regex(/^#[0-9a-f]{6}$/)).max(64),
  /** Where the user's own models are; empty: in the data folder. Changed by `models.move`, which moves them. */
  modelsFolder: z.string(),
  /** The servers that networks may be computed on; changed by `servers.add` and `servers.remove`. */
  servers: z.array(z.object({ address: z.string(), authority: z.string() })).max(64),
  /** Widths and open states of the studio's panels, kept as the page left them. */
  layout: z.record(z.string(), z.unknown()),
}

/** Settings that survive a restart. A key that fails validation falls back to its default, alone. */
export const Settings = z.object({
  language: settings.language.default('system'),
  theme: settings.theme.default('system'),
  scale: settings.scale.default(1),
  device: settings.device.default('auto'),
  historyBudgetMb: settings.historyBudgetMb.default(1024),
  lastFolder: settings.lastFolder.default(''),
  recentFiles: settings.recentFiles.default([]),
  swatches: settings.swatches.default([]),
  modelsFolder: settings.modelsFolder.default(''),
  servers: settings.servers.default([]),
  layout: settings.layout.default({}),
})
export type Settings = z.infer<typeof Settings>

/**
 * Not `Settings.partial()`, which would fill the keys that are not to change with their defaults. The models' folder
 * changes only as they are moved, the servers as they are tested.
 */
export const SettingsChanges = z.object(settings).omit({ modelsFolder: true, servers: true }).partial()
export type SettingsChanges = z.infer<typeof SettingsChanges>

export const DeviceId = z.enum(['cuda', 'dml', 'coreml', 'webgpu', 'cpu'])
export type DeviceId = z.infer<typeof DeviceId>

/** Where networks run: on a device of this machine, or on the servers in the settings. */
export const ChosenDevice = z.enum([...DeviceId.options, 'server'])
export type ChosenDevice = z.infer<typeof ChosenDevice>

export const Device = z.object({
  id: DeviceId,
  title: z.string(),
  usable: z.boolean(),
  /** Why it is unusable; null when usable. */
  reason: Text.nullable(),
  /** Whether `devices.install` can fetch what it lacks. */
  installable: z.boolean().optional(),
})
export type Device = z.infer<typeof Device>

export const DeviceList = z.object({
  devices: z.array(Device),
  /** What the user chose. */
  selected: z.union([ChosenDevice, z.literal('auto')]),
  /** What is used. Differs from `selected` when that one is unusable; `notice` then says so. */
  active: ChosenDevice,
  /** The addresses of the servers in the settings. */
  servers: z.array(z.string()),
  notice: Text.nullable(),
})
export type DeviceList = z.infer<typeof DeviceList>

/** A network computed on a device and on the processor. */
export const DeviceCheck = z.object({
  device: DeviceId,
  model: z.string(),
  title: z.record(z.string(), z.string()),
  /** Which of the model's networks: `generator`, `back`. */
  role: z.string(),
  /** Why the processor computes it in place of the device; null: the device does. */
  fault: z.enum(['failed', 'differs', 'slower']).nullable(),
  /** The largest one, as a share of the largest number; null where there is none, or it is no number. */
  difference: z.number().nullable(),
  deviceSeconds: z.number().nullable(),
  cpuSeconds: z.number().nullable(),
  /** What was said by a device that failed. */
  said: z.string(),
})
export type DeviceCheck = z.infer<typeof DeviceCheck>

const nothing = z.object({})

export const appProcedures = {
  'app.info': procedure(nothing, AppInfo),
  'settings.get': procedure(nothing, Settings),
  'settings.set': procedure(SettingsChanges, Settings),
  'devices.list': procedure(z.object({ probeAgain: z.boolean().default(false) }), DeviceList),
  /** Fetches the libraries that CUDA lacks; what is said meanwhile comes as notices. */
  'devices.install': job('compute', nothing, DeviceList),
  /** Computes every installed network on each usable device beside the processor, and remembers what was found. */
  'devices.check': job(
    'compute',
    z.object({ device: DeviceId.optional() }),
    z.object({ checks: z.array(DeviceCheck), allowed: z.number() }),
  ),
  /** The end of the log of all processes, as text to copy, and the file it comes from. */
  'logs.read': procedure(
    z.object({ maxBytes: z.int().max(4_000_000).default(200_000) }),
    z.object({ text: z.string(), path: z.string() }),
  ),
  /** The page's own errors, so that one log holds everything. */
  'logs.write': procedure(
    z.object({ level: z.enum(['info', 'warn', 'error']), text: z.string().max(20_000) }),
    nothing,
  ),
}
