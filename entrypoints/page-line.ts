import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { answerInPage, type PageLineScope } from '../lib/page/answer-in-page.ts';

export default defineUnlistedScript(() => {
  (globalThis as PageLineScope).mapsimiseAnswer = answerInPage;
});
