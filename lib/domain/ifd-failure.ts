import type { TableName } from './tables.ts';

/** Failures of a company's own server (IFD) and of its AD FS. `username` is what the person typed, nothing else. */
export type IfdFailure =
  | { code: 'ifd/online-organisation'; host: string }
  | { code: 'ifd/username-missing' }
  | { code: 'ifd/password-missing' }
  | { code: 'ifd/characters'; field: 'username' | 'password' | 'address' }
  | { code: 'ifd/unreachable'; host: string }
  | { code: 'ifd/browser-throttled'; host: string }
  | { code: 'ifd/unavailable'; host: string }
  | { code: 'ifd/not-here'; host: string }
  | { code: 'ifd/sign-in-page'; host: string; title?: string }
  | { code: 'ifd/windows-only'; host: string }
  | { code: 'ifd/other-sign-in'; host: string; kind: string }
  | { code: 'ifd/no-policy'; host: string; foreign?: string }
  | { code: 'ifd/bad-xml'; host: string; why: XmlRefusal }
  | { code: 'ifd/sts-unusable'; host: string; identifier: string }
  | { code: 'ifd/sts-not-confirmed'; origin: string; host: string; others?: string[] }
  | { code: 'ifd/sts-changed'; origin: string; host: string; before: string }
  | { code: 'ifd/no-usernamemixed'; host: string }
  | { code: 'ifd/endpoint-off'; host: string; path: string }
  | { code: 'ifd/wrong-password'; host: string; username: string }
  | { code: 'ifd/password-expired'; host: string; username: string }
  | { code: 'ifd/access-denied'; host: string; username: string }
  | { code: 'ifd/relying-party-unknown'; host: string; audience: string }
  | { code: 'ifd/clock-skew'; host: string; aheadMinutes: number }
  | { code: 'ifd/servers-apart'; host: string; stsHost: string; aheadMinutes: number }
  | { code: 'ifd/sts-refused'; host: string }
  | { code: 'ifd/bad-token'; host: string; why: TokenRefusal }
  | { code: 'ifd/assertion-too-large'; host: string; bytes: number }
  | { code: 'ifd/token-expired'; host: string }
  | { code: 'ifd/security-refused'; host: string }
  | { code: 'ifd/server-fault'; host: string }
  | { code: 'ifd/org-disabled'; host: string }
  | { code: 'ifd/user-disabled'; host: string; username: string }
  | { code: 'ifd/user-unknown'; host: string; username: string }
  | { code: 'ifd/no-role'; host: string; username: string }
  | { code: 'ifd/no-table-readable'; tables: TableName[]; privileges: string[] }
  | { code: 'ifd/privilege-missing'; privilege: string }
  | { code: 'ifd/acting-not-allowed'; username: string }
  | { code: 'ifd/same-person'; person: string }
  | { code: 'ifd/refused'; host: string };

/** Why a text is not read as XML. Each is one rule of the reader. */
export type XmlRefusal =
  | 'not-xml'
  | 'too-large'
  | 'encoding'
  | 'doctype'
  | 'instruction'
  | 'too-deep'
  | 'too-many-nodes'
  | 'too-many-attributes'
  | 'not-well-formed'
  | 'unexpected-shape';

/** Why an answer of AD FS holds no token that we can use. */
export type TokenRefusal =
  | 'no-token'
  | 'several-tokens'
  | 'no-proof-key'
  | 'bad-proof-key'
  | 'no-reference'
  | 'bad-lifetime'
  | 'not-encrypted';
