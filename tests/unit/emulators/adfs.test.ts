// @vitest-environment node
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  ACCOUNTS,
  CRM_SERVER,
  type DomainAccount,
  STS,
} from '../../emulators/on-premises/people.ts';
import type { WorldName } from '../../emulators/worlds.ts';
import { type Seen, type Visitor, visit } from './visitor.ts';
import {
  askToken,
  escaped,
  faultIn,
  nameAndPassword,
  postSoap,
  type RstAsk,
  requestSecurityToken,
  TRUST,
  tokenIn,
  usernameMixed,
} from './ws-client.ts';

const appliesTo = `${CRM_SERVER.ifd.url}/XRMServices/2011/Organization.svc`;
const good = { ...nameAndPassword(ACCOUNTS.service), appliesTo };
const path = new URL(usernameMixed(STS.host)).pathname;

let visitor: Visitor;
beforeAll(async () => {
  visitor = await visit();
  await askToken(visitor, good); // its keys are made now, not in a test
}, 60_000);
beforeEach(() => visitor.setWorld('ifd'));
afterAll(() => visitor.leave());

const ask = (change: Partial<RstAsk> = {}) => askToken(visitor, { ...good, ...change });
const signInsOf = async (sam: string) =>
  (await visitor.signIns()).find(({ account }) => account === sam);
/** The names of the elements in the order in which they begin. */
const namesIn = (xml: string) =>
  [...xml.matchAll(/<([\w]+:)?(\w+)[\s>/]/g)].map(([, , name]) => name).join(' ');
const sample = (name: string) =>
  readFileSync(new URL(`../../fixtures/samples/${name}`, import.meta.url), 'utf8');

describe('a token is issued', () => {
  it('with an encrypted assertion, a proof key of 32 bytes and its reference', async () => {
    const seen = await ask();
    expect(seen.status).toBe(200);
    expect(seen.headers['content-type']).toBe('application/soap+xml; charset=utf-8');
    const token = tokenIn(seen.text);
    expect(token.encrypted).toMatch(/^<xenc:EncryptedData [\s\S]*<\/xenc:EncryptedData>$/);
    expect(Buffer.from(token.key, 'base64')).toHaveLength(32);
    expect(token.id).toMatch(/^_[0-9a-f-]{36}$/);
    expect(token.audience).toBe(`${CRM_SERVER.ifd.url}/`);
    expect(seen.text).not.toContain(token.id.slice(1, 20).repeat(2));
  });

  it('in the elements and the order of an answer that a real AD FS gave', async () => {
    const real = sample('tinderbox_request_security_token_response_onpremise.xml');
    expect(namesIn((await ask()).text)).toBe(namesIn(real));
  });

  it.each<[string, Partial<RstAsk>]>([
    ['for a UPN', { userName: ACCOUNTS.service.upn }],
    ['for a name in capitals', { userName: 'contoso\\SVC-MAPSIMISE' }],
    ['for a name and a password of hard characters', nameAndPassword(ACCOUNTS.special)],
    ['for the address of the relying party itself', { appliesTo: `${CRM_SERVER.ifd.url}/` }],
    [
      'for the organisation in the path',
      { appliesTo: `${CRM_SERVER.internal.url}/XRMServices/2011/Organization.svc` },
    ],
  ])('%s', async (_what, change) => {
    const seen = await ask(change);
    expect([seen.status, faultIn(seen.text).reason]).toEqual([200, '']);
  });

  it('of the kind Bearer when that is asked for: no proof key', async () => {
    const seen = await ask({
      change: (rst) =>
        rst.replace(
          '<trust:RequestType>',
          `<trust:KeyType>${TRUST}/Bearer</trust:KeyType><trust:RequestType>`,
        ),
    });
    expect(seen.status).toBe(200);
    expect(tokenIn(seen.text).key).toBe('');
  });

  it('and a large one is larger than 64 kB', async () => {
    await visitor.setWorld('ifd-large-assertion');
    expect(tokenIn((await ask()).text).encrypted.length).toBeGreaterThan(65_536);
  });

  it('and odd bytes stand in it as XML allows them', async () => {
    await visitor.setWorld('ifd-odd-assertion');
    expect(tokenIn((await ask()).text).encrypted).toMatch(/\r\n[\s\S]*<!--[\s\S]*&#xD;/);
  });
});

describe('the request is refused', () => {
  const without = (pattern: RegExp) => (rst: string) => rst.replace(pattern, '');
  it.each<[string, Partial<RstAsk>, number, string]>([
    [
      'without Action',
      { change: without(/<a:Action[\s\S]*?<\/a:Action>/) },
      500,
      'MessageAddressingHeaderRequired',
    ],
    [
      'with another Action',
      { change: (rst) => rst.replace('RST/Issue', 'RST/Renew') },
      500,
      'ActionNotSupported',
    ],
    [
      'without MessageID',
      { change: without(/<a:MessageID>[\s\S]*?<\/a:MessageID>/) },
      500,
      'MessageAddressingHeaderRequired',
    ],
    [
      'with messageID, as the ADAL template writes it',
      { change: (rst) => rst.replaceAll('a:MessageID', 'a:messageID') },
      500,
      'MessageAddressingHeaderRequired',
    ],
    [
      'without To',
      { change: without(/<a:To[\s\S]*?<\/a:To>/) },
      500,
      'MessageAddressingHeaderRequired',
    ],
    [
      'sent to another To',
      { change: (rst) => rst.replace('/13/usernamemixed</a:To>', '/13/other</a:To>') },
      500,
      'DestinationUnreachable',
    ],
    [
      'with another ReplyTo',
      { change: (rst) => rst.replace('/anonymous', '/none') },
      500,
      'DestinationUnreachable',
    ],
    [
      'without a security header',
      { change: without(/<o:Security[\s\S]*<\/o:Security>/) },
      500,
      'InvalidSecurity',
    ],
    [
      'without Timestamp',
      { change: without(/<u:Timestamp[\s\S]*<\/u:Timestamp>/) },
      500,
      'InvalidSecurity',
    ],
    ['eleven minutes old', { nowMs: Date.now() - 11 * 60_000 }, 500, 'InvalidSecurity'],
    ['of the future', { nowMs: Date.now() + 20 * 60_000 }, 500, 'InvalidSecurity'],
    [
      'with the password as a digest',
      { change: (rst) => rst.replace('#PasswordText', '#PasswordDigest') },
      500,
      'InvalidSecurity',
    ],
    [
      'with the token before the Timestamp',
      {
        change: (rst) =>
          rst.replace(
            /(<u:Timestamp[\s\S]*<\/u:Timestamp>)(<o:UsernameToken>[\s\S]*<\/o:UsernameToken>)/,
            '$2$1',
          ),
      },
      500,
      'InvalidSecurity',
    ],
    [
      'for another deed',
      {
        change: (rst) =>
          rst.replace('200512/Issue</trust:RequestType>', '200512/Renew</trust:RequestType>'),
      },
      500,
      'InvalidRequest',
    ],
    [
      'for a key of another kind',
      {
        change: (rst) =>
          rst.replace(
            '<trust:RequestType>',
            `<trust:KeyType>${TRUST}/PublicKey</trust:KeyType><trust:RequestType>`,
          ),
      },
      500,
      'InvalidRequest',
    ],
    [
      'for an unknown relying party',
      { appliesTo: 'https://other.contoso-ifd.com/' },
      500,
      'InvalidScope',
    ],
    [
      'with an unknown header that must be understood',
      {
        change: (rst) =>
          rst.replace('<o:Security', '<x:Y xmlns:x="urn:x" s:mustUnderstand="1"/><o:Security'),
      },
      500,
      '',
    ],
    ['that is no SOAP', { change: () => '<html/>' }, 400, ''],
    ['that is not well-formed', { change: (rst) => rst.slice(0, -3) }, 400, ''],
    ['with a DTD', { change: (rst) => `<!DOCTYPE s [<!ENTITY x "y">]>${rst}` }, 400, ''],
    [
      'with a password that is not escaped',
      { change: (rst) => rst.replace(escaped(good.password), good.password) },
      400,
      '',
    ],
  ])('%s', async (_what, change, status, subcode) => {
    const seen = await ask(change);
    expect([seen.status, faultIn(seen.text).subcode]).toEqual([status, subcode]);
  });

  it.each<[string, Record<string, string>, number]>([
    ['text/xml', { 'content-type': 'text/xml; charset=utf-8' }, 415],
    ['no type', {}, 415],
    ['another character set', { 'content-type': 'application/soap+xml; charset=utf-16' }, 415],
  ])('as %s', async (_what, headers, status) => {
    const seen = await postSoap(visitor, STS.host, path, requestSecurityToken(good), { headers });
    expect(seen.status).toBe(status);
    expect(await visitor.signIns()).toEqual([]);
  });

  it('by GET', async () => {
    expect((await visitor.call(STS.host, path)).status).toBe(405);
  });
});

describe('an account is refused', () => {
  const SECEXT =
    'http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd';
  it.each<[string, WorldName, DomainAccount | undefined, string, string, string]>([
    ['a wrong password', 'ifd-wrong-password', undefined, SECEXT, 'FailedAuthentication', 'ID3242'],
    [
      'a wrong password, in the other words',
      'ifd-wrong-password-generic',
      undefined,
      SECEXT,
      'FailedAuthentication',
      'At least one security token',
    ],
    ['a locked account', 'ifd-locked', undefined, SECEXT, 'FailedAuthentication', 'ID3242'],
    [
      'an expired password',
      'ifd-expired-password',
      undefined,
      'http://schemas.microsoft.com/ws/2009/12/identityserver/',
      'FailedAuthentication.ExpiredPassword',
      'MSIS3125',
    ],
    [
      'one that the rules deny',
      'ifd-msis7068',
      undefined,
      TRUST,
      'FailedAuthentication',
      'MSIS7068',
    ],
    [
      'an unknown relying party',
      'ifd-relying-party-unknown',
      undefined,
      TRUST,
      'InvalidScope',
      'ID3082',
    ],
    [
      'an unknown relying party, in the other words',
      'ifd-request-failed',
      undefined,
      TRUST,
      'RequestFailed',
      'MSIS3127',
    ],
    [
      'an account that is always expired',
      'ifd',
      ACCOUNTS.expired,
      'http://schemas.microsoft.com/ws/2009/12/identityserver/',
      'FailedAuthentication.ExpiredPassword',
      'MSIS3125',
    ],
    [
      'an account that is always locked',
      'ifd',
      ACCOUNTS.locked,
      SECEXT,
      'FailedAuthentication',
      'ID3242',
    ],
    [
      'an account that is always denied',
      'ifd',
      ACCOUNTS.denied,
      TRUST,
      'FailedAuthentication',
      'MSIS7068',
    ],
  ])('%s', async (_what, world, account, namespace, subcode, reason) => {
    await visitor.setWorld(world);
    const seen = await ask(account ? nameAndPassword(account) : {});
    const fault = faultIn(seen.text);
    expect([seen.status, fault.namespace, fault.subcode]).toEqual([500, namespace, subcode]);
    expect(fault.reason).toContain(reason);
    expect(seen.text).not.toContain('CANARY');
  });

  it('with the very body that a real AD FS sent', async () => {
    await visitor.setWorld('ifd-wrong-password-generic');
    const bare = (xml: string) =>
      xml
        .replace(/>\s+</g, '><')
        .replace(/urn:uuid:[0-9a-f-]+/, 'urn:uuid:')
        .trim();
    expect(bare((await ask()).text)).toBe(bare(sample('keystoneauth_ADFS_fault.xml')));
  });

  it('with a fault that is hostile, huge, or comes with HTTP 200', async () => {
    await visitor.setWorld('ifd-hostile-fault');
    const hostile = faultIn((await ask()).text).reason;
    expect(hostile).toContain('&lt;img src=x');
    expect(hostile).toContain('\u202E');
    expect(hostile).toContain(escaped(good.password).replaceAll('&quot;', '"').slice(0, 12));
    await visitor.setWorld('ifd-huge-fault');
    expect((await ask()).text.length).toBeGreaterThan(1024 * 1024);
    await visitor.setWorld('ifd-fault-in-200');
    const seen = await ask();
    expect([seen.status, faultIn(seen.text).subcode]).toEqual([200, 'FailedAuthentication']);
  });

  it.each(['svc-mapsimise', 'nobody@contoso.local', 'OTHER\\svc-mapsimise'])(
    'the name %s is nobody',
    async (userName) => {
      expect(faultIn((await ask({ userName })).text).reason).toContain('ID3242');
    },
  );

  it('blanks around a password count', async () => {
    const { userName, password } = nameAndPassword(ACCOUNTS.special);
    expect((await ask({ userName, password: password.trim() })).status).toBe(500);
  });

  it('after five failures even with the right password, and the count is told', async () => {
    const outcomes: number[] = [];
    for (const password of ['1', '2', '3', '4', '5', good.password]) {
      outcomes.push((await ask({ password })).status);
    }
    expect(outcomes).toEqual([500, 500, 500, 500, 500, 500]);
    expect(await signInsOf(ACCOUNTS.service.sam)).toEqual({
      account: 'svc-mapsimise',
      attempts: 6,
      failures: 5,
      locked: true,
    });
  });

  it('and four failures do not lock it', async () => {
    for (const password of ['1', '2', '3', '4']) await ask({ password });
    expect((await ask()).status).toBe(200);
    expect(await signInsOf(ACCOUNTS.service.sam)).toMatchObject({ attempts: 5, locked: false });
  });
});

describe('the endpoint', () => {
  it.each<[WorldName, number, string]>([
    ['ifd-usernamemixed-disabled', 503, 'Service Unavailable'],
    ['ifd-not-on-proxy', 404, 'Not Found'],
    ['ifd-sts-redirects', 302, ''],
  ])('%s', async (world, status, text) => {
    await visitor.setWorld(world);
    const seen = await ask();
    expect([seen.status, seen.headers['content-type']?.startsWith('text/html')]).toEqual([
      status,
      true,
    ]);
    expect(seen.text).toContain(text);
    expect(await visitor.signIns()).toEqual([]);
  });

  it('has a clock of its own where the world says so', async () => {
    await visitor.setWorld('ifd-clock-skew');
    const late = await ask();
    expect(faultIn(late.text).subcode).toBe('InvalidSecurity');
    const theirs = Date.parse(String(late.headers.date));
    expect(theirs - Date.now()).toBeGreaterThan(9.9 * 60_000);
    expect((await ask({ nowMs: theirs })).status).toBe(200);
  });
});

describe('metadata', () => {
  const mex = () => visitor.call(STS.host, '/adfs/services/trust/mex');
  const ports = ({ text }: Seen) =>
    [...text.matchAll(/<wsdl:port name="(\w+)"[^>]*><soap12:address location="([^"]*)"/g)].map(
      ([, name, location]) => [name, location],
    );

  it('names every endpoint; one takes a user name by WS-Trust 1.3', async () => {
    const seen = await mex();
    expect(seen.status).toBe(200);
    expect(ports(seen)).toContainEqual([
      'UserNameWSTrustBinding_IWSTrust13Async',
      usernameMixed(STS.host),
    ]);
    expect(ports(seen).length).toBeGreaterThan(4);
    const policies = seen.text.match(/<wsp:Policy wsu:Id=.*?<wsaw:UsingAddressing\/>/g) ?? [];
    expect(
      policies.filter((one) => one.includes('UsernameToken') && one.includes('Trust13')),
    ).toHaveLength(1);
  });

  it.each<[WorldName, number, RegExp]>([
    ['ifd-mex-missing', 404, /Not Found/],
    ['ifd-mex-html', 200, /<title>Sign In/],
    ['ifd-mex-doctype', 200, /<!DOCTYPE Metadata \[<!ENTITY/],
    [
      'ifd-sts-http',
      200,
      /location="http:\/\/sts\.contoso\.local\/adfs\/services\/trust\/13\/usernamemixed"/,
    ],
  ])('%s', async (world, status, text) => {
    await visitor.setWorld(world);
    const seen = await mex();
    expect(seen.status).toBe(status);
    expect(seen.text).toMatch(text);
  });

  it('may have no port for user names', async () => {
    await visitor.setWorld('ifd-mex-without-usernamemixed');
    expect((await mex()).text).not.toContain('UsernameToken');
  });

  it('gives the key of each STS by federation metadata, and OAuth as far as it goes', async () => {
    const at = '/FederationMetadata/2007-06/FederationMetadata.xml';
    const [one, other] = [
      await visitor.call(STS.host, at),
      await visitor.call(STS.changedHost, at),
    ];
    const key = ({ text }: Seen) => /<X509Certificate>([^<]+)</.exec(text)?.[1];
    expect(key(one)).toMatch(/^MII/);
    expect(key(one)).not.toBe(key(other));
    const known = await visitor.call(STS.host, '/adfs/.well-known/openid-configuration');
    expect(JSON.parse(known.text)).toMatchObject({ issuer: `https://${STS.host}/adfs` });
    const token = await visitor.call(STS.host, '/adfs/oauth2/token', {
      method: 'POST',
      body: 'grant_type=password&client_id=x',
    });
    expect([token.status, token.text]).toEqual([400, expect.stringContaining('MSIS9607')]);
  });
});
