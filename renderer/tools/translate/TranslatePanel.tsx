import { ImageIcon, Images, PaintRoller, RotateCw, Stamp } from 'lucide-react'
import { useEffect } from 'react'
import { useStore } from 'zustand'
import { getAction } from '../../app/actions/registry.ts'
import { runAction } from '../../app/actions/run.ts'
import { reportError } from '../../app/failures.ts'
import { JobNote } from '../../app/JobNote.tsx'
import { findModels, installedModels } from '../../app/models.ts'
import { type DocumentState, useDocument } from '../../document/index.ts'
import { useT } from '../../i18n/index.ts'
import { Button, IconButton } from '../../ui/Button.tsx'
import { useRecall, useRun } from '../resultTool.ts'
import { DrawingAgain, DrawingAids } from './drawing/DrawingAids.tsx'
import { CompareButtons } from './fields/CompareButtons.tsx'
import { LiveFields } from './fields/LiveFields.tsx'
import { ModelChoice } from './fields/ModelChoice.tsx'
import { SettingsFields } from './fields/SettingsFields.tsx'
import { HintFields } from './hints/HintFields.tsx'
import { takesHints } from './hints/hints.ts'
import { resultsOf } from './preview/present.ts'
import { shown } from './preview/shown.ts'
import { leaveChosen } from './results/choose.ts'
import { ResultStrip } from './results/ResultStrip.tsx'
import { runTranslate } from './run.ts'
import { canBeLive, chosenTranslator, translateState, translators } from './state.ts'
import { translateSubject } from './subject.ts'
import '../../panels/panel.css'
import '../toolForm.css'

const documentData = (state: DocumentState) => state.data

/** The Translate tool's panel: which picture, by which model, and how far. */
export function TranslatePanel() {
  const t = useT()
  const document = useDocument(documentData)
  const { models } = useStore(installedModels)
  const state = useStore(translateState)
  const chosen = useStore(shown, (now) => now.chosen)
  const { running, run } = useRun(runTranslate, 'translate:run')
  const subject = translateSubject(document)
  const recipe = subject.kind === 'result' ? subject.result.recipe : null
  useEffect(() => {
    findModels().catch((thrown) => reportError(thrown, 'translate:model.find'))
  }, [])
  useEffect(() => leaveChosen, [])
  useRecall(subject.kind === 'result' ? subject.result : undefined, ({ recipe: { model, settings } }) =>
    translateState.setState({ model, settings }),
  )

  const available = translators(models)
  if (available?.length === 0) return <p className="panel__empty">{t('translate:missing.models')}</p>
  if (subject.kind === 'none') return <p className="panel__empty">{t(subject.reason)}</p>
  const translator = chosenTranslator(available, state)
  const many = getAction('translate.many')
  const keeps = state.live && translator !== undefined && canBeLive(translator)
  const comparable = chosen !== null || resultsOf(document, subject.picture.id).length > 0
  const masked = recipe ? recipe.mask !== undefined : document.selection !== null

  return (
    <div className="tool-form">
      <div className="tool-form__subject">
        <ImageIcon size={16} strokeWidth={1.75} aria-hidden />
        <span className="tool-form__name" title={subject.picture.name}>
          {subject.picture.name}
        </span>
        {comparable && <CompareButtons />}
      </div>
      {available && <ModelChoice available={available} chosen={translator} wanted={state.model} />}
      {translator && subject.kind === 'picture' && (
        <DrawingAids translator={translator} layer={subject.picture} />
      )}
      {translator && subject.kind === 'result' && (
        <DrawingAgain translator={translator} layer={subject.picture} />
      )}
      {translator && takesHints(translator) && (
        <HintFields translator={translator} picture={subject.picture} />
      )}
      {translator && <SettingsFields translator={translator} settings={state.settings} />}
      {available && translator && (
        <ResultStrip available={available} translator={translator} layer={subject.picture} />
      )}
      <p className="tool-form__hint">{t(masked ? 'translate:inSelection' : 'translate:inLayer')}</p>
      <div className="tool-form__foot">
        {translator && canBeLive(translator) && subject.kind === 'picture' && <LiveFields />}
        <div className="tool-form__row">
          <Button
            variant="primary"
            wide
            icon={recipe ? RotateCw : keeps ? Stamp : PaintRoller}
            disabled={running || !translator}
            onClick={run}
          >
            {t(recipe ? 'translate:rerun' : keeps ? 'translate:keep' : 'translate:run')}
          </Button>
          <IconButton icon={Images} label={t(many.label)} onClick={() => void runAction(many)} />
        </div>
        <JobNote label="translate:running" />
      </div>
    </div>
  )
}
