import type { ChosenDevice } from '../../contract/procedures/app.ts'
import type { ServerAccess } from '../serving/address.ts'

/** On which device a thread opens its sessions, and what it needs to know to do so. Crosses to the thread. */
export interface SessionPlace {
  device: ChosenDevice
  /** The servers that compute where the device is `server`; the first ones are asked first. */
  servers?: readonly ServerAccess[]
  /** Where verdicts on devices are kept. */
  dataFolder: string
  /** What calls the network by a name that a person knows. */
  title: string
}

/** Says where a network of this title is to be computed, as the user chose and the devices allow. */
export type ChoosePlace = (title: string) => Promise<SessionPlace>

/** Whether sessions that were opened at one place are those of the other. */
export const samePlace = (a: SessionPlace, b: SessionPlace): boolean =>
  a.device === b.device && JSON.stringify(a.servers ?? []) === JSON.stringify(b.servers ?? [])

/** The processor, whatever was chosen. */
export const onProcessor: ChoosePlace = async (title) => ({ device: 'cpu', dataFolder: '', title })
