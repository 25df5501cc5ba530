import {
  Blend,
  Brush,
  Check,
  FlipHorizontal2,
  FlipVertical2,
  Layers2,
  PencilRuler,
  RotateCw,
} from 'lucide-react'
import { useEffect } from 'react'
import { useStore } from 'zustand'
import {
  type BlendSettings,
  type RasterLayer,
  strengthOf,
} from '../../../electron/contract/document/index.ts'
import { reportError } from '../../app/failures.ts'
import { JobNote } from '../../app/JobNote.tsx'
import { toolSettings } from '../../canvas/index.ts'
import { type DocumentState, useDocument, useSession } from '../../document/index.ts'
import { useT } from '../../i18n/index.ts'
import { Button, IconButton } from '../../ui/Button.tsx'
import { Segmented } from '../../ui/Segmented.tsx'
import { Select } from '../../ui/Select.tsx'
import { Slider } from '../../ui/Slider.tsx'
import { Switch } from '../../ui/Switch.tsx'
import { useRecall, useRun } from '../resultTool.ts'
import { Comparison } from './Comparison.tsx'
import { ContactFields } from './ContactFields.tsx'
import { blendAnchors, blendMethods } from './candidates.ts'
import {
  editObject,
  flipObject,
  leaveMask,
  paintMask,
  recallRecipe,
  takeAlpha,
  takeSelection,
} from './commands.ts'
import { maskLayer } from './mask.ts'
import { blendingNetwork, findBlendingNetwork } from './network.ts'
import { runBlend } from './run.ts'
import {
  blendState,
  defaultBlendSettings,
  objectMask,
  setBlendMethod,
  setBlendSettings,
  setRim,
} from './state.ts'
import { blendSubject } from './subject.ts'
import { usePreview } from './usePreview.ts'
import '../../panels/panel.css'
import '../toolForm.css'

const kernels = ['normal', 'sobel', 'scharr', 'roberts', 'prewitt'] as const

const documentData = (state: DocumentState) => state.data

/** The Blend tool's panel: what is blended, where it ends, and how. */
export function BlendPanel() {
  const t = useT()
  const session = useSession()
  const document = useDocument(documentData)
  const { settings } = useStore(blendState)
  const milliseconds = usePreview()
  const { running, run } = useRun(runBlend, 'blend:run')
  const subject = blendSubject(document)
  useRecall(subject.kind === 'result' ? subject.result : undefined, () => {
    if (subject.kind === 'result') recallRecipe(subject)
  })
  if (subject.kind === 'none') return <p className="panel__empty">{t(subject.reason)}</p>
  const { object } = subject

  return (
    <div className="tool-form">
      <div className="tool-form__subject">
        <Layers2 size={16} strokeWidth={1.75} aria-hidden />
        <span className="tool-form__name" title={object.name}>
          {object.name}
        </span>
        <IconButton
          size="small"
          icon={FlipHorizontal2}
          label={t('blend:flipHorizontal')}
          onClick={() => flipObject(session, object, 'horizontal')}
        />
        <IconButton
          size="small"
          icon={FlipVertical2}
          label={t('blend:flipVertical')}
          onClick={() => flipObject(session, object, 'vertical')}
        />
      </div>
      <MaskChoice object={object} />
      <SettingsFields settings={settings} compared={subject.kind === 'object'} />
      <div className="tool-form__foot">
        <PreviewSwitch milliseconds={milliseconds} />
        <Button
          variant="primary"
          wide
          icon={subject.kind === 'result' ? RotateCw : Blend}
          disabled={running}
          onClick={run}
        >
          {t(subject.kind === 'result' ? 'blend:rerun' : 'blend:run')}
        </Button>
        <JobNote label="blend:running" />
        {subject.kind === 'result' && (
          <Button wide icon={PencilRuler} onClick={() => editObject(session, subject)}>
            {t('blend:editObject')}
          </Button>
        )}
      </div>
    </div>
  )
}

function MaskChoice({ object }: { object: RasterLayer }) {
  const t = useT()
  const session = useSession()
  useStore(blendState, ({ unpainted }) => unpainted)
  const mask = objectMask(session.data, object).kind
  const painting = useStore(toolSettings, ({ purpose }) => purpose === 'mask')
  const choose = (kind: 'alpha' | 'selection' | 'brush') => {
    if (painting && kind !== 'brush') leaveMask(session, object)
    try {
      if (kind === 'alpha') takeAlpha(session, object)
      else if (kind === 'selection') takeSelection(session, object)
      else paintMask(session, object)
    } catch (thrown) {
      reportError(thrown, 'blend:mask.label')
    }
  }
  const name = maskLayer(session.data, object)?.name ?? ''
  return (
    <div className="tool-form__group">
      <span className="field__label">{t('blend:mask.label')}</span>
      <Segmented
        label={t('blend:mask.label')}
        value={mask}
        onChange={choose}
        segments={(['alpha', 'selection', 'brush'] as const).map((value) => ({
          value,
          label: t(`blend:mask.${value}`),
        }))}
      />
      <p className="tool-form__hint">{t(`blend:mask.${mask}Hint`, { name })}</p>
      {mask === 'brush' && (
        <Button
          wide
          icon={painting ? Check : Brush}
          onClick={() => (painting ? leaveMask(session, object) : paintMask(session, object))}
        >
          {t(painting ? 'blend:mask.leave' : 'blend:mask.goOn')}
        </Button>
      )}
    </div>
  )
}

function SettingsFields({ settings, compared }: { settings: BlendSettings; compared: boolean }) {
  const { method, anchor, beta, kernel, rim } = settings
  const t = useT()
  const networkReady = useStore(blendingNetwork, ({ state }) => state === 'ready')
  useEffect(() => {
    findBlendingNetwork().catch((thrown) => reportError(thrown, 'blend:anchor.find'))
  }, [])
  const anchorHint = (value: (typeof blendAnchors)[number]) =>
    t(value === 'gan' && !networkReady ? 'blend:anchor.ganMissing' : `blend:anchor.${value}Hint`)
  return (
    <>
      <div className="tool-form__group">
        <Select
          wide
          label={t('blend:method.label')}
          value={method}
          onChange={setBlendMethod}
          groups={[blendMethods.map((value) => ({ value, label: t(`blend:method.${value}`) }))]}
        />
        <p className="tool-form__hint">{t(`blend:method.${method}Hint`)}</p>
        {compared && <Comparison settings={settings} />}
      </div>
      {method !== 'paste' && (
        <div className="tool-form__group">
          <Slider
            label={t('blend:strength')}
            value={strengthOf(settings)}
            usual={strengthOf({ method })}
            min={0}
            max={1.5}
            step={0.01}
            digits={2}
            onChange={(value) => setBlendSettings({ strength: value })}
          />
        </div>
      )}
      {(method === 'harmonize' || method === 'paste') && <ContactFields settings={settings} />}
      {method === 'gp' && (
        <>
          <div className="tool-form__group">
            <Select
              wide
              label={t('blend:anchor.label')}
              value={anchor}
              onChange={(value) => setBlendSettings({ anchor: value })}
              groups={[
                blendAnchors.map((value) => ({
                  value,
                  label: t(`blend:anchor.${value}`),
                  ...(value === 'gan' && !networkReady && { disabled: true, hint: anchorHint(value) }),
                })),
              ]}
            />
            <p className="tool-form__hint">{anchorHint(anchor)}</p>
          </div>
          <div className="tool-form__group">
            <Slider
              label={t('blend:beta')}
              value={beta}
              usual={defaultBlendSettings.beta ?? 1}
              min={0.001}
              max={10}
              step={0.001}
              digits={3}
              power={4}
              onChange={(value) => setBlendSettings({ beta: value })}
            />
            <div className="tool-form__ends" aria-hidden>
              <span>{t('blend:betaLow')}</span>
              <span>{t('blend:betaHigh')}</span>
            </div>
          </div>
          <div className="tool-form__group">
            <Switch
              label={t('blend:rim.hold')}
              checked={rim !== undefined}
              onChange={(checked) => setRim(checked ? (defaultBlendSettings.rim ?? 0) : null)}
            />
            {rim !== undefined && (
              <Slider
                label={t('blend:rim.width')}
                value={rim}
                usual={defaultBlendSettings.rim ?? 0}
                min={0}
                max={400}
                step={1}
                power={2}
                onChange={setRim}
              />
            )}
          </div>
        </>
      )}
      {method !== 'paste' && method !== 'harmonize' && (
        <details className="tool-form__more">
          <summary>{t('blend:more')}</summary>
          <Select
            wide
            label={t('blend:kernel.label')}
            value={kernel}
            onChange={(value) => setBlendSettings({ kernel: value })}
            groups={[kernels.map((value) => ({ value, label: t(`blend:kernel.${value}`) }))]}
          />
        </details>
      )}
    </>
  )
}

function PreviewSwitch({ milliseconds }: { milliseconds: number | null }) {
  const t = useT()
  const livePreview = useStore(blendState, (state) => state.livePreview)
  return (
    <div className="tool-form__preview">
      <Switch
        label={t('blend:livePreview')}
        checked={livePreview}
        onChange={(checked) => blendState.setState({ livePreview: checked })}
      />
      {milliseconds !== null && (
        <span className="tool-form__time">
          {t('blend:previewTime', { milliseconds: Math.round(milliseconds) })}
        </span>
      )}
    </div>
  )
}
