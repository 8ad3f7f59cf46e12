import { describe, expect, it } from 'vitest';
import {
  describeMappingRemark,
  describeVerdict,
  ticketColumn,
  writeTicket,
} from '../../../lib/domain/catalogue/mapping-words.ts';
import {
  type Bearer,
  type Column,
  EMAIL_2,
  isEmailAddress,
  judgeMapping,
  type MappingCase,
  type Verdict,
} from '../../../lib/domain/mapping.ts';
import { bearerIn, personIn } from '../../../lib/domain/user-row.ts';

const column = (logicalName: string, label: string, more: Partial<Column> = {}): Column => ({
  logicalName,
  label,
  isEmail: false,
  isCustom: false,
  isSecured: false,
  ...more,
});
const COLUMNS = [
  column('title', 'Title'),
  column('new_login', 'Mapsimise Login', { isCustom: true }),
  column('personalemailaddress', 'Email 2', { isEmail: true }),
  column('new_secret', 'Hidden', { isSecured: true, isCustom: true }),
  column('internalemailaddress', 'Primary Email', { isEmail: true }),
  column('domainname', 'User Name'),
];
const ME = 'adele@contoso.com';

function judge(
  values: Record<string, string>,
  others: Bearer[] = [],
  more: Partial<Omit<MappingCase, 'person'>> & { person?: Partial<MappingCase['person']> } = {},
) {
  const { person, ...rest } = more;
  return judgeMapping({
    email: ME,
    columns: COLUMNS,
    others,
    isCut: false,
    person: {
      userId: 'u-1',
      fullName: 'Adele Vance',
      isDisabled: false,
      accessMode: 0,
      isLicensed: true,
      hasEntraId: true,
      values,
      ...person,
    },
    ...rest,
  });
}
const other = (columns: string[], isDisabled = false): Bearer => ({
  fullName: 'Alex Wilber',
  isDisabled,
  columns,
});

describe('the verdict', () => {
  it.each<[string, ReturnType<typeof judge>, Partial<Verdict> | object]>([
    [
      'by Username, before anything else',
      judge({ domainname: ME, personalemailaddress: ME }),
      { verdict: 'by-username' },
    ],
    [
      'by Username in other capitals',
      judge({ domainname: 'Adele@Contoso.com' }),
      { verdict: 'by-username' },
    ],
    [
      'found in Email 2',
      judge({ domainname: 'a@b.de', personalemailaddress: ME }),
      { verdict: 'in-column', column: { logicalName: EMAIL_2 } },
    ],
    [
      'found in a custom column',
      judge({ new_login: ` ${ME} ` }),
      { verdict: 'in-column', column: { logicalName: 'new_login' } },
    ],
    [
      'found where it is mine alone, though several carry it elsewhere',
      judge({ internalemailaddress: ME, new_login: ME }, [other(['internalemailaddress'])]),
      { verdict: 'in-column', column: { logicalName: 'new_login' } },
    ],
    [
      'ambiguous',
      judge({ internalemailaddress: ME }, [
        other(['internalemailaddress']),
        other(['internalemailaddress']),
      ]),
      { verdict: 'ambiguous', count: 3 },
    ],
    [
      'another user, whose Username it is, wins over my Email 2',
      judge({ personalemailaddress: ME }, [other(['domainname'])]),
      { verdict: 'another', fullName: 'Alex Wilber' },
    ],
    [
      'another user, who is disabled',
      judge({}, [other(['internalemailaddress'], true)]),
      { verdict: 'another', isDisabled: true },
    ],
    ['nobody', judge({ domainname: 'a@b.de' }), { verdict: 'not-found' }],
    ['nobody, for an empty row', judge({}), { verdict: 'not-found' }],
    [
      'already configured on my column',
      judge({ domainname: ME, new_login: ME }, [], { configured: 'new_login' }),
      { verdict: 'configured', column: { logicalName: 'new_login' } },
    ],
    [
      'configured, but several carry it there',
      judge({ new_login: ME }, [other(['new_login'])], { configured: 'new_login' }),
      { verdict: 'ambiguous', count: 2 },
    ],
    [
      'configured elsewhere, and found in Email 2',
      judge({ personalemailaddress: ME }, [], { configured: 'new_login' }),
      { verdict: 'in-column' },
    ],
  ])('%s', (_what, result, verdict) => {
    expect(result.verdict).toMatchObject(verdict);
  });

  it('always says what it means for one’s views and one next action', () => {
    for (const verdict of [
      judge({ domainname: ME }),
      judge({ new_login: ME }),
      judge({ new_login: ME }, [], { configured: 'new_login' }),
      judge({ new_login: ME }, [other(['new_login'])]),
      judge({}, [other(['domainname'], true)]),
      judge({}),
    ]) {
      const words = describeVerdict(verdict.verdict);
      expect(words.means).toContain('My Active Contacts');
      expect(words.next).toMatch(/^[A-Z].*\.$/);
      expect(Object.values(words).join(' ')).not.toMatch(/undefined|\[object/);
    }
  });
});

it('columns stand as people look for them: Username, Primary Email, Email 2, custom ones, the rest', () => {
  expect(judge({}).rows.map(({ column: { label } }) => label)).toEqual([
    'User Name',
    'Primary Email',
    'Email 2',
    'Hidden',
    'Mapsimise Login',
    'Title',
  ]);
});

describe('remarks', () => {
  it.each<[string, ReturnType<typeof judge>, string]>([
    ['other capitals', judge({ domainname: ME.toUpperCase() }), 'case-differs'],
    ['spaces around', judge({ new_login: ` ${ME}` }), 'spaces-around'],
    ['a Windows name', judge({ domainname: 'CONTOSO\\adele' }), 'domain-user'],
    ['a guest', judge({ domainname: 'adele_x.com#EXT#@contoso.onmicrosoft.com' }), 'guest'],
    [
      'a Username that is no e-mail of mine',
      judge({ domainname: 'avance@contoso.com' }),
      'email-is-not-username',
    ],
    ['a disabled user', judge({}, [], { person: { isDisabled: true } }), 'disabled'],
    ['an access mode', judge({}, [], { person: { accessMode: 4 } }), 'access-mode'],
    ['no licence', judge({}, [], { person: { isLicensed: false } }), 'unlicensed'],
    ['no Entra object id', judge({}, [], { person: { hasEntraId: false } }), 'no-entra-id'],
    ['a column hidden by column security', judge({}), 'secured-columns'],
    [
      'a configured column that holds something else',
      judge({ new_login: 'x' }, [], { configured: 'new_login' }),
      'configured-elsewhere',
    ],
    [
      'a configured column that cannot be seen',
      judge({}, [], { configured: 'new_gone' }),
      'configured-unknown',
    ],
    ['more bearers than were read', judge({}, [], { isCut: true }), 'many-bearers'],
  ])('%s is said in a sentence', (_what, { remarks }, code) => {
    const remark = remarks.find((one) => one.remark === code);
    if (!remark) throw new Error(`no ${code} among ${JSON.stringify(remarks)}`);
    expect(describeMappingRemark(remark)).toMatch(/^[A-Z].*\.$/);
  });

  it('a read-write user with a licence and the address as Username has nothing peculiar', () => {
    const columns = COLUMNS.filter(({ isSecured }) => !isSecured);
    expect(judge({ domainname: ME }, [], { columns }).remarks).toEqual([]);
  });
});

describe('the ticket', () => {
  it('names the organisation, its address and the field, and nobody', () => {
    const { logicalName, label } = COLUMNS[1] as Column;
    const text = writeTicket(COLUMNS[1] as Column, {
      organisation: 'contoso',
      org: 'https://contoso.crm4.dynamics.com',
      affectedUsers: 7,
    });
    for (const fact of [logicalName, label, 'contoso', 'https://contoso.crm4.dynamics.com', '7'])
      expect(text).toContain(fact);
    expect(text).not.toMatch(/adele|undefined/i);
  });

  it('is about the column found, or about Email 2 when the address is nowhere yet', () => {
    expect(ticketColumn(judge({ new_login: ME }), EMAIL_2)?.logicalName).toBe('new_login');
    expect(ticketColumn(judge({}), EMAIL_2)?.logicalName).toBe(EMAIL_2);
    expect(ticketColumn(judge({ domainname: ME }), EMAIL_2)).toBeUndefined();
  });
});

describe('a row of the user table', () => {
  it('gives empty values for what is absent, null or no text', () => {
    const person = personIn({ systemuserid: 'u', domainname: 7, title: null }, COLUMNS);
    expect(person).toMatchObject({
      fullName: '',
      isDisabled: false,
      accessMode: 0,
      hasEntraId: undefined,
    });
    expect(Object.values(person.values).every((value) => value === '')).toBe(true);
  });

  it.each<[unknown, boolean]>([
    [null, false],
    ['11111111-1111-4111-8111-111111111111', true],
  ])(
    'tells whether there is an Entra object id: %s',
    (azureactivedirectoryobjectid, hasEntraId) => {
      const row = { systemuserid: 'u', azureactivedirectoryobjectid };
      expect(personIn(row, COLUMNS).hasEntraId).toBe(hasEntraId);
    },
  );

  it('takes nothing from the prototype of a hostile answer', () => {
    const row = JSON.parse(
      '{"__proto__": {"domainname": "adele@contoso.com"}, "systemuserid": "u"}',
    );
    expect(personIn(row, COLUMNS).values.domainname).toBe('');
  });

  it('keeps of another user only the name and where the address stands', () => {
    const row = { fullname: 'Alex', domainname: ME, title: 'secret', isdisabled: true };
    expect(bearerIn(row, COLUMNS, ME)).toEqual({
      fullName: 'Alex',
      isDisabled: true,
      columns: ['domainname'],
    });
  });
});

it.each([
  ['a@b.de', true],
  [' o’neil@contoso.com ', true],
  ["o'neil@contoso.com", true],
  ['a@b', false],
  ['a b@c.de', false],
  ['', false],
  [`${'a'.repeat(95)}@b.de`, false],
])('%s is an address: %s', (text, expected) => {
  expect(isEmailAddress(text)).toBe(expected);
});
