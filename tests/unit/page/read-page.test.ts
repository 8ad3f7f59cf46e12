import { afterEach, describe, expect, it, vi } from 'vitest';
import { apiRootsOf } from '../../../lib/page/api-roots.ts';
import { readPage } from '../../../lib/page/read-page.ts';

const pageAt = (address: string) => new URL(address);
const ME = '11111111-1111-4111-8111-111111111111';

describe('where the Web API may be', () => {
  it.each<[string, string, string[]]>([
    [
      'online: one place, whatever the path',
      'https://acme.crm4.dynamics.com/Contoso/main.aspx',
      ['https://acme.crm4.dynamics.com/api/data/v9.2'],
    ],
    [
      'online behind a session proxy',
      'https://acme.crm4.dynamics.com.mcas.ms/main.aspx',
      ['https://acme.crm4.dynamics.com.mcas.ms/api/data/v9.2'],
    ],
    [
      'on one’s own server: below the organisation’s folder',
      'https://crm.contoso.local/Contoso/main.aspx?etc=1',
      ['9.2', '9.1', '9.0', '8.2', '8.1', '8.0'].map(
        (version) => `https://crm.contoso.local/Contoso/api/data/v${version}`,
      ),
    ],
    [
      'by IFD: at the root',
      'https://contoso.crm.contoso-ifd.com/main.aspx',
      ['9.2', '9.1', '9.0', '8.2', '8.1', '8.0'].map(
        (version) => `https://contoso.crm.contoso-ifd.com/api/data/v${version}`,
      ),
    ],
    [
      'with a port',
      'https://crm.contoso.local:5555/Contoso/_root/homepage.aspx',
      ['9.2', '9.1', '9.0', '8.2', '8.1', '8.0'].map(
        (version) => `https://crm.contoso.local:5555/Contoso/api/data/v${version}`,
      ),
    ],
  ])('%s', (_where, address, roots) => {
    expect(apiRootsOf(pageAt(address))).toEqual(roots);
  });

  it.each(['sfa/main.aspx', 'WebResources/main.aspx', 'uclient/main.aspx', 'main.aspx', ''])(
    'a folder of the application is no organisation: %s',
    (path) => {
      const [first] = apiRootsOf(pageAt(`https://crm.contoso.local/${path}`));
      expect(first).toBe('https://crm.contoso.local/api/data/v9.2');
    },
  );
});

describe('reading a page of one’s own server', () => {
  afterEach(() => vi.unstubAllGlobals());

  /** A server that serves some versions, and answers by what the path ends with. */
  function serve(version: string, answers: Record<string, unknown>, missing = 404) {
    const asked: string[] = [];
    vi.stubGlobal('fetch', async (address: string) => {
      asked.push(address);
      const path = address.split(`/Contoso/api/data/v${version}/`)[1];
      if (path === undefined) return new Response('', { status: missing });
      const found = Object.entries(answers).find(([start]) => path.startsWith(start));
      return found ? Response.json(found[1]) : new Response('', { status: 400 });
    });
    return asked;
  }
  const CURRENT = {
    Detail: {
      OrganizationId: ME,
      FriendlyName: 'Contoso Ltd',
      UniqueName: 'Contoso',
      OrganizationVersion: '9.1.18.22',
    },
  };
  const PERSON = { fullname: 'Adele Vance', domainname: 'CONTOSO\\adele' };

  it.each([404, 501])(
    'goes back to the version that is there, when others answer %i',
    async (missing) => {
      const asked = serve(
        '9.0',
        { WhoAmI: { UserId: ME }, Retrieve: CURRENT, systemusers: PERSON },
        missing,
      );
      const report = await readPage(pageAt('https://crm.contoso.local/Contoso/main.aspx'));
      expect(report).toMatchObject({
        apiVersion: 'v9.0',
        organisation: { friendlyName: 'Contoso Ltd', version: '9.1.18.22' },
        user: { fullName: 'Adele Vance', domainName: 'CONTOSO\\adele' },
      });
      expect(asked.every((url) => url.startsWith('https://crm.contoso.local/Contoso/api/'))).toBe(
        true,
      );
    },
  );

  it('says who is signed in where the server does not know the organisation’s details', async () => {
    serve('8.2', { WhoAmI: { UserId: ME }, systemusers: PERSON });
    const report = await readPage(pageAt('https://crm.contoso.local/Contoso/main.aspx'));
    expect(report).toEqual({
      apiVersion: 'v8.2',
      user: { userId: ME, fullName: 'Adele Vance', domainName: 'CONTOSO\\adele' },
    });
  });

  it('stops at the first version that asks for a sign-in', async () => {
    const asked = serve('9.2', {});
    vi.stubGlobal('fetch', async (address: string) => {
      asked.push(address);
      return new Response('', { status: 401 });
    });
    const report = await readPage(pageAt('https://crm.contoso.local/Contoso/main.aspx'));
    expect(report).toEqual({ refusedStatus: 401 });
    expect(asked).toHaveLength(2);
  });
});
