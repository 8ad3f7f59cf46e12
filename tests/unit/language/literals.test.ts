import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { findLiterals } from './find-literals.ts';

/** No text that a person sees stands outside `messages`: what is not there is never translated. */
const ROOT = path.resolve(import.meta.dirname, '../../..');
const sources = Object.keys(
  import.meta.glob([
    '../../../components/*.{ts,tsx}',
    '../../../lib/domain/catalogue/*.ts',
    '../../../lib/ui/*.{ts,tsx}',
  ]),
).map((file) => file.replace('../../../', ''));

/** Names and samples that are the same in every language. */
const NAMES =
  /^(?:Mapsimise(?: Connect)?|Dataverse|Dynamics CRM \(Dataverse\)|Microsoft Graph|Power Platform|PowerApps Service|Connectors → Add a Connector → Microsoft Dynamics CRM|Dynamics CRM \/ IFD|eugb|(?:https:\/\/)?[\w.-]+\.com(?:\/\w*)?|\w+@[\w.]+|[0-9a-f-]{36})$/;

/** What is read elsewhere, by people who may speak another language: the copied report, the ticket. */
const ENGLISH = ['lib/domain/catalogue/report-text.ts', 'lib/domain/catalogue/ticket.ts'];

it.each(sources.filter((file) => !ENGLISH.includes(file)))('%s', async (file) => {
  const found = await findLiterals(file, readFileSync(path.join(ROOT, file), 'utf8'));
  expect(found.filter((text) => !NAMES.test(text))).toEqual([]);
});

describe('what is found', () => {
  it.each([
    ['text of an element', 'const A = () => <p>Hello</p>'],
    ['a label', 'const A = () => <B label="Hello" />'],
    ['a choice of two', "const A = () => <p>{x ? 'Yes' : t.no}</p>"],
    ['a part of a text', 'const A = () => <p>{n} apples</p>'],
    ['a text said elsewhere', "say('Hello you.')"],
    ['a member that is shown', "const a = [{ kind: 'hint', text: 'Saved.' }]"],
    ['a sentence of a function', "const f = () => 'It was saved.'"],
  ])('%s', async (_what, code) => {
    expect(await findLiterals('a.tsx', code)).not.toEqual([]);
  });

  it.each([
    ['words of messages', "const words = messages('a', { hello: 'Hello you' })"],
    ['classes', 'const A = () => <p class="message is-hint">{t.hello}</p>'],
    ['codes', "if (state === 'done') go('connector.forget', { as: 'tab' })"],
    ['signs', 'const A = () => <p>{name} · {id}</p>'],
  ])('but not %s', async (_what, code) => {
    expect(await findLiterals('a.tsx', code)).toEqual([]);
  });
});
