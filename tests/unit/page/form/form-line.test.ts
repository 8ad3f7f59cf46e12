// @vitest-environment happy-dom
// @vitest-environment-options {"url":"https://contoso.eugb.mapsimise.com/connectors/add"}
import { beforeEach, describe, expect, it } from 'vitest';
import type { FieldResult, FormAnswer, FormAsk } from '../../../../lib/domain/form/form-field.ts';
import { openFormLine } from '../../../../lib/page/form/form-line.ts';

const SITE = 'https://contoso.eugb.mapsimise.com';
const SECRET = 'CANARY-S-1';
type Line = (ask: FormAsk) => Promise<FormAnswer>;
const FILL: FormAsk = {
  deed: 'fill',
  origin: SITE,
  nonce: 'n1',
  values: [{ field: 'clientId', text: 'b7c1' }],
};
const CHECK: FormAsk = { deed: 'check-secret', origin: SITE, nonce: 'n1', field: 'clientSecret' };
const GIVE: FormAsk = { ...CHECK, deed: 'fill-secret', secret: SECRET };

/** Nothing is laid out here: every control is put at the same place and is what is hit there. */
function layOut() {
  const box = { left: 10, top: 10, right: 110, bottom: 40, width: 100, height: 30 } as DOMRect;
  let asked: Element | undefined;
  Element.prototype.getBoundingClientRect = function (this: Element) {
    asked = this;
    return box;
  };
  document.elementFromPoint = () => asked ?? null;
}

function open(): { line: Line; told: FieldResult[][] } {
  const told: FieldResult[][] = [];
  openFormLine(async (results) => void told.push(results));
  return { line: (globalThis as unknown as { mapsimiseFillLine: Line }).mapsimiseFillLine, told };
}
const secret = () => document.querySelector<HTMLInputElement>('#s')?.value;

beforeEach(() => {
  // A page's own origin is not told by this DOM; a sandboxed page's is "null".
  Object.defineProperty(self, 'origin', { configurable: true, value: SITE });
  layOut();
  const markup =
    '<label for="c">Client Id</label><input id="c"><label for="s">Client Secret</label><input type="password" id="s">';
  const parsed = new DOMParser().parseFromString(markup, 'text/html');
  document.body.replaceChildren(...parsed.body.childNodes);
});

it('fills, and takes the secret after that with the nonce that the filling left', async () => {
  const { line, told } = open();
  expect(await line(FILL)).toEqual({ is: 'done' });
  expect(await line(CHECK)).toEqual({ is: 'ready' });
  expect(secret()).toBe('');
  expect(await line(GIVE)).toEqual({ is: 'done' });
  expect(secret()).toBe(SECRET);
  expect(told).toEqual([
    [{ field: 'clientId', outcome: 'filled' }],
    [{ field: 'clientSecret', outcome: 'filled' }],
  ]);
  expect(JSON.stringify(told)).not.toContain('CANARY');
});

describe('the secret is not taken', () => {
  it.each<[string, (line: Line) => Promise<unknown>, FormAsk]>([
    ['before anything was filled', async () => {}, GIVE],
    ['with another nonce', (line) => line(FILL), { ...GIVE, nonce: 'n2' }],
    ['with no nonce', (line) => line(FILL), { ...GIVE, nonce: '' }],
    ['for another origin', (line) => line(FILL), { ...GIVE, origin: `${SITE}.evil.test` }],
    [
      'by the script of a new document',
      async (line) => {
        await line(FILL);
      },
      GIVE,
    ],
  ])('%s', async (why, before, ask) => {
    const { line } = open();
    await before(line);
    const asked = why.includes('new document') ? open().line : line;
    const { origin, nonce } = ask;
    expect(await asked({ ...CHECK, origin, nonce })).toEqual({ is: 'elsewhere' });
    expect(await asked(ask)).toEqual({ is: 'elsewhere' });
    expect(secret()).toBe('');
  });

  it('where its field is not there, and that is said by the check', async () => {
    const { line } = open();
    await line(FILL);
    document.querySelector('#s')?.remove();
    expect(await line(CHECK)).toEqual({
      is: 'unfit',
      result: { field: 'clientSecret', outcome: 'not-found' },
    });
  });
});

it('on another origin nothing is filled and nothing told', async () => {
  const { line, told } = open();
  expect(await line({ ...FILL, origin: 'https://fabrikam.eugb.mapsimise.com' })).toEqual({
    is: 'elsewhere',
  });
  expect(document.querySelector<HTMLInputElement>('#c')?.value).toBe('');
  expect(told).toEqual([]);
});

it('a page in a sandbox is no place for us, whatever its address', async () => {
  Object.defineProperty(self, 'origin', { configurable: true, value: 'null' });
  expect(await open().line(FILL)).toEqual({ is: 'elsewhere' });
});

it('an earlier script stops, and tells nothing, when another one is put there', async () => {
  document.querySelector('#c')?.remove();
  const { line, told } = open();
  const filling = line(FILL);
  open();
  await new Promise<void>((goOn) => setImmediate(goOn)); // Now it watches the page.
  document.body.append('a change of the page');
  expect(await filling).toEqual({ is: 'elsewhere' });
  expect(told).toEqual([]);
});
