import { describe, expect, it } from 'vitest';
import cases from '../../fixtures/org-url-cases.json' with { type: 'json' };
import { hasTitle } from '../documents/titles.ts';
import { REFUSED } from '../domain/org-url-table.ts';
import { ADDRESS_RULES } from './hostile-address-rows.ts';
import { FORM_ROWS, MESSAGE_ROWS } from './hostile-inside-rows.ts';
import { BODIES } from './hostile-rows.ts';
import { XML_ROWS } from './hostile-xml-rows.ts';

const ALL = { ADDRESS_RULES, BODIES, XML_ROWS, MESSAGE_ROWS, FORM_ROWS };

describe('hostile input, row by row', () => {
  it.each([
    ['the rules of an address', ADDRESS_RULES, 10],
    ['answers of servers', BODIES, 27],
    ['XML', XML_ROWS, 17],
    ['messages', MESSAGE_ROWS, 12],
    ['the form', FORM_ROWS, 17],
  ])('%s: every row is there, once, and played', (_kind, rows, count) => {
    expect(rows).toHaveLength(count);
    expect(new Set(rows.map(({ what }) => what)).size).toBe(count);
    expect(rows.filter(({ by }) => by.length === 0)).toEqual([]);
  });

  it.each(Object.values(ALL).flat())('$what: each test that it names is there', ({ by }) => {
    for (const { file, title } of by) expect(hasTitle(file, title), `${file}: ${title}`).toBe(true);
  });

  it('every way to refuse an address belongs to a rule, and is given by both tables of cases', () => {
    const ofRules = ADDRESS_RULES.flatMap(({ refusals }) => refusals).sort();
    const ofShared = cases.flatMap((one) => ('code' in one && one.code ? [one.code] : []));
    expect([...new Set(ofShared)].sort()).toEqual(ofRules);
    const ofOurs = [...Object.keys(REFUSED), 'not-a-string'];
    expect([...new Set(ofOurs)].sort()).toEqual(ofRules);
  });
});
