import { describe, expect, it } from 'vitest';
import { CLOUDS, cloudOf, regionOf } from '../../../lib/domain/cloud.ts';

describe('cloudOf', () => {
  it.each([
    ['acme.crm.dynamics.com', 'Commercial'],
    ['acme.crm4.dynamics.com', 'Commercial'],
    ['acme.api.crm19.dynamics.com', 'Commercial'],
    ['acme.crm98.dynamics.com', 'Commercial'],
    ['ACME.CRM4.Dynamics.com', 'Commercial'],
    ['acme.crm9.dynamics.com', 'GCC'],
    ['acme.api.crm9.dynamics.com', 'GCC'],
    ['acme.crm.microsoftdynamics.us', 'GCC High'],
    ['acme.crm.appsplatform.us', 'DoD'],
    ['acme.crm.dynamics.cn', 'China'],
    ['make.powerapps.com', 'Commercial'],
    ['make.gov.powerapps.us', 'GCC'],
    ['high.admin.powerplatform.microsoft.us', 'GCC High'],
    ['make.apps.appsplatform.us', 'DoD'],
    ['ppac.partner.microsoftonline.cn', 'China'],
  ])('%s is served by %s', (host, name) => {
    expect(cloudOf(host)?.name).toBe(name);
  });

  it.each([
    'crm.contoso.com',
    'crm.boston-dynamics.com',
    'evildynamics.com',
    'acme.crm4.dynamics.com.evil.com',
    'acme.crm.microsoftdynamics.de',
    'xmake.powerapps.com',
    'dynamics.com',
    '',
  ])('%s is in no cloud', (host) => {
    expect(cloudOf(host)).toBeUndefined();
  });
});

describe('the table of clouds', () => {
  it('sends every cloud to a sign-in of its own country', () => {
    expect(CLOUDS.map(({ name, authorityHosts }) => [name, authorityHosts[0]])).toEqual([
      ['GCC', 'login.microsoftonline.com'],
      ['Commercial', 'login.microsoftonline.com'],
      ['GCC High', 'login.microsoftonline.us'],
      ['DoD', 'login.microsoftonline.us'],
      ['China', 'login.partner.microsoftonline.cn'],
    ]);
  });

  it('believes what old tenants and the Chinese twin name in their challenge', () => {
    expect(cloudOf('acme.crm.dynamics.com')?.authorityHosts).toContain('login.windows.net');
    expect(cloudOf('acme.crm.dynamics.cn')?.authorityHosts).toContain('login.chinacloudapi.cn');
    expect(cloudOf('acme.crm.appsplatform.us')?.authorityHosts).toEqual([
      'login.microsoftonline.us',
    ]);
  });

  it('finds every discovery host in the cloud it serves', () => {
    for (const cloud of CLOUDS) expect(cloudOf(cloud.discoveryHost)).toBe(cloud);
  });

  it('holds host names, nothing that could be more', () => {
    for (const { name: _, bapScope, authorityHosts, ...hosts } of CLOUDS) {
      for (const host of [...Object.values(hosts), ...authorityHosts])
        expect(new URL(`https://${host}`).host).toBe(host);
      expect(bapScope).toMatch(/^https:\/\/[a-z.]+\/\.default$/);
    }
  });
});

describe('regionOf', () => {
  it.each([
    ['acme.crm.dynamics.com', 'North America'],
    ['acme.crm4.dynamics.com', 'Europe (EMEA)'],
    ['acme.api.crm11.dynamics.com', 'United Kingdom'],
    ['acme.crm9.dynamics.com', 'US Government (GCC)'],
    ['acme.crm.microsoftdynamics.us', 'US Government (GCC High)'],
    ['acme.crm.appsplatform.us', 'US Government (DoD)'],
    ['acme.crm.dynamics.cn', 'China (21Vianet)'],
    ['acme.crm18.dynamics.com', 'crm18'],
    ['make.powerapps.com', ''],
    ['crm.contoso.com', ''],
  ])('%s lives in %j', (host, region) => {
    expect(regionOf(host)).toBe(region);
  });
});
