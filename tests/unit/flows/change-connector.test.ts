import { describe, expect, it } from 'vitest';
import { CLIENT, ORG } from './simulated-server.ts';
import {
  createUniverse,
  FIELDS,
  factNow,
  SECRET,
  setUp,
  testNow,
  WORKSPACE,
} from './simulated-world.ts';

const CONNECTOR = {
  Id: 'c-1',
  Name: 'Acme CRM',
  OrganisationUrl: `${ORG}/`,
  Scheme: 'Dataverse',
  ClientId: CLIENT,
};
type Deeds = Record<string, { state: string; failure?: { code: string } }>;
const deedNow = async () => (await factNow<Deeds>('session', 'connector-deeds'))?.['c-1'];

async function start(more: object = {}) {
  const universe = await createUniverse();
  const life = universe.wake();
  await setUp(life);
  universe.server.connectors.push({ ...CONNECTOR, ...more });
  await life.press('connectors.list', {});
  return { universe, life };
}

describe('Test again', () => {
  it('keeps a secret that was typed for the same application, and tests with it', async () => {
    const { universe, life } = await start({ ImpersonateUsers: true });
    await life.press('connector.retest', { connectorId: 'c-1' });
    expect(await factNow('session', `secret:draft:${WORKSPACE}`)).toBe(SECRET);
    expect(await factNow('local', `draft:${WORKSPACE}`)).toMatchObject({
      clientId: CLIENT,
      impersonateUsers: true,
      hasSecret: true,
    });
    await testNow(life);
    expect(universe.server.countOf('token')).toBe(1);
  });

  it('leaves the tenant that was entered', async () => {
    const { life } = await start();
    const fields = { ...FIELDS, tenant: 'contoso.com' };
    await life.press('draft.keep', { workspace: WORKSPACE, fields });
    await life.press('connector.retest', { connectorId: 'c-1' });
    expect(await factNow('local', `draft:${WORKSPACE}`)).toMatchObject({ tenant: 'contoso.com' });
  });

  it('takes away a secret of another application', async () => {
    const { life } = await start({ ClientId: CLIENT.replace('0', '1') });
    await life.press('connector.retest', { connectorId: 'c-1' });
    expect(await factNow('session', `secret:draft:${WORKSPACE}`)).toBeUndefined();
    expect(await factNow('local', `draft:${WORKSPACE}`)).toMatchObject({ hasSecret: false });
  });

  it('of a connector that is not in the list does nothing', async () => {
    const { life } = await start();
    const before = await factNow('local', `draft:${WORKSPACE}`);
    await life.press('connector.retest', { connectorId: 'unheard-of' });
    expect(await factNow('local', `draft:${WORKSPACE}`)).toEqual(before);
  });
});

describe('the impersonation field', () => {
  const ask = { connectorId: 'c-1', isOn: true, field: 'contoso_login' };

  it('is changed on the connector, and the list shows what Mapsimise answered', async () => {
    const { universe, life } = await start();
    await life.press('connector.impersonate', ask);
    expect(universe.server.connectors[0]).toMatchObject({ ImpersonationField: 'contoso_login' });
    const list = await factNow<{ connectors: object[] }>('session', 'connectors');
    expect(list?.connectors).toMatchObject([{ impersonationField: 'contoso_login' }]);
    expect(await deedNow()).toMatchObject({ state: 'saved' });
  });

  it('that is refused is told, with the field for the ticket', async () => {
    const { universe, life } = await start();
    universe.server.next('put-impersonation', ({ url }) => ({
      kind: 'answer',
      host: new URL(url).host,
      status: 403,
      headers: {},
      text: JSON.stringify({ Status: 0, ResponseText: 'Edit on Connectors is missing.' }),
    }));
    await life.press('connector.impersonate', ask);
    expect(await deedNow()).toMatchObject({
      state: 'refused',
      field: 'contoso_login',
      failure: { code: 'mapsimise/right-missing' },
    });
  });

  it('says that it is not known, when the worker died over it; and the same again does no harm', async () => {
    const { universe, life } = await start();
    universe.server.next('put-impersonation', async () => {
      life.kill();
      return { kind: 'stopped', host: '' };
    });
    await Promise.race([life.press('connector.impersonate', ask), life.over]);
    const next = universe.wake();
    await next.press('test.cancel', { workspace: 'elsewhere' });
    expect(await deedNow()).toMatchObject({ failure: { code: 'connector/interrupted' } });
    await next.press('connector.impersonate', ask);
    expect(await deedNow()).toMatchObject({ state: 'saved' });
  });
});
