import actions from './actions.ts'
import app from './app.ts'
import blend from './blend.ts'
import canvas from './canvas.ts'
import document from './document.ts'
import errors from './errors.ts'
import files from './files.ts'
import lab from './lab.ts'
import models from './models.ts'
import translate from './translate.ts'

export default { actions, app: { ...app, ...files }, blend, canvas, document, errors, lab, models, translate }
