import { describe, expect, it } from 'vitest';
import { whoAmIAnswer } from '../../../lib/clients/dataverse/answers.ts';
import { readAnswer } from '../../../lib/clients/read-answer.ts';
import { answerOf } from '../domain/an-answer.ts';

const GUID = '0F8FAD5B-d9cb-469f-a165-70867728950e';
const read = (status: number, body: unknown) =>
  readAnswer(answerOf(status, body), whoAmIAnswer, () => ({ code: 'net/redirected', host: 'x' }));

describe('who the organisation says that we are', () => {
  it('is read in small letters, and what nobody asked for is dropped', () => {
    const read200 = read(200, { UserId: GUID, OrganizationId: GUID, BusinessUnitId: 'x' });
    const id = GUID.toLowerCase();
    expect(read200).toEqual({ ok: true, value: { UserId: id, OrganizationId: id } });
  });

  it.each<[string, unknown]>([
    ['no GUID', 'acme'],
    ['nobody’s', '00000000-0000-0000-0000-000000000000'],
    ['an array', [GUID]],
    ['an object', { toString: GUID }],
    ['a number', 7],
    ['null', null],
    ['missing', undefined],
    ['a GUID with a path behind it', `${GUID}/../x`],
    ['a GUID in braces', `{${GUID}}`],
    ['a GUID with a line end', `${GUID}\n`],
  ])('is not believed with an id that is %s', (_what, id) => {
    for (const body of [
      { UserId: GUID, OrganizationId: id },
      { UserId: id, OrganizationId: GUID },
    ])
      expect(read(200, body)).toMatchObject({ failure: { code: 'net/not-understood' } });
  });

  it.each([
    '',
    'null',
    '[]',
    '""',
    '0',
    '{',
    'NaN',
    '{"a":1}{"b":2}',
    '{"__proto__":{"UserId":1}}',
  ])('is not read from %j', (text) => {
    expect(read(200, text)).toMatchObject({ failure: { code: 'net/not-understood' } });
  });
});
