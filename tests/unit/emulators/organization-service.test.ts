// @vitest-environment node
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { userIdOf } from '../../emulators/dataverse/ids.ts';
import {
  ACCOUNTS,
  CRM_SERVER,
  type DomainAccount,
  STS,
} from '../../emulators/on-premises/people.ts';
import { ADELE } from '../../emulators/people.ts';
import type { WorldName } from '../../emulators/worlds.ts';
import { callCrm, ENDPOINTS, tokenFor, valuesIn } from './crm-visitor.ts';
import { type Visitor, visit } from './visitor.ts';
import { type CallAsk, executeBody, faultIn, parameter, type Token } from './ws-client.ts';

const userId = (fullName: string) => userIdOf('contoso-on-premises', fullName);
const SERVICE_ID = userId('Mapsimise Service Account');

let visitor: Visitor;
beforeAll(async () => {
  visitor = await visit();
  await tokenFor(visitor); // its keys are made now, not in a test
}, 60_000);
beforeEach(() => visitor.setWorld('ifd'));
afterAll(() => visitor.leave());

describe('who am I', () => {
  it.each<[string, string, DomainAccount, string]>([
    ['by the IFD host', ENDPOINTS.ifd, ACCOUNTS.service, 'Mapsimise Service Account'],
    [
      'by the path inside the company',
      ENDPOINTS.internal,
      ACCOUNTS.service,
      'Mapsimise Service Account',
    ],
    ['for a name of hard characters', ENDPOINTS.ifd, ACCOUNTS.special, 'Müller & Söhne Service'],
    ['for Adele', ENDPOINTS.ifd, ACCOUNTS.adele, ADELE.fullName],
  ])('%s', async (_what, endpoint, account, fullName) => {
    const seen = await callCrm(visitor, await tokenFor(visitor, endpoint, account), undefined, {
      endpoint,
    });
    expect([seen.status, faultIn(seen.text).reason]).toEqual([200, '']);
    expect(seen.headers['content-type']).toBe('application/soap+xml; charset=utf-8');
    expect(valuesIn(seen.text)).toMatchObject({
      UserId: userId(fullName),
      OrganizationId: CRM_SERVER.organizationId,
    });
  });

  it.each<WorldName>([
    'ifd-large-assertion',
    'ifd-odd-assertion',
    'ifd-oauth-capable',
    'ifd-api-v8.2',
  ])('in %s', async (world) => {
    await visitor.setWorld(world);
    expect((await callCrm(visitor, await tokenFor(visitor))).status).toBe(200);
  });

  it('with a token of the STS that is trusted now, and of no other', async () => {
    await visitor.setWorld('ifd-sts-changed');
    const [old, fresh] = [
      await tokenFor(visitor),
      await tokenFor(visitor, ENDPOINTS.ifd, ACCOUNTS.service, { host: STS.changedHost }),
    ];
    expect(faultIn((await callCrm(visitor, old)).text).subcode).toBe('InvalidSecurity');
    expect((await callCrm(visitor, fresh)).status).toBe(200);
  });
});

/** One character of a text exchanged for another of its kind. */
const altered = (text: string, at: number) =>
  `${text.slice(0, at)}${text[at] === 'A' ? 'B' : 'A'}${text.slice(at + 1)}`;

describe('a message is refused', () => {
  const sign: NonNullable<CallAsk['security']> = ({ stamp, encrypted, signature }) =>
    `${stamp}${encrypted}${signature}`;
  it.each<[string, Partial<CallAsk>]>([
    [
      'whose Timestamp was changed',
      {
        change: (text) =>
          text.replace(
            /(<u:Created>\d\d\d\d-\d\d-\d\dT\d\d:\d\d:)(\d\d)/,
            (_all, before: string, seconds: string) => `${before}${seconds === '00' ? '01' : '00'}`,
          ),
      },
    ],
    [
      'whose end was put off',
      {
        change: (text) =>
          text.replace(
            /(<u:Expires>)(\d{4})/,
            (_all, tag: string, year: string) => `${tag}${Number(year) + 1}`,
          ),
      },
    ],
    [
      'whose digest was changed',
      {
        change: (text) =>
          text.replace(
            /(<DigestValue>)(.)/,
            (_all, tag: string, one: string) => `${tag}${one === 'A' ? 'B' : 'A'}`,
          ),
      },
    ],
    [
      'whose signature was changed',
      {
        change: (text) =>
          text.replace(
            /(<SignatureValue>)(.)/,
            (_all, tag: string, one: string) => `${tag}${one === 'A' ? 'B' : 'A'}`,
          ),
      },
    ],
    ['that is eleven minutes old', { nowMs: Date.now() - 11 * 60_000 }],
    ['of the future', { nowMs: Date.now() + 20 * 60_000 }],
    ['that ends before it begins', { lifeMs: -1 }],
    [
      'with the token before the Timestamp',
      { security: ({ stamp, encrypted, signature }) => `${encrypted}${stamp}${signature}` },
    ],
    [
      'with the signature before the token',
      { security: ({ stamp, encrypted, signature }) => `${stamp}${signature}${encrypted}` },
    ],
    ['without a signature', { security: ({ stamp, encrypted }) => `${stamp}${encrypted}` }],
    ['without an assertion', { security: ({ stamp, signature }) => `${stamp}${signature}` }],
    ['without Timestamp', { security: ({ encrypted, signature }) => `${encrypted}${signature}` }],
    ['with two Timestamps', { security: (parts) => `${parts.stamp}${sign(parts)}` }],
    [
      'without a security header',
      { change: (text) => text.replace(/<o:Security[\s\S]*<\/o:Security>/, '') },
    ],
    [
      'that names its key by another assertion',
      {
        change: (text) =>
          text
            .replace(/(<o:KeyIdentifier[^>]*>_)./, '$10')
            .replace(/(<o:KeyIdentifier[^>]*>_0)/, '$1z'),
      },
    ],
    [
      'that names its key in another way',
      { change: (text) => text.replace('#SAMLAssertionID', '#SAMLID') },
    ],
    [
      'that signs by another algorithm',
      { change: (text) => text.replace('#hmac-sha1', '#rsa-sha1') },
    ],
    [
      'that canonicalises in another way',
      { change: (text) => text.replace('2001/10/xml-exc-c14n#', 'TR/2001/REC-xml-c14n-20010315') },
    ],
    [
      'that signs something else',
      {
        change: (text) =>
          text
            .replace('u:Id="_0"', 'u:Id="_1"')
            .replace('<s:Body>', '<s:Body xmlns:w="urn:w" w:Id="_0">'),
      },
    ],
  ])('%s', async (_what, change) => {
    const seen = await callCrm(visitor, await tokenFor(visitor), undefined, change);
    expect(seen.headers['content-type']).toBe('application/soap+xml; charset=utf-8');
    expect([seen.status, faultIn(seen.text).subcode]).toEqual([500, 'InvalidSecurity']);
    expect(faultIn(seen.text).reason).toBe(
      'An error occurred when verifying security for the message.',
    );
  });

  it.each<[string, (token: Token) => Token]>([
    ['signed with another key', (token) => ({ ...token, key: altered(token.key, 7) })],
    [
      'signed with a key changed in its last byte',
      (token) => ({ ...token, key: altered(token.key, 41) }),
    ],
    ['with the token for another address', (token) => token],
  ])('%s', async (what, change) => {
    const other = what.includes('address') ? ENDPOINTS.internal : ENDPOINTS.ifd;
    const seen = await callCrm(visitor, change(await tokenFor(visitor, other)));
    expect([seen.status, faultIn(seen.text).subcode]).toEqual([500, 'InvalidSecurity']);
  });

  it('when any byte of the encrypted assertion was changed', async () => {
    const token = await tokenFor(visitor);
    const inText = [
      ...token.encrypted.matchAll(
        /<[xe][^>]*CipherValue>|AlgorithM|Algorithm="|X509SerialNumber>/g,
      ),
    ].map((found) => (found.index ?? 0) + found[0].length + 3);
    const spread = Array.from({ length: 24 }, (_, index) =>
      Math.floor((token.encrypted.length * index) / 24),
    );
    const tail = [...token.encrypted.matchAll(/<\/[xe][^>]*CipherValue>/g)].flatMap(
      ({ index = 0 }) => [index - 1, index - 2, index - 3, index - 4],
    );
    const accepted: number[] = [];
    for (const at of [...inText, ...spread, ...tail]) {
      const seen = await callCrm(visitor, { ...token, encrypted: altered(token.encrypted, at) });
      if (seen.status === 200) accepted.push(at);
    }
    expect(accepted.map((at) => token.encrypted.slice(at - 20, at + 5))).toEqual([]);
  }, 60_000);

  it.each<[string, Partial<CallAsk>, number, string]>([
    [
      'sent to another To',
      { change: (text) => text.replace(/(<a:To[^>]*>)[^<]*/, `$1${ENDPOINTS.internal}`) },
      500,
      'DestinationUnreachable',
    ],
    [
      'without To',
      { change: (text) => text.replace(/<a:To[\s\S]*<\/a:To>/, '') },
      500,
      'MessageAddressingHeaderRequired',
    ],
    [
      'without MessageID',
      { change: (text) => text.replace(/<a:MessageID>[\s\S]*<\/a:MessageID>/, '') },
      500,
      'MessageAddressingHeaderRequired',
    ],
    ['with the Action of no operation', { operation: 'Explode' }, 500, 'ActionNotSupported'],
    ['whose body is of another operation', { operation: 'Retrieve' }, 400, ''],
  ])('%s', async (_what, change, status, subcode) => {
    const seen = await callCrm(visitor, await tokenFor(visitor), undefined, change);
    expect([seen.status, faultIn(seen.text).subcode]).toEqual([status, subcode]);
  });

  it.each<[WorldName, string]>([
    ['ifd-bearer-assertion', 'InvalidSecurity'],
    ['ifd-short-lived-assertion', 'InvalidSecurity'],
    ['ifd-clock-skew-crm', 'InvalidSecurity'],
    ['ifd-internal-fault', 'InternalServiceFault'],
  ])('in %s', async (world, subcode) => {
    await visitor.setWorld(world);
    const seen = await callCrm(visitor, await tokenFor(visitor));
    expect([seen.status, faultIn(seen.text).subcode]).toEqual([500, subcode]);
  });

  it('by its own clock: with the time that its Date told it is taken', async () => {
    await visitor.setWorld('ifd-clock-skew');
    const ahead = 10 * 60_000;
    const token = await tokenFor(visitor, ENDPOINTS.ifd, ACCOUNTS.service, {
      nowMs: Date.now() + ahead,
    });
    const late = await callCrm(visitor, token);
    expect(faultIn(late.text).subcode).toBe('InvalidSecurity');
    const theirs = Date.parse(String(late.headers.date));
    expect((await callCrm(visitor, token, undefined, { nowMs: theirs })).status).toBe(200);
  });

  it('when the STS is ahead of CRM: its token is not valid yet', async () => {
    await visitor.setWorld('ifd-clock-skew-sts');
    const token = await tokenFor(visitor, ENDPOINTS.ifd, ACCOUNTS.service, {
      nowMs: Date.now() + 10 * 60_000,
    });
    expect(token.key).not.toBe('');
    expect(faultIn((await callCrm(visitor, token)).text).subcode).toBe('InvalidSecurity');
  });
});

describe('CRM itself refuses', () => {
  it.each<[WorldName, DomainAccount, number]>([
    ['ifd-org-disabled', ACCOUNTS.service, -2147180284],
    ['ifd-user-disabled', ACCOUNTS.service, -2147220955],
    ['ifd-user-missing', ACCOUNTS.service, -2147015328],
    ['ifd', ACCOUNTS.disabled, -2147220955],
    ['ifd', ACCOUNTS.stranger, -2147015328],
  ])('in %s', async (world, account, code) => {
    await visitor.setWorld(world);
    const seen = await callCrm(visitor, await tokenFor(visitor, ENDPOINTS.ifd, account));
    expect([seen.status, faultIn(seen.text).errorCode]).toEqual([500, code]);
    expect(seen.headers['content-type']).toBe('application/soap+xml; charset=utf-8');
  });

  it('a request that it does not know', async () => {
    const seen = await callCrm(visitor, await tokenFor(visitor), executeBody('Explode'));
    expect([seen.status, faultIn(seen.text).reason]).toEqual([
      500,
      'The request Explode is not supported.',
    ]);
  });
});

const ENTITY = 'http://schemas.microsoft.com/xrm/2011/Contracts';
const ARRAYS = 'http://schemas.microsoft.com/2003/10/Serialization/Arrays';
const SERIALIZATION = 'http://schemas.microsoft.com/2003/10/Serialization/';
const fetchQuery = (fetch: string) =>
  parameter(
    'Query',
    'b:FetchExpression',
    `<b:Query>${fetch.replaceAll('&', '&amp;').replaceAll('<', '&lt;')}</b:Query>`,
  );
const expression = (entity: string, columns: readonly string[], criteria = '', rest = '') =>
  `<b:ColumnSet><b:AllColumns>false</b:AllColumns><b:Columns xmlns:f="${ARRAYS}">${columns.map((one) => `<f:string>${one}</f:string>`).join('')}</b:Columns></b:ColumnSet>${criteria}<b:Distinct>false</b:Distinct><b:EntityName>${entity}</b:EntityName>${rest}`;
const rowsIn = (text: string) => text.split('<a:Entity>').slice(1).map(valuesIn);

describe('questions', () => {
  const ask = async (name: string, parameters: string, account?: DomainAccount) =>
    callCrm(
      visitor,
      await tokenFor(visitor, ENDPOINTS.ifd, account),
      executeBody(name, parameters),
    );

  it('which organisation is this', async () => {
    const seen = await ask('RetrieveCurrentOrganization', '');
    expect(seen.text).toMatch(/<c:FriendlyName>Contoso Ltd<\/c:FriendlyName>/);
    expect(seen.text).toContain(
      `<c:OrganizationId>${CRM_SERVER.organizationId}</c:OrganizationId>`,
    );
    expect(seen.text).toContain('<c:OrganizationVersion>9.1.32.14</c:OrganizationVersion>');
    expect(seen.text).toContain(
      `<b:key>WebApplication</b:key><b:value>${CRM_SERVER.ifd.url}/</b:value>`,
    );
    expect(valuesIn((await ask('RetrieveVersion', '')).text)).toMatchObject({
      Version: CRM_SERVER.version,
    });
  });

  it('a row of a table, by QueryExpression', async () => {
    const page =
      '<b:PageInfo><b:Count>1</b:Count><b:PageNumber>1</b:PageNumber><b:PagingCookie i:nil="true"/><b:ReturnTotalRecordCount>false</b:ReturnTotalRecordCount></b:PageInfo>';
    const query = parameter(
      'Query',
      'b:QueryExpression',
      expression('account', ['name', 'ownerid', 'statecode'], '', page),
    );
    const seen = await ask('RetrieveMultiple', query);
    expect(rowsIn(seen.text)).toHaveLength(1);
    expect(rowsIn(seen.text)[0]).toMatchObject({ name: 'A. Datum Corporation' });
    expect(seen.text).toMatch(
      /<b:key>ownerid<\/b:key><b:value i:type="c:EntityReference"[^>]*><a:Id>[0-9a-f-]{36}</,
    );
    expect(seen.text).toMatch(
      /<b:key>statecode<\/b:key><b:value i:type="c:OptionSetValue"[^>]*><a:Value>0</,
    );
    expect(seen.text).toContain('<a:MoreRecords>true</a:MoreRecords>');
  });

  it('members that stand out of order are passed over', async () => {
    const members = expression('account', ['name']);
    const swapped = members.replace(/(<b:ColumnSet>[\s\S]*<\/b:ColumnSet>)([\s\S]*)/, '$2$1');
    const seen = await ask('RetrieveMultiple', parameter('Query', 'b:QueryExpression', swapped));
    expect(Object.keys(rowsIn(seen.text)[0] ?? {})).toEqual(['accountid']);
  });

  it('the same by the operation RetrieveMultiple of the service', async () => {
    const body = `<RetrieveMultiple xmlns="${ENTITY}/Services" xmlns:b="${ENTITY}" xmlns:i="http://www.w3.org/2001/XMLSchema-instance"><query i:type="b:FetchExpression"><b:Query>&lt;fetch top="2">&lt;entity name="contact">&lt;attribute name="fullname"/>&lt;/entity>&lt;/fetch></b:Query></query></RetrieveMultiple>`;
    const seen = await callCrm(visitor, await tokenFor(visitor), body, {
      operation: 'RetrieveMultiple',
    });
    expect(seen.status).toBe(200);
    expect(rowsIn(seen.text)).toHaveLength(2);
  });

  it('a user by Username, with a condition, an order and a page', async () => {
    const fetch =
      '<fetch count="2" page="1" returntotalrecordcount="true"><entity name="systemuser"><attribute name="fullname"/><attribute name="domainname"/><order attribute="fullname"/><filter type="and"><condition attribute="domainname" operator="like" value="contoso\\a%"/></filter></entity></fetch>';
    const seen = await ask('RetrieveMultiple', fetchQuery(fetch));
    expect(rowsIn(seen.text).map(({ domainname }) => domainname)).toEqual([
      'CONTOSO\\adelev',
      'CONTOSO\\alexw',
    ]);
    expect(seen.text).toContain('<a:TotalRecordCount>3</a:TotalRecordCount>');
    expect(seen.text).toMatch(/<a:PagingCookie>&lt;cookie/);
  });

  it('all privileges in one call, by the tables between', async () => {
    const fetch = `<fetch distinct="true"><entity name="privilege"><attribute name="name"/><link-entity name="roleprivileges" from="privilegeid" to="privilegeid" alias="rp"><attribute name="privilegedepthmask"/><link-entity name="systemuserroles" from="roleid" to="roleid" alias="ur"><filter><condition attribute="systemuserid" operator="eq-userid"/></filter></link-entity></link-entity></entity></fetch>`;
    const seen = await ask('RetrieveMultiple', fetchQuery(fetch));
    const names = rowsIn(seen.text).map(({ name }) => name);
    expect(names).toEqual(
      expect.arrayContaining(['prvReadAccount', 'prvReadLead', 'prvActOnBehalfOfAnotherUser']),
    );
    expect(names).not.toContain('prvWriteAccount');
    expect(seen.text).toMatch(
      /<b:key>rp\.privilegedepthmask<\/b:key><b:value i:type="c:AliasedValue"/,
    );
  });

  it('all privileges in one call, by RetrieveUserPrivileges', async () => {
    const seen = await ask(
      'RetrieveUserPrivileges',
      parameter('UserId', 'g:guid', SERVICE_ID, `xmlns:g="${SERIALIZATION}"`),
    );
    expect(seen.text).toContain(
      '<c:Depth>Global</c:Depth><c:PrivilegeId>886b280c-6396-4d56-a0a3-2c1b0a50ceb0</c:PrivilegeId>',
    );
    const untyped = await ask(
      'RetrieveUserPrivileges',
      parameter('UserId', 'g:string', SERVICE_ID, `xmlns:g="http://www.w3.org/2001/XMLSchema"`),
    );
    expect(faultIn(untyped.text).subcode).toBe('DeserializationFailed');
  });

  it('one row, by Retrieve of the service and of the SDK', async () => {
    const columns = `<b:AllColumns>false</b:AllColumns><b:Columns xmlns:f="${ARRAYS}"><f:string>fullname</f:string></b:Columns>`;
    const body = `<Retrieve xmlns="${ENTITY}/Services" xmlns:b="${ENTITY}"><entityName>systemuser</entityName><id>${SERVICE_ID}</id><columnSet>${columns}</columnSet></Retrieve>`;
    const seen = await callCrm(visitor, await tokenFor(visitor), body, { operation: 'Retrieve' });
    expect(valuesIn(seen.text)).toMatchObject({ fullname: 'Mapsimise Service Account' });
    const target = parameter(
      'Target',
      'b:EntityReference',
      `<b:Id>${SERVICE_ID}</b:Id><b:LogicalName>systemuser</b:LogicalName>`,
    );
    const other = await ask(
      'Retrieve',
      `${target}${parameter('ColumnSet', 'b:ColumnSet', columns)}`,
    );
    expect(other.text).toContain('Mapsimise Service Account');
  });

  it.each<[string, string, number]>([
    ['an entity that is not there', '<fetch><entity name="unicorn"/></fetch>', -2147217150],
    [
      'an attribute that is not there',
      '<fetch><entity name="account"><attribute name="horn"/></entity></fetch>',
      -2147217149,
    ],
    [
      'an Entra column',
      '<fetch><entity name="systemuser"><attribute name="azureactivedirectoryobjectid"/></entity></fetch>',
      -2147217149,
    ],
    ['what is no FetchXML', '<fetch><entity', -2147220991],
  ])('%s is refused', async (_what, fetch, code) => {
    const seen = await ask('RetrieveMultiple', fetchQuery(fetch));
    expect([seen.status, faultIn(seen.text).errorCode]).toEqual([500, code]);
  });

  it.each<[WorldName, readonly string[]]>([
    ['ifd', []],
    ['ifd-missing-privilege', ['lead']],
    ['ifd-no-table-readable', ['account', 'contact', 'lead']],
  ])('privileges in %s', async (world, refused) => {
    await visitor.setWorld(world);
    const outcomes = await Promise.all(
      ['account', 'contact', 'lead'].map(async (name) => {
        const seen = await ask(
          'RetrieveMultiple',
          fetchQuery(`<fetch top="1"><entity name="${name}"/></fetch>`),
        );
        return { name, code: faultIn(seen.text).errorCode, reason: faultIn(seen.text).reason };
      }),
    );
    const denied = outcomes.filter(({ code }) => code === -2147220960);
    expect(denied.map(({ name }) => name)).toEqual(refused);
    for (const { reason } of denied) expect(reason).toMatch(/is missing prvRead\w+ privilege/);
  });
});

describe('for somebody else, by CallerId', () => {
  const callerId = (id: string) => ({ headers: `<CallerId xmlns="${ENTITY}">${id}</CallerId>` });

  it('the request runs as that person', async () => {
    const seen = await callCrm(
      visitor,
      await tokenFor(visitor),
      undefined,
      callerId(userId(ADELE.fullName)),
    );
    expect(valuesIn(seen.text)).toMatchObject({ UserId: userId(ADELE.fullName) });
  });

  it.each<[string, WorldName, string, number]>([
    ['without the privilege', 'ifd-caller-not-allowed', userId(ADELE.fullName), -2147180272],
    ['for nobody', 'ifd', '00000000-0000-4000-8000-0000000000ff', -2147220969],
    ['for a disabled user', 'ifd', userId('Diego Siciliani'), -2147220955],
  ])('%s it is refused', async (_what, world, id, code) => {
    await visitor.setWorld(world);
    const seen = await callCrm(visitor, await tokenFor(visitor), undefined, callerId(id));
    expect([seen.status, faultIn(seen.text).errorCode]).toEqual([500, code]);
  });
});
