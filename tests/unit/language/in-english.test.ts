import { afterEach, beforeEach, expect, it } from 'vitest';
import { explain } from '../../../lib/domain/catalogue/explain.ts';
import { sayTables } from '../../../lib/domain/catalogue/phrases.ts';
import { STEP_NAMES } from '../../../lib/domain/catalogue/words.ts';
import type { Failure } from '../../../lib/domain/failure.ts';
import { loadTranslations } from '../../../lib/language/load.ts';
import { inEnglish, languageNow, onLanguage, speak } from '../../../lib/language/messages.ts';
import { sayNumber } from '../../../lib/language/say.ts';

beforeEach(async () => speak({ language: 'de', region: 'de-DE' }, await loadTranslations('de')));
afterEach(() => speak({ language: 'en', region: 'en' }));

const FAILURE: Failure = { code: 'entra/secret-expired', clientId: 'c-1' };

it('a failure is told in the language of the moment, and so is the way through Microsoft’s portals', () => {
  expect(explain(FAILURE)).toMatchObject({
    title: 'Der geheime Clientschlüssel ist abgelaufen',
    remedy:
      'Erstellen Sie einen neuen geheimen Clientschlüssel unter Microsoft Entra Admin Center → App-Registrierungen → c-1 → Zertifikate & Geheimnisse, und fügen Sie seinen Wert ein.',
    docs: { label: 'Geheimen Clientschlüssel hinzufügen' },
  });
  expect(sayTables(['account', 'contact'])).toBe('Firma und Kontakt');
});

it('words that are chosen by an id follow a change of the language', () => {
  expect(STEP_NAMES.token).toBe('Token abrufen');
  speak({ language: 'en', region: 'en' });
  expect(STEP_NAMES.token).toBe('Get a token');
  expect(Object.keys(STEP_NAMES)).toHaveLength(11);
});

it('what leaves for people of another language is said in English, and nothing is drawn anew for it', () => {
  let told = 0;
  const stop = onLanguage(() => {
    told += 1;
  });
  expect(inEnglish(() => [explain(FAILURE).title, sayNumber(1234.5)])).toEqual([
    'The Client Secret has expired',
    '1,234.5',
  ]);
  expect(languageNow()).toBe('de');
  expect(sayNumber(1234.5)).toBe('1.234,5');
  expect(told).toBe(0);
  speak({ language: 'en', region: 'en' });
  expect(told).toBe(1);
  stop();
});

it('the language is as it was even when saying something fails', () => {
  const fail = () => {
    throw new Error('no words');
  };
  expect(() => inEnglish(fail)).toThrow('no words');
  expect(languageNow()).toBe('de');
});
