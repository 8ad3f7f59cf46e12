import { cloudOf, regionOf } from '../lib/domain/cloud.ts';
import { type Environment, environmentKindOf } from '../lib/domain/environment.ts';
import type { ListedEnvironment } from '../lib/domain/environment-list.ts';
import type { Where } from '../lib/domain/where.ts';
import { useStore } from '../lib/ui/use-store.ts';

/** Which environment this is: what the address says, and below it what the page reports. */
export function EnvironmentCard() {
  const where = useStore((state) => state.where);
  const environment = useStore((state) => state.environment);
  return (
    <section class="card environment" aria-label="Environment">
      {where.at === 'organisation' ? (
        <Organisation where={where} environment={environment} />
      ) : (
        <NoOrganisation where={where} />
      )}
    </section>
  );
}

function Organisation({
  where,
  environment,
}: {
  where: Here;
  environment: Environment | undefined;
}) {
  const { host, org } = where;
  const listed = environment?.listed;
  const organisation = environment?.report?.organisation ?? (listed && reportOf(listed));
  const user = environment?.report?.user;
  const kind =
    listed?.kind ?? environmentKindOf(environment?.report?.organisation?.organisationType);
  const cloud = cloudOf(host);
  const region = [regionOf(host), cloud && cloud.name !== 'Commercial' && cloud.name];
  return (
    <>
      <div class="title-line">
        <h2>{organisation?.friendlyName || nameIn(org)}</h2>
        {kind && <span class={`tag is-${kind}`}>{KIND_NAMES[kind]}</span>}
      </div>
      <p class="host">{org.slice('https://'.length)}</p>
      <dl class="facts">
        {organisation && <Row name="Unique name" value={organisation.uniqueName} />}
        {organisation && <Row name="Version" value={organisation.version} />}
        <Row name="Region" value={region.filter(Boolean).join(' · ')} />
        <Row name="Server" value={where.scheme === 'ifd' ? 'Your own (on-premises)' : ''} />
        {organisation?.tenantId && <Row name="Tenant" value={organisation.tenantId} />}
        {user && <Row name="CRM user" value={personOf(user)} />}
      </dl>
      <p class="source" role="status">
        {sourceOf(environment)}
      </p>
    </>
  );
}

type Here = Extract<Where, { at: 'organisation' }>;

const reportOf = ({ name, uniqueName, version = '', tenantId }: ListedEnvironment) => ({
  friendlyName: name,
  uniqueName,
  version,
  tenantId,
});

/** What an address calls its organisation: the folder on one's own server, else the first label of the host. */
const nameIn = (org: string) => new URL(org).pathname.slice(1) || new URL(org).host.split('.')[0];

const KIND_NAMES = {
  production: 'Production',
  sandbox: 'Sandbox',
  developer: 'Developer',
  preview: 'Preview',
  trial: 'Trial',
  teams: 'Teams',
};

const Row = ({ name, value }: { name: string; value: string }) =>
  value ? (
    <div>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  ) : null;

const personOf = (user: { fullName: string; domainName: string }) =>
  user.domainName ? `${user.fullName} (${user.domainName})` : user.fullName;

function sourceOf(environment: Environment | undefined): string {
  if (environment?.look === 'unreadable')
    return 'The page could not say more: sign in to the CRM in this tab, then open this window again.';
  if (environment?.listed) return 'As Microsoft lists it for your account';
  return environment?.report ? 'As reported by the page' : 'Reading the page…';
}

function NoOrganisation({ where }: { where: Exclude<Where, { at: 'organisation' }> }) {
  if (where.at === 'maker')
    return (
      <>
        <h2>Power Platform environment</h2>
        <p class="host">{where.environmentId}</p>
        <p>
          This page names an environment, not its organisation. Signed in with Microsoft, it is
          found by itself; or open a model-driven app of this environment and click here again.
        </p>
      </>
    );
  if (where.at === 'mapsimise' || where.at === 'mapsimise-not')
    return (
      <>
        <h2>Mapsimise</h2>
        <p class="host">{where.at === 'mapsimise' ? new URL(where.origin).host : where.host}</p>
      </>
    );
  if (where.at === 'onprem-http')
    return (
      <>
        <h2>Dynamics CRM without https</h2>
        <p class="host">{where.host}</p>
        <p>
          With http://, a password would travel to this server unprotected, so it cannot be set up.
          {where.suggestion && ` Open ${where.suggestion} and click here again.`} Ask who runs this
          server for its https:// address.
        </p>
      </>
    );
  return (
    <>
      <h2>No CRM on this page</h2>
      <p>
        Open your Dynamics 365 or Power Apps page and click here again, or paste its Organisation
        URL under Set up connector.
      </p>
    </>
  );
}
