import { Window } from 'happy-dom';
import { type ComponentChild, render } from 'preact';
import { expect, vi } from 'vitest';
import { ConnectionTest } from '../../../components/ConnectionTest.tsx';
import { FailureNotice } from '../../../components/FailureNotice.tsx';
import { Registration } from '../../../components/Registration.tsx';
import { explain } from '../../../lib/domain/catalogue/explain.ts';
import type { Failure } from '../../../lib/domain/failure.ts';
import type { JournalEntry } from '../../../lib/domain/registration.ts';
import type { TestReport } from '../../../lib/domain/report.ts';
import { LANGUAGES } from '../../../lib/language/languages.ts';
import { loadTranslations } from '../../../lib/language/load.ts';
import { speak } from '../../../lib/language/messages.ts';

/** No word of these is for people; a way with a query may hold what was typed. */
const NOT_FOR_PEOPLE = /undefined|\[object|NaN|CANARY|\bat \S+:\d+|\bError:|https?:\/\/[^\s<>]*\?/;

/** But for Microsoft's page of one of its codes. */
const WITHOUT_QUERY = /^https:\/\/[^\s?]+(?:\/error\?code=\d+)?$/;

const { document } = new Window();

/** What a component really puts on the screen, in this process: the network beside it stays Node's own. */
function draw(component: ComponentChild) {
  vi.stubGlobal('document', document);
  const root = document.createElement('main');
  render(component, root as unknown as Element);
  const text = (root.textContent ?? '').replace(/\s+/g, ' ');
  const notice = root.querySelector('.failure');
  const seen = {
    text,
    title: notice?.querySelector('.failure-title')?.textContent ?? '',
    paragraphs: [...(notice?.querySelectorAll('p') ?? [])].map((one) => one.textContent ?? ''),
    links: [...(notice?.querySelectorAll('a') ?? [])].map((one) => one.getAttribute('href') ?? ''),
  };
  render(null, root as unknown as Element);
  vi.stubGlobal('document', undefined);
  return seen;
}

/**
 * Draws it in each language, and looks that the failure is told as a person needs it: what happened, why, what to do, where
 * to read on, and nothing that is not meant for people.
 *
 * Gives   the English words on the screen
 */
async function expectTold(component: () => ComponentChild, failure: Failure): Promise<string> {
  const titles = new Set<string>();
  let english = '';
  for (const language of LANGUAGES) {
    speak({ language, region: language }, await loadTranslations(language));
    const { text, title, paragraphs, links } = draw(component());
    const { title: said, cause, remedy, docs } = explain(failure);
    expect([title, ...paragraphs]).toEqual(expect.arrayContaining([said, cause]));
    expect(paragraphs.some((one) => one.endsWith(remedy) && one !== remedy)).toBe(true);
    expect(links).toContain(docs.href);
    for (const link of links) expect(link).toMatch(WITHOUT_QUERY);
    expect(text).toContain(failure.code);
    expect(text).not.toMatch(NOT_FOR_PEOPLE);
    titles.add(title);
    if (language === 'en') english = text;
  }
  speak({ language: 'en', region: 'en' });
  expect(titles.size).toBe(LANGUAGES.length);
  return english;
}

const openTab = () => {};

/** The ladder with its failed step. */
export const screenOfTest = (report: TestReport, failure: Failure) =>
  expectTold(
    () => <ConnectionTest report={report} isOutdated={false} version="1" openTab={openTab} />,
    failure,
  );

/** What became of a purchase; where nothing was begun, the failure beside Confirm Purchase. */
export const screenOfPurchase = (entry: JournalEntry | undefined, failure: Failure) =>
  expectTold(
    () => (entry ? <Registration entry={entry} /> : <FailureNotice failure={failure} />),
    failure,
  );
