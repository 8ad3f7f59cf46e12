import { describe, expect, it } from 'vitest';
import { readBatch, writeBatch } from '../../../lib/clients/dataverse/batch.ts';
import { isNextPage, usersCarrying } from '../../../lib/clients/dataverse/user-pages.ts';
import type { OrgUrl } from '../../../lib/domain/org-url.ts';

const part = (status: string, body: string, more = '') =>
  `--b1\r\nContent-Type: application/http\r\nContent-Transfer-Encoding: binary\r\n\r\nHTTP/1.1 ${status}\r\nContent-Type: application/json\r\n${more}\r\n${body}\r\n`;
const TYPE = 'multipart/mixed; boundary=b1';

describe('the answer to a batch', () => {
  it('is read part by part, in order, each with its own status and headers', () => {
    const text = `${part('200 OK', '{"a":1}')}${part('429 Too Many', '{}', 'Retry-After: 7\r\n')}--b1--\r\n`;
    const answers = readBatch(TYPE, text);
    expect(answers?.map(({ status, text: body }) => [status, body])).toEqual([
      [200, '{"a":1}'],
      [429, '{}'],
    ]);
    expect(answers?.[1]?.headers.get('retry-after')).toBe('7');
  });

  it('a part without a body is one all the same', () => {
    expect(readBatch(TYPE, `${part('204 No Content', '')}--b1--`)?.[0]).toMatchObject({
      status: 204,
      text: '',
    });
  });

  it('a boundary in quotes, and line ends without a carriage return, are understood', () => {
    const text = `${part('200 OK', '{}')}--b1--`.replaceAll('\r\n', '\n');
    expect(readBatch('multipart/mixed;boundary="b1"', text)).toHaveLength(1);
  });

  it.each([
    ['a page', 'text/html', '<html></html>'],
    ['no type', undefined, `${part('200 OK', '{}')}--b1--`],
    ['no boundary', 'multipart/mixed', `${part('200 OK', '{}')}--b1--`],
    ['a part that is no answer', TYPE, '--b1\r\nX: y\r\n\r\nhello\r\n--b1--'],
  ])('%s is none', (_what, type, text) => {
    expect(readBatch(type, text)).toBeUndefined();
  });
});

it('an operation is written with the blanks of its address escaped, and stands for itself', () => {
  const path = usersCarrying(
    ["o'neil@contoso.com"],
    [{ logicalName: 'domainname', label: '', isEmail: true, isCustom: false, isSecured: false }],
  );
  const body = writeBatch([{ method: 'GET', path }], '/api/data/v9.2', 'b1');
  expect(body).toContain('$filter=domainname%20eq%20');
  expect(decodeURIComponent(body)).toContain("'o''neil@contoso.com'");
  expect(body).not.toContain('changeset');
  expect(body.endsWith('--b1--\r\n')).toBe(true);
});

it.each([
  ['https://acme.crm4.dynamics.com/api/data/v9.2/systemusers?$skiptoken=2', true],
  ['https://acme.crm4.dynamics.com/api/data/v9.2/systemusers?here', false],
  ['https://acme.crm4.dynamics.com/api/data/v9.2/contacts?$skiptoken=2', false],
  ['https://acme.crm4.dynamics.com.evil.test/api/data/v9.2/systemusers?x', false],
  ['http://acme.crm4.dynamics.com/api/data/v9.2/systemusers?x', false],
  ['systemusers?x', false],
])('%s as a next page: %s', (link, isOne) => {
  const before = 'https://acme.crm4.dynamics.com/api/data/v9.2/systemusers?here';
  expect(isNextPage('https://acme.crm4.dynamics.com' as OrgUrl, link, before)).toBe(isOne);
});
