import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  checkClientId,
  checkClientSecret,
  tidyPaste,
} from '../../../lib/domain/credentials-check.ts';

const ID = '3d2f1c6e-8b7a-4f5e-9c1d-0a2b4c6d8e0f';
const TENANT = '7c9e6679-7425-40de-944b-e07fc1f90ae7';
const SECRET = 'abc8Q~defghijklmnopqrstuvwxyz-_.~0123456';
const ODD_SECRET = `p&<"'%+/=é~ x{2}#\\|;:,`;

describe('tidyPaste', () => {
  it.each([
    [ID, ID, []],
    [` ${ID}\t`, ID, ['spaces']],
    [`\u00a0${ID}\u202f`, ID, ['spaces']],
    [`${ID}\r\n`, ID, ['newline']],
    [`\n ${ID}`, ID, ['newline', 'spaces']],
    [`\ufeff${ID}`, ID, ['invisible']],
    [`3d2f1c6e\u200b-8b7a-4f5e-9c1d-0a2b4c6d8e0f\u200e`, ID, ['invisible']],
    [`"${ID}"`, ID, ['quotes']],
    [`'${ID}'`, ID, ['quotes']],
    [`“${ID}”`, ID, ['quotes']],
    [`«\u00a0${ID}\u00a0»`, ID, ['quotes', 'spaces']],
    [`{${ID}}`, ID, ['quotes']],
    [`Application (client) ID: ${ID}`, ID, ['label', 'spaces']],
    [`Application (client) ID\n:\n${ID}`, ID, ['label', 'newline']],
    [`Application (client) ID\n${ID}`, ID, ['label']],
    [`Anwendungs-ID (Client)\t${ID}`, ID, ['label']],
    [`ID d’application (client) : ${ID}`, ID, ['label', 'spaces']],
    [`client_id=${ID}`, ID, ['label']],
    [`CLIENT-ID = "${ID}"`, ID, ['label', 'spaces', 'quotes']],
    [`"clientId": "${ID}",`, ID, ['label', 'spaces', 'quotes']],
    [`Value  ${SECRET}`, SECRET, ['label', 'spaces']],
    [`Value\t${SECRET}`, SECRET, ['label']],
    [`Wert: ${SECRET}`, SECRET, ['label', 'spaces']],
    [`Valeur\u00a0: ${SECRET}`, SECRET, ['label', 'spaces']],
    [`Client Secret = '${SECRET}'`, SECRET, ['label', 'spaces', 'quotes']],
    [`Client secret\nValue\n${SECRET}\n`, SECRET, ['newline', 'label']],
    [`clientSecret: '${SECRET}';`, SECRET, ['label', 'spaces', 'quotes']],
    ['  \n', '', ['newline', 'spaces']],
    ['Value:', '', ['label']],
  ])('reads %j as %j', (text, tidied, removed) => {
    expect(tidyPaste(text)).toEqual({ text: tidied, removed });
  });

  it.each([
    ODD_SECRET,
    SECRET,
    '"starts with a quote',
    `ends with one'`,
    '{braces}',
    'Valuexyz',
    'a "quoted" word',
    'inner  spaces and\u00a0such',
    'x; Value: y',
    '=é~',
    '',
  ])('leaves %j as it is', (text) => {
    expect(tidyPaste(text)).toEqual({ text, removed: [] });
  });

  it('takes off nothing more the second time, and never adds a character', () => {
    const piece = fc.constantFrom('"', "'", ' ', '\n', 'Value', ': ', '\ufeff', 'a', '“', '”', ',');
    const paste = fc.oneof(
      fc.string(),
      fc.array(piece).map((pieces) => pieces.join('')),
    );
    fc.assert(
      fc.property(paste, (text) => {
        const { text: tidied, removed } = tidyPaste(text);
        expect(tidyPaste(tidied)).toEqual({ text: tidied, removed: [] });
        expect(removed.length > 0).toBe(tidied !== text);
        expect(new Set(removed).size).toBe(removed.length);
      }),
    );
  });

  it('leaves alone what is too long to be one of these', () => {
    const long = '"'.repeat(100_000);
    expect(tidyPaste(long)).toEqual({ text: long, removed: [] });
  });
});

describe('checkClientId', () => {
  it.each([
    ['a GUID is no reason for advice', ID, undefined],
    ['capital letters are fine', ID.toUpperCase(), undefined],
    ['nothing at all blocks', '', { code: 'client-id/empty', blocks: true }],
    ['spaces are nothing', ' \n', { code: 'client-id/empty', blocks: true }],
    ['a name is not a GUID', 'Mapsimise', { code: 'client-id/not-a-guid', blocks: true }],
    ['a GUID cut short is none', ID.slice(1), { code: 'client-id/not-a-guid', blocks: true }],
    [
      'a GUID without hyphens is none',
      ID.replaceAll('-', ''),
      { code: 'client-id/not-a-guid', blocks: true },
    ],
    ['two GUIDs are none', `${ID} ${ID}`, { code: 'client-id/not-a-guid', blocks: true }],
    [
      'a URL is no secret',
      'https://portal.azure.com/App1Xyz',
      { code: 'client-id/not-a-guid', blocks: true },
    ],
    [
      'a secret in the wrong field is seen',
      SECRET,
      { code: 'client-id/looks-like-secret', blocks: true },
    ],
    ['so is one in quotes', `"${SECRET}"`, { code: 'client-id/looks-like-secret', blocks: true }],
    [
      'so is one of the older sort',
      'Zk3+mQ9/xT2vB7nW4cL8pR1sY6dF0gHj5aKe=',
      { code: 'client-id/looks-like-secret', blocks: true },
    ],
    [
      'a label comes with what to take off',
      `Client ID:${ID}`,
      { code: 'client-id/pasted-along', blocks: true, removed: ['label'] },
    ],
    [
      'the empty GUID is doubtful',
      ID.replace(/[^-]/g, '0'),
      { code: 'client-id/all-zero', blocks: false },
    ],
    [
      'the tenant id is the wrong one',
      TENANT.toUpperCase(),
      { code: 'client-id/is-the-tenant-id', blocks: false },
    ],
  ])('%s', (_why, text, advice) => {
    expect(checkClientId(text, { tenantId: TENANT })).toEqual(advice);
  });

  it('knows no tenant id before the tenant is known', () => {
    expect(checkClientId(TENANT)).toBeUndefined();
    expect(checkClientId(TENANT, { tenantId: undefined })).toBeUndefined();
  });
});

describe('checkClientSecret', () => {
  it.each([
    ['a secret of Entra is fine', SECRET, undefined],
    ['any printable character is fine', ODD_SECRET, undefined],
    ['nothing at all blocks', '', { code: 'secret/empty', blocks: true }],
    ['a lone label is nothing', 'Client Secret: ', { code: 'secret/empty', blocks: true }],
    ['a GUID is the ID of a secret', TENANT, { code: 'secret/is-a-guid', blocks: false }],
    ['also with its label', `Secret ID: ${TENANT}`, { code: 'secret/is-a-guid', blocks: false }],
    ['also in quotes', `"${TENANT}"`, { code: 'secret/is-a-guid', blocks: false }],
    [
      'the client id twice is said',
      ID.toUpperCase(),
      { code: 'secret/same-as-client-id', blocks: false },
    ],
    ['the masked value is said', `abc${'*'.repeat(18)}`, { code: 'secret/masked', blocks: false }],
    ['dots of a password field too', '••••••••', { code: 'secret/masked', blocks: false }],
    ['asterisks inside are fine', `abc**${SECRET}`, undefined],
    [
      'quotes are offered to go',
      `"${SECRET}"`,
      { code: 'secret/pasted-along', blocks: false, removed: ['quotes'] },
    ],
    [
      'a newline too',
      `${SECRET}\n`,
      { code: 'secret/pasted-along', blocks: false, removed: ['newline'] },
    ],
    ['a short one is doubtful', 'hunter2', { code: 'secret/too-short', blocks: false }],
    ['16 characters are enough', '0123456789abcdeF', undefined],
  ])('%s', (_why, text, advice) => {
    expect(checkClientSecret(text, { clientId: ` ${ID}\n` })).toEqual(advice);
  });

  it('blocks nothing but an empty one, and repeats nothing of it', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 6 }), (text) => {
        const advice = checkClientSecret(`canary-${text}`, { clientId: ID });
        expect(advice?.blocks ?? false).toBe(false);
        expect(JSON.stringify(advice ?? {})).not.toContain('canary');
      }),
    );
  });

  it('never throws, and answers 100 kB in no time', () => {
    for (const unit of ['a', ' ', '"', '*', 'aA1', 'Value ', '\ufeff', '-']) {
      const text = unit.repeat(100_000 / unit.length);
      const tookMs = [1, 2, 3, 4, 5].map(() => {
        const startedMs = performance.now();
        checkClientId(text, { tenantId: TENANT });
        checkClientSecret(text, { clientId: text });
        return performance.now() - startedMs;
      });
      expect(Math.min(...tookMs)).toBeLessThan(10);
    }
  });
});
