import type { BlendSettings } from '../../../electron/contract/document/index.ts'
import { blendingNetwork } from './network.ts'

/** A network that is not there would fail at every move of the object; the panel says that it is missing. */
export const canBlend = ({ method, anchor }: BlendSettings): boolean =>
  method !== 'gp' || anchor !== 'gan' || blendingNetwork.getState().state === 'ready'
