import { CRM_SERVER } from '../on-premises/people.ts';

const KNOWN = [
  `https://${CRM_SERVER.internal.host}/`,
  `https://${CRM_SERVER.ifd.host}/`,
  `https://${CRM_SERVER.authHost}/`,
];

/** The identifier that an AppliesTo address falls under. */
// Source: AD FS matches the beginning of the address, the longest identifier first
export function relyingPartyOf(address: string): string | undefined {
  return KNOWN.find((identifier) => address.toLowerCase().startsWith(identifier));
}
