import { beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { settings } from '../../../lib/facts/facts.ts';
import { entraApplication, readEntraApplication } from '../../../lib/facts/person.ts';
import { parsePolicy, readPolicy } from '../../../lib/facts/policy.ts';

const GUID = '3d2f1c6e-8b7a-4f5e-9c1d-0a2b4c6d8e0f';
beforeEach(() => fakeBrowser.reset());

describe('what a company says', () => {
  it('is believed member by member, in the form that the rest works with', () => {
    const policy = parsePolicy({
      mapsimiseOrganisation: ' https://contoso.eugb.mapsimise.com/maps ',
      region: 'EUGB',
      entraApplication: GUID.toUpperCase(),
      allowedEnvironments: [
        'https://Contoso.crm4.dynamics.com/main.aspx',
        'crm.contoso.com/Contoso',
      ],
      disabledFeatures: ['formFill', 'onPremises'],
    });
    expect(policy).toEqual({
      mapsimiseOrganisation: 'contoso',
      region: 'eugb',
      entraApplication: GUID,
      allowedEnvironments: ['https://contoso.crm4.dynamics.com', 'https://crm.contoso.com/Contoso'],
      featuresOff: ['formFill', 'onPremises'],
      unusable: [],
    });
  });

  it.each<[string, Record<string, unknown>, string]>([
    [
      'an organisation that is none',
      { mapsimiseOrganisation: 'con toso!' },
      'mapsimiseOrganisation',
    ],
    ['a region of two words', { region: 'eu gb' }, 'region'],
    ['an application that is no id', { entraApplication: 'maps' }, 'entraApplication'],
    ['a number for a name', { region: 7 }, 'region'],
    [
      'a feature that there is not',
      { disabledFeatures: ['coverage', 'cofee'] },
      'disabledFeatures',
    ],
    ['an environment that is no address', { allowedEnvironments: ['evil'] }, 'allowedEnvironments'],
  ])('%s is named, and does not count', (_what, said, name) => {
    const policy = parsePolicy(said);
    expect(policy.unusable).toEqual([name]);
    expect(JSON.stringify({ ...policy, unusable: [] })).not.toMatch(
      /con toso|eu gb|maps|cofee|evil/,
    );
  });

  it.each([['no list'], [7], [null], [[7]]])(
    'where %j stands for the allowed environments, none is allowed',
    (allowedEnvironments) => {
      expect(parsePolicy({ allowedEnvironments })).toMatchObject({
        allowedEnvironments: [],
        unusable: ['allowedEnvironments'],
      });
    },
  );

  it('is nothing where there is no policy, and where the browser knows none', async () => {
    const nothing = { featuresOff: [], unusable: [] };
    expect(await readPolicy()).toEqual(nothing);
    const absent = new Error('Managed storage manifest not found');
    const get = vi.spyOn(fakeBrowser.storage.managed, 'get').mockRejectedValue(absent);
    expect(await readPolicy()).toEqual(nothing);
    get.mockRestore();
  });
});

describe('what was typed in Options', () => {
  beforeEach(async () => {
    await settings.write({ organisation: 'fabrikam', region: 'useast' });
    await entraApplication.write('11111111-2222-4333-8444-555555555555');
  });

  it('counts where the company has decided nothing', async () => {
    expect(await settings.read()).toEqual({ organisation: 'fabrikam', region: 'useast' });
    expect((await readEntraApplication())?.from).toBe('options');
  });

  it('gives way to the company, for those who read it and those who follow it', async () => {
    const heard: unknown[] = [];
    settings.follow((value) => heard.push(value));
    await fakeBrowser.storage.managed.set({
      mapsimiseOrganisation: 'contoso',
      entraApplication: GUID,
    });
    expect(await settings.read()).toEqual({ organisation: 'contoso', region: 'useast' });
    expect(await readEntraApplication()).toEqual({ clientId: GUID, from: 'policy' });
    // Those who were there before the policy came hear of it.
    await expect.poll(() => heard).toContainEqual({ organisation: 'contoso', region: 'useast' });
    await settings.write({ organisation: 'other', region: 'eugb' });
    await expect.poll(() => heard.at(-1)).toEqual({ organisation: 'contoso', region: 'eugb' });
  });
});
