// @vitest-environment happy-dom
import { act, cleanup, fireEvent, render, screen } from '@testing-library/preact';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { ApiKey } from '../../../components/ApiKey.tsx';
import { Credentials } from '../../../components/Credentials.tsx';
import { SecretField } from '../../../components/fields.tsx';
import { SeveralEnvironments } from '../../../components/SeveralEnvironments.tsx';
import type { Draft } from '../../../lib/domain/connection.ts';
import { NOTHING_TYPED } from '../../../lib/domain/connection.ts';
import type { OrgUrl } from '../../../lib/domain/org-url.ts';
import { type AppState, store } from '../../../lib/ui/store.ts';

vi.mock('../../../lib/messages/ask.ts', () => ({ ask: async () => undefined }));

// Every browser has it, happy-dom has not. Source: HTML standard, 6.8.7: it reflects the attribute.
Object.defineProperty(HTMLElement.prototype, 'spellcheck', {
  get(this: HTMLElement) {
    return this.getAttribute('spellcheck') !== 'false';
  },
  set(this: HTMLElement, isOn: boolean) {
    this.setAttribute('spellcheck', String(isOn));
  },
});

const box = { current: null };
const boxes = { organisationUrl: box, clientId: box, username: box, secret: box };
const credentials = <Credentials boxes={boxes} isPressed={false} onEnter={vi.fn()} />;
const doors = { openTab: vi.fn(), openOptions: vi.fn(), version: '0' };
const nobody = store.getState();
const listed = {
  org: 'https://acme.crm4.dynamics.com' as OrgUrl,
  name: 'Acme',
  uniqueName: 'acme',
  isDisabled: false,
};

/** Every place where a secret is typed, by the label of its field. */
const PLACES: [place: string, label: string, drawn: Parameters<typeof render>[0], facts: object][] =
  [
    ['the set-up of Dataverse', 'Client Secret', credentials, {}],
    [
      'the set-up of Dynamics CRM / IFD',
      'Password',
      credentials,
      { fields: { ...NOTHING_TYPED, scheme: 'ifd' } },
    ],
    ['Options', 'API key', <ApiKey key="k" say={vi.fn()} />, {}],
    [
      'Several environments',
      'Client Secret',
      <SeveralEnvironments key="s" doors={doors} />,
      { surface: 'tab', environmentList: { environments: [listed] } },
    ],
    [
      'the field by itself',
      'Secret',
      <SecretField key="f" label="Secret" value="" isKept onType={vi.fn()} onLeave={vi.fn()} />,
      {},
    ],
  ];
const KEPT = { draft: { hasSecret: true } as Draft, hasApiKey: true };

afterEach(cleanup);

describe.each(PLACES)('in %s', (_place, label, drawn, facts) => {
  const field = () => screen.getByLabelText<HTMLInputElement>(label);
  const attributes = () =>
    ['type', 'autocomplete', 'spellcheck'].map((name) => field().getAttribute(name));

  it.each([
    ['empty', {}],
    ['kept', KEPT],
  ])('a secret that is %s is typed unseen, unchecked and remembered by nobody', (_how, kept) => {
    store.setState({ ...nobody, ...facts, ...kept } as AppState, true);
    render(drawn);
    const isAsItShould = ['password', 'off', 'false'];
    expect(attributes()).toEqual(isAsItShould);
    fireEvent.focus(field());
    fireEvent.input(field(), { target: { value: 'CANARY-typed' } });
    expect(attributes()).toEqual(isAsItShould);
    fireEvent.blur(field());
    expect(attributes()).toEqual(isAsItShould);
    expect(field().closest('form')).toBeNull();
    expect(screen.queryAllByRole('button', { name: /show|reveal/i })).toEqual([]);
    expect(document.body.textContent).not.toContain('CANARY-typed');
  });
});

it.each([
  [
    'was wiped with the access to its host',
    { onDevice: false, lostHost: 'api.eugb.mapsimise.com' },
  ],
  ['found no place on the device', { onDevice: false, isRefused: true }],
])(
  'that an API key %s is said where it is read out: in a place that was there before',
  (_why, place) => {
    store.setState(nobody, true);
    render(<ApiKey say={vi.fn()} />);
    const before = screen.getAllByRole('status');
    act(() => store.setState({ apiKeyPlace: place }));
    expect(before.map(({ textContent }) => textContent).join('')).toMatch(
      /^The (API key was wiped|browser gave no place)/,
    );
  },
);
