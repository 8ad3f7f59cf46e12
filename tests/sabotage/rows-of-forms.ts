import { change, e2e, type Sabotage } from './sabotage.ts';

const PLATFORM = 'lib/platform/form-line.ts';

/** Filling Mapsimise's form, in a browser. */
export const FORMS: readonly Sabotage[] = [
  {
    row: 12,
    takes: 'nobody looks whether a field can be seen',
    edits: [
      change(
        'lib/page/form/why-not.ts',
        '  return whyUnseen(control);',
        '  return control ? undefined : whyUnseen(control);',
      ),
    ],
    red: [e2e('form-hostile', 'in a field that nobody can see')],
  },
  {
    row: 12,
    takes: 'of two fields the first is taken',
    edits: [
      change(
        'lib/page/form/find-field.ts',
        "  if (second || fieldsOf(first.control).size > 1) return refused('several');\n",
        "  if (!second && fieldsOf(first.control).size > 9) return refused('several');\n",
      ),
    ],
    red: [e2e('form-hostile', 'where two fields claim it')],
  },
  {
    row: 12,
    takes: 'a form may go to another site',
    edits: [
      change('lib/page/form/why-not.ts', "  if (leavesSite(control)) return 'leaves-site';\n", ''),
    ],
    red: [e2e('form-hostile', 'in a form that goes to another site: it gets nothing at all')],
  },
  {
    row: 12,
    takes: 'fields in frames are filled too',
    edits: [
      change(
        'lib/page/form/find-controls.ts',
        'const roots: Root[] = [document];',
        "const frames = [...document.querySelectorAll('iframe')];\n  const roots: Root[] = [document, ...frames.flatMap((one) => one.contentDocument ?? [])];",
      ),
    ],
    red: [e2e('form-hostile', 'in a frame, of this site or of another')],
  },
  {
    row: 12,
    takes: 'the secret goes into whatever page stands there now',
    edits: [
      change(
        'lib/page/form/form-line.ts',
        "    if (bound === undefined || bound !== ask.nonce) return { is: 'elsewhere' };\n",
        '',
      ),
      change(
        PLATFORM,
        '    const [injected] = (await browser.scripting.executeScript({\n      target: documentId',
        "    await browser.scripting.executeScript({\n      target: { tabId, frameIds: [0] },\n      files: ['/mapsimise-form.js'],\n    });\n    const [injected] = (await browser.scripting.executeScript({\n      target: documentId",
      ),
      change(
        PLATFORM,
        '      target: documentId ? { tabId, documentIds: [documentId] } : { tabId, frameIds: [0] },\n      func',
        '      target: { tabId, frameIds: [0] },\n      func',
      ),
      change(PLATFORM, '    if (injected?.documentId !== documentId) return undefined;\n', ''),
    ],
    red: [
      e2e('form-hostile', 'when %s between the clicks, the secret is not sent, and that is said'),
    ],
  },
  {
    row: 15,
    takes: 'a form is asked for members that its fields may stand for',
    edits: [
      change(
        'lib/page/form/own-members.ts',
        'Node.prototype.contains.call(outer, inner)',
        'outer.contains(inner)',
      ),
      change(
        'lib/page/form/own-members.ts',
        'Element.prototype.getAttribute.call(element, name)',
        'element.getAttribute(name)',
      ),
    ],
    red: [e2e('form-fill', 'clobbering')],
  },
];
