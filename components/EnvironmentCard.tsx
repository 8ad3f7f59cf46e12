import { cloudOf, regionOf } from '../lib/domain/cloud.ts';
import { type Environment, environmentKindOf } from '../lib/domain/environment.ts';
import type { ListedEnvironment } from '../lib/domain/environment-list.ts';
import type { Where } from '../lib/domain/where.ts';
import { params } from '../lib/language/forms.ts';
import { messages } from '../lib/language/messages.ts';
import { useStore } from '../lib/ui/use-store.ts';

const words = messages('components.EnvironmentCard', {
  environment: 'Environment',
  uniqueName: 'Unique name',
  version: 'Version',
  region: 'Region',
  server: 'Server',
  ownServer: 'Your own (on-premises)',
  tenant: 'Tenant',
  crmUser: 'CRM user',
  production: 'Production',
  sandbox: 'Sandbox',
  developer: 'Developer',
  preview: 'Preview',
  trial: 'Trial',
  teams: 'Teams',
  unreadable:
    'The page could not say more: sign in to the CRM in this tab, then open this window again.',
  asListed: 'As Microsoft lists it for your account',
  asReported: 'As reported by the page',
  reading: 'Reading the page…',
  maker: 'Power Platform environment',
  makerText:
    'This page names an environment, not its organisation. Signed in with Microsoft, it is found by itself; or open a model-driven app of this environment and click here again.',
  http: 'Dynamics CRM without https',
  httpText:
    'With http://, a password would travel to this server unprotected, so it cannot be set up.',
  httpSuggestion: params('Open {address} and click here again.'),
  httpAsk: 'Ask who runs this server for its https:// address.',
  none: 'No CRM on this page',
  noneText:
    'Open your Dynamics 365 or Power Apps page and click here again, or paste its Organisation URL under Set up connector.',
});

/** Which environment this is: what the address says, and below it what the page reports. */
export function EnvironmentCard() {
  const where = useStore((state) => state.where);
  const environment = useStore((state) => state.environment);
  return (
    <section class="card environment" aria-label={words.get().environment}>
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
  const t = words.get();
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
        {kind && <span class={`tag is-${kind}`}>{t[kind]}</span>}
      </div>
      <p class="host">{org.slice('https://'.length)}</p>
      <dl class="facts">
        {organisation && <Row name={t.uniqueName} value={organisation.uniqueName} />}
        {organisation && <Row name={t.version} value={organisation.version} />}
        <Row name={t.region} value={region.filter(Boolean).join(' · ')} />
        <Row name={t.server} value={where.scheme === 'ifd' ? t.ownServer : ''} />
        {organisation?.tenantId && <Row name={t.tenant} value={organisation.tenantId} />}
        {user && <Row name={t.crmUser} value={personOf(user)} />}
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
  const t = words.get();
  if (environment?.look === 'unreadable') return t.unreadable;
  if (environment?.listed) return t.asListed;
  return environment?.report ? t.asReported : t.reading;
}

function NoOrganisation({ where }: { where: Exclude<Where, { at: 'organisation' }> }) {
  const t = words.get();
  if (where.at === 'maker')
    return (
      <>
        <h2>{t.maker}</h2>
        <p class="host">{where.environmentId}</p>
        <p>{t.makerText}</p>
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
        <h2>{t.http}</h2>
        <p class="host">{where.host}</p>
        <p>
          {t.httpText}
          {where.suggestion && ` ${t.httpSuggestion({ address: where.suggestion })}`} {t.httpAsk}
        </p>
      </>
    );
  return (
    <>
      <h2>{t.none}</h2>
      <p>{t.noneText}</p>
    </>
  );
}
