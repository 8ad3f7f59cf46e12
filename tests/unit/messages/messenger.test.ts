import { describe, expect, it, vi } from 'vitest';
import {
  CONTRACT,
  type Handlers,
  type MessageType,
  type Sender,
} from '../../../lib/messages/contract.ts';
import { askerOf, receive } from '../../../lib/messages/messenger.ts';
import {
  FIELDS,
  GUID,
  HOME,
  ORG,
  PAGES,
  SCRIPTS,
  SENDERS,
  TYPES,
  WELL_FORMED,
  type Who,
} from './a-message.ts';

function door() {
  const handled = vi.fn<(type: MessageType, ask: unknown, sender: Sender) => void>();
  const reported = vi.fn();
  const handlers = Object.fromEntries(
    TYPES.map((type) => [type, async (ask: unknown, sender: Sender) => handled(type, ask, sender)]),
  ) as unknown as Handlers;
  const knock = (message: unknown, sender: Sender = SENDERS['the popup']) =>
    receive(message, sender, HOME, handlers, reported);
  return { handled, reported, knock, handlers };
}

describe('who may ask what', () => {
  const pairs = TYPES.flatMap((type) =>
    (Object.keys(SENDERS) as Who[]).map((who) => {
      const allowed = CONTRACT[type].from === 'page' ? PAGES : SCRIPTS;
      return {
        type,
        who,
        isAllowed: allowed.includes(who),
        may: allowed.includes(who) ? 'may' : 'must not',
      };
    }),
  );

  it.each(pairs)('$who $may send $type', async ({ type, who, isAllowed }) => {
    const { handled, knock } = door();
    const receipt = await knock({ type, ask: WELL_FORMED[type] }, SENDERS[who]);
    expect(receipt).toEqual(isAllowed ? { taken: true } : { taken: false, why: 'stranger' });
    expect(handled).toHaveBeenCalledTimes(isAllowed ? 1 : 0);
    if (isAllowed) expect(handled).toHaveBeenCalledWith(type, WELL_FORMED[type], SENDERS[who]);
  });

  it('a script in a page may say two things only', () => {
    expect(TYPES.filter((type) => CONTRACT[type].from !== 'page')).toEqual([
      'org.seen',
      'form.filled',
    ]);
  });

  it.each<[Who, string]>([
    ['the popup', 'page'],
    ['our script in the top frame', 'content'],
    ['our script in a frame', 'stranger'],
    ['our script without a tab', 'stranger'],
    ['nobody', 'stranger'],
  ])('%s is a %s', (who, asker) => {
    expect(askerOf(SENDERS[who], HOME)).toBe(asker);
  });

  // A browser reads an origin off its own scheme for extensions, Node does not.
  const HOME_OF_NODE = { id: 'ours', origin: 'https://ours.test' };
  it.each<[string, Sender, string]>([
    ['a page of ours', { url: 'https://ours.test/popup.html' }, 'page'],
    ['a page whose address only begins like ours', { url: 'https://ours.test.evil/' }, 'stranger'],
    ['a page of a site', { url: ORG }, 'stranger'],
    [
      'a page of ours that says another origin',
      { url: 'https://ours.test/', origin: ORG },
      'stranger',
    ],
    ['nonsense', { url: 'nonsense' }, 'stranger'],
    ['nothing', {}, 'stranger'],
  ])('by its address, where no origin is told, %s is known', (_what, sender, asker) => {
    expect(askerOf({ id: 'ours', ...sender }, HOME_OF_NODE)).toBe(asker);
  });
});

describe('what is no message is turned away once, touches nothing and throws nothing', () => {
  const trap = (value: object, name: string) =>
    Object.defineProperty(value, name, {
      enumerable: true,
      get() {
        throw new Error('looked at');
      },
    });
  const proxy = new Proxy(
    {},
    {
      ownKeys: () => {
        throw new Error('looked at');
      },
    },
  );
  it.each<[string, unknown]>([
    ['undefined', undefined],
    ['null', null],
    ['a number', 7],
    ['a text', 'everything.forget'],
    ['10 MB of text', 'x'.repeat(10_000_000)],
    ['a symbol', Symbol('everything.forget')],
    ['a function', () => ({ type: 'everything.forget', ask: {} })],
    ['an array', [{ type: 'everything.forget', ask: {} }]],
    ['an empty object', {}],
    ['no type', { ask: {} }],
    ['an unknown type', { type: 'everything.remember', ask: {} }],
    ['a type of the prototype', { type: '__proto__', ask: {} }],
    ['a type of every object', { type: 'toString', ask: {} }],
    ['another one', { type: 'constructor', ask: {} }],
    ['another one of them', { type: 'hasOwnProperty', ask: {} }],
    ['a type that is no text', { type: { toString: () => 'everything.forget' }, ask: {} }],
    ['a type in an array', { type: ['everything.forget'], ask: {} }],
    ['a type with a blank', { type: 'everything.forget ', ask: {} }],
    ['an extra member', { type: 'everything.forget', ask: {}, url: 'https://evil.test' }],
    ['a schema version of its own', { type: 'everything.forget', ask: {}, v: 0 }],
    ['an extra __proto__', JSON.parse('{"type":"everything.forget","ask":{},"__proto__":{}}')],
    ['no ask', { type: 'everything.forget' }],
    ['an ask that is an empty list', { type: 'everything.forget', ask: [] }],
    ['an ask that is null', { type: 'everything.forget', ask: null }],
    ['a type that throws when it is looked at', trap({ ask: {} }, 'type')],
    ['an ask that throws when it is looked at', trap({ type: 'everything.forget' }, 'ask')],
    ['an ask with a member that throws', { type: 'page.look', ask: trap({}, 'tabId') }],
    ['an object that throws when its members are listed', proxy],
  ])('%s', async (_what, message) => {
    const { handled, reported, knock } = door();
    expect(await knock(message)).toEqual({ taken: false, why: 'malformed' });
    expect(handled).not.toHaveBeenCalled();
    expect(reported).not.toHaveBeenCalled();
  });

  it.each(TYPES)('%s with one member more', async (type) => {
    const from = CONTRACT[type].from === 'page' ? PAGES : SCRIPTS;
    const sender = SENDERS[from[0] ?? 'nobody'];
    for (const extra of ['url', 'org', 'toString', 'constructor', '__proto__']) {
      const { handled, knock } = door();
      const ask: unknown = JSON.parse(
        `{${JSON.stringify(WELL_FORMED[type]).slice(1, -1)}${Object.keys(WELL_FORMED[type]).length > 0 ? ',' : ''}${JSON.stringify(extra)}:{}}`,
      );
      expect(await knock({ type, ask }, sender), extra).toEqual({ taken: false, why: 'malformed' });
      expect(handled).not.toHaveBeenCalled();
    }
  });

  it.each<[string, unknown]>([
    ['a value beside the outcome', [{ field: 'clientId', outcome: 'filled', value: GUID }]],
    [
      'a reason for a field that was filled',
      [{ field: 'clientId', outcome: 'filled', why: 'hidden' }],
    ],
    ['no reason', [{ field: 'clientId', outcome: 'refused' }]],
    ['a reason of its own words', [{ field: 'clientId', outcome: 'refused', why: '<b>' }]],
    ['an unknown field', [{ field: 'tenantId', outcome: 'filled' }]],
    ['an unknown outcome', [{ field: 'clientId', outcome: 'bought' }]],
    ['eight fields', Array.from({ length: 8 }, () => ({ field: 'clientId', outcome: 'filled' }))],
    ['no list', { field: 'clientId', outcome: 'filled' }],
  ])('a script that reports %s', async (_what, results) => {
    const { handled, knock } = door();
    const receipt = await knock(
      { type: 'form.filled', ask: { results } },
      SENDERS[SCRIPTS[0] ?? 'nobody'],
    );
    expect(receipt).toEqual({ taken: false, why: 'malformed' });
    expect(handled).not.toHaveBeenCalled();
  });

  it.each<[string, MessageType, object]>([
    ['deep in the fields', 'draft.keep', { workspace: ORG, fields: { ...FIELDS, tenantId: GUID } }],
    [
      'a secret in the fields',
      'draft.keep',
      { workspace: ORG, fields: { ...FIELDS, clientSecret: 's' } },
    ],
    ['no fields', 'draft.keep', { workspace: ORG }],
    [
      'a secret that is undefined',
      'draft.keep',
      { workspace: ORG, fields: FIELDS, newSecret: undefined },
    ],
    ['a secret that is no text', 'draft.keep', { workspace: ORG, fields: FIELDS, newSecret: 7 }],
    [
      'a secret of 20,001 characters',
      'draft.keep',
      { workspace: ORG, fields: FIELDS, newSecret: 'x'.repeat(20_001) },
    ],
    [
      'a field of 10 MB',
      'connection.test',
      { workspace: ORG, fields: { ...FIELDS, clientId: 'x'.repeat(10_000_000) } },
    ],
    ['a workspace of 10 MB', 'test.cancel', { workspace: 'x'.repeat(10_000_000) }],
    ['no workspace', 'test.cancel', { workspace: '' }],
    [
      'a switch that is a text',
      'connection.test',
      { workspace: ORG, fields: { ...FIELDS, impersonateUsers: 'true' } },
    ],
    ['a tab that is a text', 'page.look', { tabId: '3' }],
    ['a form without a tab', 'form.fill', { workspace: ORG }],
    ['a form with its values', 'form.fill', { tabId: 3, workspace: ORG, fields: FIELDS }],
    ['a secret with a place of its own', 'form-secret.fill', { tabId: 3, documentId: 'D' }],
    ['a tab that is no whole number', 'page.look', { tabId: 1.5 }],
    ['a tab that is no number', 'page.look', { tabId: Number.NaN }],
    ['a handle of 65 characters', 'connector.register', { workspace: ORG, handle: 'h'.repeat(65) }],
    ['an array of asks', 'settings.keep', [{ organisation: 'a', region: 'b' }]],
  ])('%s', async (_what, type, ask) => {
    const { handled, knock } = door();
    expect(await knock({ type, ask })).toEqual({ taken: false, why: 'malformed' });
    expect(handled).not.toHaveBeenCalled();
  });

  it.each<[string, object]>([
    ['a URL', { orgUrl: 'https://evil.test' }],
    [
      'a URL of the organisation',
      {
        organisation: {
          organisationId: GUID,
          friendlyName: '',
          uniqueName: '',
          version: '',
          url: ORG,
        },
      },
    ],
    [
      'an organisation id that is none',
      { organisation: { organisationId: 'x', friendlyName: '', uniqueName: '', version: '' } },
    ],
    [
      'a name of 301 characters',
      { user: { userId: GUID, fullName: 'x'.repeat(301), domainName: '' } },
    ],
    ['a name that is an object', { user: { userId: GUID, fullName: {}, domainName: '' } }],
    [
      'a user id that leaves its path',
      { user: { userId: '../..', fullName: 'Ann', domainName: '' } },
    ],
    ['half a user', { user: { userId: GUID, fullName: 'Ann' } }],
    ['a status that is a text', { refusedStatus: '401' }],
  ])('a page that reports %s', async (_what, ask) => {
    const { handled, knock } = door();
    const script = SENDERS['our script in the top frame'];
    expect(await knock({ type: 'org.seen', ask }, script)).toEqual({
      taken: false,
      why: 'malformed',
    });
    expect(handled).not.toHaveBeenCalled();
  });
});

describe('a handler', () => {
  it('that throws is reported by its type, and the message’s body is not', async () => {
    const { knock, handlers, reported } = door();
    const bug = new Error('a bug');
    handlers['api-key.keep'] = () => Promise.reject(bug);
    const receipt = await knock({ type: 'api-key.keep', ask: { newKey: 'CANARY' } });
    expect(receipt).toEqual({ taken: false, why: 'bug' });
    expect(reported).toHaveBeenCalledExactlyOnceWith('api-key.keep', bug);
    expect(JSON.stringify([receipt, reported.mock.calls])).not.toContain('CANARY');
  });

  it('gives nothing back but that it was taken', async () => {
    const { knock, handlers } = door();
    handlers['api-key.keep'] = (async () => 'CANARY') as unknown as Handlers['api-key.keep'];
    expect(await knock({ type: 'api-key.keep', ask: { newKey: 'x' } })).toEqual({ taken: true });
  });
});
