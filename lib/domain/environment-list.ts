import type { Cloud } from './cloud.ts';
import type { EnvironmentKind } from './environment.ts';
import type { Failure } from './failure.ts';
import type { OrgUrl } from './org-url.ts';

/** An environment with an organisation in it, as Microsoft lists it for who signed in. */
export type ListedEnvironment = {
  org: OrgUrl;
  name: string;
  uniqueName: string;
  kind?: EnvironmentKind;
  isDisabled: boolean;
  region: string;
  environmentId?: string;
  tenantId?: string;
  organisationId?: string;
  version?: string;
};

/** The environments of one account. Of a list that failed, what was known before stays. */
export type EnvironmentList = {
  state: 'looking' | 'done' | 'failed';
  cloud: Cloud['name'];
  environments: ListedEnvironment[];
  failure?: Failure;
};

/** Which organisation the environment of a maker page has. */
export type Resolution =
  | { state: 'looking' }
  | { state: 'found'; environment: ListedEnvironment }
  | { state: 'failed'; failure: Failure };

/** An organisation that was picked or set up here before. */
export type Recent = { org: OrgUrl; name: string };
export const MOST_RECENTS = 8;

/** As people count: 4 stands before 10. */
const byName = new Intl.Collator(undefined, { numeric: true });

/** Those used last come first, then production before all others, then by name. */
export function sortEnvironments(
  all: readonly ListedEnvironment[],
  recents: readonly Recent[],
): ListedEnvironment[] {
  const rank = ({ org, kind, isDisabled }: ListedEnvironment) => {
    const recent = recents.findIndex((one) => one.org === org);
    if (recent >= 0) return recent;
    return MOST_RECENTS + (isDisabled ? 2 : kind === 'production' ? 0 : 1);
  };
  return [...all].sort((a, b) => rank(a) - rank(b) || byName.compare(a.name, b.name));
}

/** Every word must stand somewhere in the name, the address or the unique name. */
export function searchEnvironments(
  all: readonly ListedEnvironment[],
  query: string,
): ListedEnvironment[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  return all.filter(({ name, org, uniqueName }) => {
    const text = `${name} ${org} ${uniqueName}`.toLowerCase();
    return words.every((word) => text.includes(word));
  });
}
