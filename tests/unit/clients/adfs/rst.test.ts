import { DOMParser } from '@xmldom/xmldom';
import { describe, expect, it } from 'vitest';
import { useNamespaces } from 'xpath';
import { writeRst } from '../../../../lib/clients/adfs/rst.ts';

const ASK = {
  endpoint: 'https://sts.contoso.local/adfs/services/trust/13/usernamemixed',
  appliesTo: 'https://crm.contoso.local/Contoso/XRMServices/2011/Organization.svc',
  username: 'CONTOSO\\svc-mapsimise',
  password: 'x',
  messageId: '0f9b1c7e-2222-4c1d-9a41-0f2b6c8d9e10',
  createdAtMs: Date.UTC(2026, 0, 2, 3, 4, 5),
};
const find = useNamespaces({
  s: 'http://www.w3.org/2003/05/soap-envelope',
  a: 'http://www.w3.org/2005/08/addressing',
  o: 'http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd',
  u: 'http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-utility-1.0.xsd',
  t: 'http://docs.oasis-open.org/ws-sx/ws-trust/200512',
  p: 'http://schemas.xmlsoap.org/ws/2004/09/policy',
});
/** Reads what was written with another reader than ours. */
function written(more: Partial<typeof ASK> = {}) {
  const rst = writeRst({ ...ASK, ...more });
  if (!rst.ok) throw new Error(rst.failure);
  const document = new DOMParser().parseFromString(rst.value, 'text/xml');
  return (query: string) => String(find(`string(${query})`, document as never));
}

describe('the request for a token', () => {
  it('has the parts that WS-Trust and WCF want, where they want them', () => {
    const at = written();
    const header = '/s:Envelope/s:Header';
    expect(at(`${header}/a:Action`)).toBe(
      'http://docs.oasis-open.org/ws-sx/ws-trust/200512/RST/Issue',
    );
    expect(at(`${header}/a:Action/@s:mustUnderstand`)).toBe('1');
    expect(at(`${header}/a:MessageID`)).toBe(`urn:uuid:${ASK.messageId}`);
    expect(at(`${header}/a:To`)).toBe(ASK.endpoint);
    expect(at(`${header}/a:ReplyTo/a:Address`)).toBe(
      'http://www.w3.org/2005/08/addressing/anonymous',
    );
    expect(at(`${header}/o:Security/u:Timestamp/u:Created`)).toBe('2026-01-02T03:04:05.000Z');
    expect(at(`${header}/o:Security/u:Timestamp/u:Expires`)).toBe('2026-01-02T03:09:05.000Z');
    expect(at(`${header}/o:Security/o:UsernameToken/o:Password/@Type`)).toBe(
      'http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-username-token-profile-1.0#PasswordText',
    );
    const rst = '/s:Envelope/s:Body/t:RequestSecurityToken';
    expect(at(`${rst}/p:AppliesTo/a:EndpointReference/a:Address`)).toBe(ASK.appliesTo);
    expect(at(`${rst}/t:RequestType`)).toBe(
      'http://docs.oasis-open.org/ws-sx/ws-trust/200512/Issue',
    );
  });

  it('leaves the kind of key out, so that it is one that signs', () => {
    expect(written()('count(//t:KeyType)')).toBe('0');
  });

  it.each([
    [`]]></o:Password><x>&"'`],
    ['  blanks around  '],
    ['😀 Zürich €'],
    ['line\r\nend\t'],
    [' '],
    [`<o:Username>admin</o:Username>`],
  ])('carries %j as user and password to the character, and nothing more', (value) => {
    const at = written({ username: value, password: value });
    expect(at('//o:Username')).toBe(value);
    expect(at('//o:Password')).toBe(value);
    expect(at('count(//o:UsernameToken/*)')).toBe('2');
    expect(at('count(//o:Username)')).toBe('1');
  });

  it.each(['username', 'password'] as const)('names a %s that XML cannot carry', (field) => {
    for (const value of ['a\u0001', '\ud800'])
      expect(writeRst({ ...ASK, [field]: value })).toEqual({ ok: false, failure: field });
  });
});
