import { describe, expect, it } from 'vitest';
import { discoverEndpoint, discoverPolicy } from '../../../../lib/clients/adfs/discover.ts';
import { parseSts, type Sts } from '../../../../lib/domain/diagnose/adfs.ts';
import type { OrgUrl } from '../../../../lib/domain/org-url.ts';
import { diagnoseLine, type Reply } from '../../../../lib/domain/reply.ts';
import { sample } from './sample.ts';

const ORG = 'https://crm.contoso.local/Contoso' as OrgUrl;
const FIRST = `${ORG}/XRMServices/2011/Organization.svc?wsdl`;
const STS = parseSts('http://sts.contoso.local/adfs/services/trust') as Sts;
const MEX = 'https://sts.contoso.local/adfs/services/trust/mex';
const YEAR_2011 = 'http://schemas.microsoft.com/xrm/2011/Contracts/Services';

const policy = (
  kind = 'Federation',
  identifiers = ['http://sts.contoso.local/adfs/services/trust'],
  ns = YEAR_2011,
) =>
  `<q:AuthenticationPolicy xmlns:q="${ns}"><q:Authentication>${kind}</q:Authentication>${identifiers.map((one) => `<q:SecureTokenService><q:Identifier>${one}</q:Identifier></q:SecureTokenService>`).join('')}</q:AuthenticationPolicy>`;
const wsdl = (inner: string) =>
  `<?xml version="1.0" encoding="utf-8"?><w:definitions xmlns:w="http://schemas.xmlsoap.org/wsdl/">${inner}</w:definitions>`;
const imports = (...locations: string[]) =>
  wsdl(locations.map((at) => `<w:import namespace="x" location="${at}"/>`).join(''));

/** Documents by address; what is not there is not found. Remembers what was asked for. */
function site(
  documents: Record<string, string | Partial<Extract<Reply, { kind: 'answer' }>> | Reply>,
) {
  const asked: string[] = [];
  const get = async (url: string): Promise<Reply> => {
    asked.push(url);
    const found = documents[url];
    const { host } = new URL(url);
    const blank = { kind: 'answer', host, status: 200, headers: {}, text: '' } as const;
    if (found === undefined) return { ...blank, status: 404 };
    return typeof found === 'string'
      ? { ...blank, text: found }
      : ({ ...blank, ...found } as Reply);
  };
  return { asked, get };
}
async function find(documents: Parameters<typeof site>[0]) {
  const { asked, get } = site(documents);
  const found = await discoverPolicy(
    get,
    ORG,
    (reply) => diagnoseLine(reply) ?? { code: 'net/unreachable', host: '' },
  );
  return { asked, found };
}
const hostsOf = (found: Awaited<ReturnType<typeof find>>['found']) =>
  found.ok ? found.value.sts.map(({ host }) => host) : found.failure;

describe('the service description', () => {
  it.each<[string, string, string[]]>([
    ['names its AD FS', policy(), ['sts.contoso.local']],
    [
      'names it in the namespace of 2012',
      policy('Federation', undefined, YEAR_2011.replace('2011', '2012')),
      ['sts.contoso.local'],
    ],
    ['names it twice', policy() + policy(), ['sts.contoso.local']],
    [
      'takes claims beside Windows',
      policy('ActiveDirectory', []) + policy(),
      ['sts.contoso.local'],
    ],
    [
      'names two',
      policy('Federation', [
        'http://sts.contoso.local/adfs/services/trust',
        'https://sts2.contoso.local/adfs/services/trust',
      ]),
      ['sts.contoso.local', 'sts2.contoso.local'],
    ],
  ])('%s', async (_what, inner, hosts) => {
    expect(hostsOf((await find({ [FIRST]: wsdl(inner) })).found)).toEqual(hosts);
  });

  it('is read with the parts in which it goes on', async () => {
    const { asked, found } = await find({
      [FIRST]: imports(`${FIRST}=wsdl0`),
      [`${FIRST}=wsdl0`]: wsdl(policy()),
    });
    expect(hostsOf(found)).toEqual(['sts.contoso.local']);
    expect(asked).toEqual([FIRST, `${FIRST}=wsdl0`]);
  });

  it('is read where its parts are named relative to it', async () => {
    const { found } = await find({
      [FIRST]: imports('?wsdl=wsdl0'),
      [`${FIRST}=wsdl0`]: wsdl(policy()),
    });
    expect(hostsOf(found)).toEqual(['sts.contoso.local']);
  });

  it.each<[string, string]>([
    ['of another host', 'https://crm.evil.test/Organization.svc?wsdl'],
    [
      'in clear text',
      'http://crm.contoso.local/Contoso/XRMServices/2011/Organization.svc?wsdl=wsdl0',
    ],
    ['at another port', 'https://crm.contoso.local:8443/wsdl'],
    ['of this computer', 'https://127.0.0.1/wsdl'],
    ['of a file', 'file:///etc/passwd'],
    ['of a host in disguise', 'https://crm.contoso.local@evil.test/wsdl'],
  ])('no part %s is fetched', async (_what, location) => {
    const { asked, found } = await find({ [FIRST]: imports(location) });
    expect(asked).toEqual([FIRST]);
    expect(hostsOf(found)).toMatchObject({ code: 'ifd/no-policy' });
  });

  it('that imports itself is read once', async () => {
    const { asked, found } = await find({
      [FIRST]: imports(FIRST, `${FIRST}#again`, `${FIRST}=wsdl0`),
      [`${FIRST}=wsdl0`]: imports(FIRST, `${FIRST}=wsdl0`),
    });
    expect(asked).toEqual([FIRST, `${FIRST}=wsdl0`]);
    expect(hostsOf(found)).toMatchObject({ code: 'ifd/no-policy' });
  });

  it('is followed five times at most', async () => {
    const parts = Array.from({ length: 9 }, (_, at) => `${FIRST}=wsdl${at}`);
    const { asked } = await find({
      [FIRST]: imports(...parts),
      ...Object.fromEntries(parts.map((url) => [url, wsdl('')])),
    });
    expect(asked).toHaveLength(6);
  });

  it('has no schema, style sheet or inclusion of it fetched', async () => {
    const hostile = wsdl(
      `<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="https://evil.test/"/><x xmlns:i="http://www.w3.org/2001/XMLSchema-instance" i:schemaLocation="u https://evil.test/s.xsd"/><xs:import xmlns:xs="http://www.w3.org/2001/XMLSchema" schemaLocation="https://evil.test/x.xsd"/>${policy()}`,
    );
    const { asked, found } = await find({ [FIRST]: hostile });
    expect(asked).toEqual([FIRST]);
    expect(hostsOf(found)).toEqual(['sts.contoso.local']);
  });

  it.each<[string, Parameters<typeof site>[0][string], object]>([
    ['Windows', wsdl(policy('ActiveDirectory', [])), { code: 'ifd/windows-only' }],
    ['a Live Id', wsdl(policy('LiveId', [])), { code: 'ifd/other-sign-in', kind: 'LiveId' }],
    ['nothing', wsdl(''), { code: 'ifd/no-policy' }],
    [
      'a policy of nobody’s',
      wsdl(policy('Federation', undefined, 'urn:x')),
      { code: 'ifd/no-policy' },
    ],
    [
      'a policy without a name',
      wsdl(policy('Federation', [])),
      { code: 'ifd/sts-unusable', identifier: '' },
    ],
    [
      'a name that is no address',
      wsdl(policy('Federation', ['urn:sts'])),
      { code: 'ifd/sts-unusable', identifier: 'urn:sts' },
    ],
    [
      'Windows by its challenge',
      { status: 401, headers: { wwwAuthenticate: 'Negotiate, NTLM' } },
      { code: 'ifd/windows-only' },
    ],
    [
      'a sign-in page',
      {
        text: '<!DOCTYPE html><html><title>Sign In</title>',
        headers: { contentType: 'text/html' },
      },
      { code: 'ifd/sign-in-page', title: 'Sign In' },
    ],
    [
      'a sign-in page that looks like XML',
      { text: '<html xmlns="http://www.w3.org/1999/xhtml"><meta/></html>' },
      { code: 'ifd/sign-in-page' },
    ],
    [
      'a redirect',
      { kind: 'redirect', host: 'crm.contoso.local' } as Reply,
      { code: 'ifd/sign-in-page' },
    ],
    ['a refusal', { status: 403 }, { code: 'ifd/sign-in-page' }],
    ['maintenance', { status: 503 }, { code: 'ifd/unavailable' }],
    [
      'an entity bomb',
      '<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>',
      { code: 'ifd/bad-xml', why: 'doctype' },
    ],
    [
      'the recorded policy that was cut short',
      sample('crm_ifd_wsdl_policy_fragment.xml'),
      { code: 'ifd/bad-xml', why: 'not-well-formed' },
    ],
    ['other XML', '<feed/>', { code: 'ifd/bad-xml', why: 'unexpected-shape' }],
  ])('that has %s is named', async (_what, first, failure) => {
    expect(hostsOf((await find({ [FIRST]: first })).found)).toMatchObject(failure);
  });

  it('of nobody is not here', async () => {
    expect(hostsOf((await find({})).found)).toMatchObject({ code: 'ifd/not-here' });
  });
});

const SP = 'http://docs.oasis-open.org/ws-sx/ws-securitypolicy/200702';
const mexPolicy = (id: string, tokens: string, trust = '<sp:Trust13/>') =>
  `<p:Policy xmlns:p="http://schemas.xmlsoap.org/ws/2004/09/policy" xmlns:u="http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-utility-1.0.xsd" xmlns:sp="${SP}" u:Id="${id}"><sp:${tokens}><p:Policy><sp:UsernameToken/></p:Policy></sp:${tokens}>${trust}</p:Policy>`;
const binding = (name: string, id: string) =>
  `<w:binding name="${name}"><p:PolicyReference xmlns:p="http://schemas.xmlsoap.org/ws/2004/09/policy" URI="#${id}"/></w:binding>`;
const port = (name: string, location: string) =>
  `<w:service name="s"><w:port name="p-${name}" binding="t:${name}"><s12:address xmlns:s12="http://schemas.xmlsoap.org/wsdl/soap12/" location="${location}"/></w:port></w:service>`;
const mex = (inner: string) =>
  `<x:Metadata xmlns:x="http://schemas.xmlsoap.org/ws/2004/09/mex"><x:MetadataSection><w:definitions xmlns:w="http://schemas.xmlsoap.org/wsdl/" xmlns:t="urn:t" targetNamespace="urn:t">${inner}</w:definitions></x:MetadataSection></x:Metadata>`;
const MIXED = 'https://sts.contoso.local/adfs/services/trust/13/usernamemixed';
const endpointOf = async (documents: Parameters<typeof site>[0], metadata: string[] = []) => {
  const { asked, get } = site(documents);
  const found = await discoverEndpoint(get, STS, metadata);
  return {
    asked,
    found: found.ok ? { url: found.value.url, isUsual: found.value.isUsual } : found.failure,
  };
};

describe('the metadata of an AD FS', () => {
  const good = mexPolicy('a', 'SignedEncryptedSupportingTokens') + binding('b', 'a');
  it.each<[string, Parameters<typeof site>[0], unknown]>([
    [
      'names where a password goes',
      { [MEX]: mex(good + port('b', 'https://sts.contoso.local/adfs/services/trust/13/other')) },
      { url: 'https://sts.contoso.local/adfs/services/trust/13/other', isUsual: false },
    ],
    ['is not there: the usual place', {}, { url: MIXED, isUsual: true }],
    [
      'is a page: the usual place',
      { [MEX]: '<!DOCTYPE html><html>' },
      { url: MIXED, isUsual: true },
    ],
    [
      'names a place in clear text: the usual one',
      { [MEX]: mex(good + port('b', 'http://sts.contoso.local/x')) },
      { url: MIXED, isUsual: true },
    ],
    [
      'names a place elsewhere: the usual one',
      { [MEX]: mex(good + port('b', 'https://evil.test/x')) },
      { url: MIXED, isUsual: true },
    ],
    [
      'names a token that travels in the open',
      { [MEX]: mex(mexPolicy('a', 'SupportingTokens') + binding('b', 'a') + port('b', MIXED)) },
      { code: 'ifd/no-usernamemixed', host: 'sts.contoso.local' },
    ],
    [
      'names the elder trust only',
      {
        [MEX]: mex(
          mexPolicy('a', 'SignedEncryptedSupportingTokens', '<sp:Trust10/>') +
            binding('b', 'a') +
            port('b', MIXED),
        ),
      },
      { code: 'ifd/no-usernamemixed', host: 'sts.contoso.local' },
    ],
    [
      'has the policy, but no port with it',
      { [MEX]: mex(good + port('c', MIXED)) },
      { code: 'ifd/no-usernamemixed', host: 'sts.contoso.local' },
    ],
    [
      'is an entity bomb',
      { [MEX]: '<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>' },
      expect.objectContaining({ code: 'ifd/bad-xml', why: 'doctype' }),
    ],
  ])('%s', async (_what, documents, expected) => {
    expect((await endpointOf(documents)).found).toEqual(expected);
  });

  it('is asked where the CRM says, if that is the confirmed server', async () => {
    const own = 'https://sts.contoso.local/other/mex';
    const listed = ['http://sts.contoso.local/x/mex', 'https://evil.test/mex', own];
    expect((await endpointOf({}, listed)).asked).toEqual([own]);
    expect((await endpointOf({}, ['https://evil.test/mex'])).asked).toEqual([MEX]);
  });
});
