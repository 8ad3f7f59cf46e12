// @vitest-environment happy-dom
import { cleanup, render, screen } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { CompanyPolicy } from '../../../components/CompanyPolicy.tsx';
import { Coverage } from '../../../components/Coverage.tsx';
import { CreateForMe } from '../../../components/CreateForMe.tsx';
import { EntraApplication } from '../../../components/EntraApplication.tsx';
import { FillInMapsimise } from '../../../components/FillInMapsimise.tsx';
import { Options } from '../../../components/Options.tsx';
import { SchemeChoice } from '../../../components/SchemeChoice.tsx';
import type { OrgUrl } from '../../../lib/domain/org-url.ts';
import { NO_POLICY, type Policy } from '../../../lib/domain/policy.ts';
import { store } from '../../../lib/ui/store.ts';

vi.mock('../../../lib/platform/identity.ts', () => ({
  redirectUri: () => 'https://abc.chromiumapp.org/',
}));

vi.mock('../../../lib/platform/shortcut.ts', () => ({
  openingKeys: async () => 'Alt+Shift+M',
  shortcutsPage: () => 'chrome://extensions/shortcuts',
}));
vi.mock('../../../lib/platform/attention.ts', () => ({ mayNotify: async () => false }));
vi.mock('../../../lib/platform/browser-languages.ts', () => ({ browserLanguages: () => ['en'] }));

const GUID = '3d2f1c6e-8b7a-4f5e-9c1d-0a2b4c6d8e0f';
const DOORS = { openTab: () => {}, openOptions: () => {}, version: '1' };
const SET_BY = 'Set by your organisation.';
const under = (policy: Partial<Policy>) => store.setState({ policy: { ...NO_POLICY, ...policy } });

beforeEach(() => store.setState(store.getInitialState(), true));
afterEach(cleanup);
const field = (name: string) => screen.getByRole('textbox', { name }) as HTMLInputElement;
const saysOf = (control: HTMLElement) =>
  document.getElementById(control.getAttribute('aria-describedby') ?? '')?.textContent;

describe('what the company has set', () => {
  it('can be read and not changed, and each field says why', () => {
    under({ mapsimiseOrganisation: 'contoso', region: 'eugb' });
    store.setState({ settings: { organisation: 'contoso', region: 'eugb' } });
    render(<Options />);
    const region = screen.getByRole('combobox', { name: 'Region' }) as HTMLInputElement;
    for (const [control, value] of [
      [field('Mapsimise organisation'), 'contoso'],
      [region, 'eugb'],
    ] as const) {
      expect([control.readOnly, control.value]).toEqual([true, value]);
      expect(saysOf(control)).toBe(SET_BY);
    }
  });

  it('is the application that people sign in to, whatever was typed before', () => {
    store.setState({ entraApplication: 'old', application: { clientId: GUID, from: 'policy' } });
    render(<EntraApplication say={() => {}} />);
    const application = field('Entra application');
    expect([application.readOnly, application.value]).toEqual([true, GUID]);
    expect(saysOf(application)).toBe(SET_BY);
  });

  it('leaves the fields to the person where there is no policy', () => {
    render(<Options />);
    expect(field('Mapsimise organisation').readOnly).toBe(false);
    expect(document.body.textContent).not.toContain('Set by your organisation');
  });
});

describe('what the company has turned off', () => {
  it.each([
    ['Create these for me', 'createForMe', () => <CreateForMe doors={DOORS} />],
    ['Fill the form in Mapsimise', 'formFill', () => <FillInMapsimise doors={DOORS} />],
  ] as const)('%s is there, does nothing, and says why', (name, feature, draw) => {
    under({ featuresOff: [feature] });
    render(draw());
    const button = screen.getByRole('button', { name });
    expect(button.getAttribute('aria-disabled')).toBe('true');
    expect(document.body.textContent).toContain(`${name} is turned off by your company.`);
  });

  it('Coverage is not begun, and says why', async () => {
    under({ featuresOff: ['coverage'] });
    render(<Coverage doors={DOORS} />);
    await screen.findByText('Coverage is turned off by your company');
    expect(screen.queryByRole('button', { name: 'Start' })).toBeNull();
  });

  it('the scheme of one’s own server cannot be chosen', () => {
    under({ featuresOff: ['onPremises'] });
    render(<SchemeChoice />);
    const ifd = document.querySelector('option[value="ifd"]') as HTMLOptionElement;
    expect(ifd.disabled).toBe(true);
    expect(document.body.textContent).toContain(
      'Dynamics CRM / IFD is turned off by your company.',
    );
  });
});

it.each<[string, Partial<Policy>, string]>([
  [
    'the environments that are allowed',
    { allowedEnvironments: ['https://contoso.crm4.dynamics.com'] as OrgUrl[] },
    'Only these environments are allowed: https://contoso.crm4.dynamics.com.',
  ],
  ['that none is', { allowedEnvironments: [] }, 'No environment is allowed.'],
  ['what is turned off', { featuresOff: ['coverage'] }, 'Turned off: Coverage.'],
  ['what nobody can obey', { unusable: ['region'] }, 'says what cannot be used: region.'],
])('Options name %s', (_what, policy, words) => {
  under(policy);
  render(<CompanyPolicy />);
  expect(document.body.textContent).toContain(words);
});
