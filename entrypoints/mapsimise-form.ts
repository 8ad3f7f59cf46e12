import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { createFormLine, type FormLineScope } from '../lib/page/form/form-line.ts';
import { tellBackground } from '../lib/page/tell-background.ts';

export default defineUnlistedScript(() => {
  (globalThis as FormLineScope).mapsimiseForm = createFormLine((results) =>
    tellBackground({ type: 'form.filled', ask: { results } }),
  );
});
