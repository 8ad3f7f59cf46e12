import type { OnPremisesFaults } from '../on-premises/faults.ts';
import { ACCOUNTS, type DomainAccount } from '../on-premises/people.ts';

/** How often an account was asked for at usernamemixed, and how often in vain. */
export type SignIns = { account: string; attempts: number; failures: number; locked: boolean };
export type Domain = Map<string, SignIns>;

export type Verdict =
  | { outcome: 'known'; account: DomainAccount; mayPass: boolean }
  | { outcome: 'refused' }
  | { outcome: 'expired' };

/** Source: general knowledge: a lockout threshold that administrators set; five is ours. */
const LOCKOUT_THRESHOLD = 5;

/** Looks at a name and a password as a domain controller does, and counts. */
// Source: Active Directory: names without case; a locked account refuses the right password, too,
// and an expired password is told only to who knows it
export function authenticate(
  domain: Domain,
  faults: OnPremisesFaults | undefined,
  userName: string,
  password: string,
): Verdict {
  const account = accountOf(userName);
  const record = recordOf(domain, account?.sam ?? userName);
  record.attempts += 1;
  if (!account) {
    record.failures += 1;
    return { outcome: 'refused' };
  }
  const own = account.sam === ACCOUNTS.service.sam ? faults?.account : undefined;
  if (own === 'locked' || account.state === 'locked') record.locked = true;
  const right = password === account.password && own !== 'another-password';
  if (!right) record.failures += 1;
  if (record.failures >= LOCKOUT_THRESHOLD) record.locked = true;
  if (record.locked || !right) return { outcome: 'refused' };
  if (own === 'expired' || account.state === 'expired') return { outcome: 'expired' };
  const denied = own === 'denied' || account.state === 'denied';
  return { outcome: 'known', account, mayPass: !denied };
}

/** `CONTOSO\name` or `name@contoso.local`; a bare name is nobody's. */
// Source: AD FS takes DOMAIN\user or a UPN
function accountOf(userName: string): DomainAccount | undefined {
  const name = userName.toLowerCase();
  return Object.values(ACCOUNTS).find(
    ({ domainName, upn }) => name === domainName.toLowerCase() || name === upn.toLowerCase(),
  );
}

function recordOf(domain: Domain, account: string): SignIns {
  const known = domain.get(account) ?? { account, attempts: 0, failures: 0, locked: false };
  domain.set(account, known);
  return known;
}
