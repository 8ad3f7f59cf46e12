import { describe, expect, it } from 'vitest';
import { readAddressList } from '../../../lib/flows/read-address-list.ts';

const read = (text: string) => {
  const list = readAddressList(text);
  const emails = list.ok ? list.chunks.flatMap((chunk) => chunk.emails) : [];
  return { emails, reading: list.reading, failure: list.ok ? undefined : list.failure };
};
const TWO = ['ann@contoso.com', 'bob@contoso.com'];

describe('whatever a list looks like, its addresses are found', () => {
  it.each([
    ['one a line', 'ann@contoso.com\nbob@contoso.com\n'],
    [
      'with the line ends of Windows and a byte order mark',
      '\ufeffann@contoso.com\r\nbob@contoso.com\r\n',
    ],
    [
      'with a header that names the column',
      'Name,E-mail\nAnn,ann@contoso.com\nBob,bob@contoso.com',
    ],
    [
      'with the separator of a German Excel',
      'Name;E-Mail-Adresse\nAnn;ann@contoso.com\nBob;bob@contoso.com',
    ],
    ['with tabs, as pasted from a table', 'Ann\tann@contoso.com\nBob\tbob@contoso.com'],
    [
      'in quotes, with commas in the name',
      '"Example, Ann",ann@contoso.com\n"Example, Bob",bob@contoso.com',
    ],
    ['with a header that names nothing known', 'Wer;Wo\nAnn;ann@contoso.com\nBob;bob@contoso.com'],
    ['as a mail program writes them', 'Ann Example <ann@contoso.com>;\nmailto:bob@contoso.com'],
    ['with blanks around', '  ann@contoso.com  \n bob@contoso.com'],
  ])('%s', (_how, text) => {
    expect(read(text).emails).toEqual(TWO);
    expect(read(text).reading?.junk).toBe(0);
  });
});

it('a named column is taken even where another holds more addresses', () => {
  const text =
    'Manager,Email\nboss@contoso.com,ann@contoso.com\nboss@contoso.com,\nx@contoso.com,bob@contoso.com';
  expect(read(text)).toMatchObject({ emails: TWO, reading: { header: 'Email', junk: 1 } });
});

it('blanks, duplicates and what is no address are told with their lines', () => {
  const text = 'ann@contoso.com\n\nnonsense\nANN@contoso.com\nbob@contoso.com';
  const { emails, reading } = read(text);
  expect(emails).toEqual(TWO);
  expect(reading).toEqual({
    lines: 5,
    blanks: 1,
    duplicates: 1,
    junk: 1,
    problems: [
      { line: 3, text: 'nonsense', why: 'not-an-address' },
      { line: 4, text: 'ANN@contoso.com', why: 'duplicate' },
    ],
  });
});

it('a line is counted in the text, also behind a cell with line ends in it', () => {
  const text = 'Note,Email\n"two\nlines",ann@contoso.com\nx,nonsense\ny,bob@contoso.com';
  expect(read(text).reading?.problems).toEqual([
    { line: 4, text: 'nonsense', why: 'not-an-address' },
  ]);
});

it('only the first problems are kept, all are counted', () => {
  const { reading } = read(`ann@contoso.com\n${'junk\n'.repeat(5_000)}`);
  expect(reading?.junk).toBe(5_000);
  expect(reading?.problems).toHaveLength(100);
});

it('a list that is too long for one run says how long one may be', () => {
  const text = Array.from({ length: 200_001 }, (_, at) => `u${at}@c.example`).join('\n');
  expect(read(text).failure).toEqual({ code: 'coverage/list-too-long', most: 200_000 });
});

it.each(['', '\n\n', 'no address here'])('%j has no address', (text) => {
  expect(read(text).failure).toEqual({ code: 'coverage/no-addresses' });
});
