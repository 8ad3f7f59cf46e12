import { CRM_SERVER } from './people.ts';

/** One of the two addresses of the organisation: where it begins, and what is asked below that. */
export type Address = {
  kind: 'internal' | 'ifd';
  /** `https://crm.contoso.local/Contoso` or `https://contoso.crm.contoso-ifd.com`. */
  url: string;
  /** What AD FS knows it as. */
  relyingParty: string;
  /** `/main.aspx`, `/api/data/v9.1/…`. */
  path: string;
};

/** Which organisation a request is for: by its path inside the company, by its host from outside. */
// Source: Microsoft Learn, "Web API URL and versions": `https://server/organisation/api/data/…` on an
// internal server, `https://organisation.domain/api/data/…` with IFD; names without case (IIS)
export function addressOf(host: string, pathname: string): Address | undefined {
  const { internal, ifd, uniqueName } = CRM_SERVER;
  if (host === ifd.host) {
    return { kind: 'ifd', url: ifd.url, relyingParty: `${ifd.url}/`, path: pathname };
  }
  const [, name = '', ...rest] = pathname.split('/');
  if (host !== internal.host || name.toLowerCase() !== uniqueName.toLowerCase()) return undefined;
  const relyingParty = `https://${internal.host}/`;
  return { kind: 'internal', url: internal.url, relyingParty, path: `/${rest.join('/')}` };
}

export const ORGANIZATION_SERVICE = '/XRMServices/2011/Organization.svc';
