import type { DeviceId } from '../../contract/procedures/app.ts'

/** On which device a thread opens its sessions, and what it needs to know to do so. Crosses to the thread. */
export interface SessionPlace {
  device: DeviceId
  /** Where verdicts on devices are kept. */
  dataFolder: string
  /** What calls the network by a name that a person knows. */
  title: string
}

/** Says where a network of this title is to be computed, as the user chose and the devices allow. */
export type ChoosePlace = (title: string) => Promise<SessionPlace>

/** The processor, whatever was chosen. */
export const onProcessor: ChoosePlace = async (title) => ({ device: 'cpu', dataFolder: '', title })
