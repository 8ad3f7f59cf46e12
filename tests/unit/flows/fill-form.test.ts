import { beforeEach, describe, expect, it } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { type Draft, NOTHING_TYPED } from '../../../lib/domain/connection.ts';
import type { FieldResult, FormAnswer, FormAsk } from '../../../lib/domain/form/form-field.ts';
import type { OrgUrl } from '../../../lib/domain/org-url.ts';
import { accountLook, draftOf, formFillOf, hasApiKey, settings } from '../../../lib/facts/facts.ts';
import { wipeSecret, writeSecret } from '../../../lib/facts/secrets.ts';
import { fillForm, mendFormFills } from '../../../lib/flows/fill-form.ts';
import { fillFormSecret } from '../../../lib/flows/fill-form-secret.ts';
import { noteFilled } from '../../../lib/flows/note-filled.ts';
import type { OpenForm, World } from '../../../lib/flows/world.ts';
import type { Sender } from '../../../lib/messages/contract.ts';

const ORG = 'https://contoso.crm4.dynamics.com' as OrgUrl;
const CLIENT = '3d2f1c6e-8b7a-4f5e-9c1d-0a2b4c6d8e0f';
const SITE = 'https://contoso.eugb.mapsimise.com';
const SECRET = 'CANARY-S-1';
const TAB = 7;
const DRAFT: Draft = {
  ...NOTHING_TYPED,
  organisationUrl: `${ORG}/main.aspx`,
  clientId: CLIENT,
  hasSecret: true,
  handle: 'h1',
};
const FILLED: FieldResult[] = [
  { field: 'organisationUrl', outcome: 'filled' },
  { field: 'clientId', outcome: 'filled' },
];

/** One tab with one document in it; what is asked of the script there is written down. */
function createTab() {
  const tab = {
    url: `${SITE}/connectors/add` as string | undefined,
    documentId: 'D1' as string | undefined,
    mayOpen: true,
    nonce: '',
    asked: [] as FormAsk[],
    check: { is: 'ready' } as FormAnswer | undefined,
    isDeaf: false,
    tells: FILLED,
    nowMs: 0,
    onFill: async () => {},
    onCheck: () => {},
  };
  const sender = (more: Sender = {}): Sender => ({
    tabId: TAB,
    frameId: 0,
    origin: SITE,
    ...(tab.documentId && { documentId: tab.documentId }),
    ...more,
  });
  const tell = (results: FieldResult[], more?: Sender) => noteFilled(world, sender(more), results);
  let ids = 0;
  const world = {
    nowMs: () => tab.nowMs,
    newId: () => `nonce-${++ids}`,
    wait: () => new Promise(() => {}),
    setAlarm: async () => {},
    inTurn: (_name: string, work: () => Promise<unknown>) => work(),
    urlOfTab: async () => tab.url,
    openForm: async () =>
      tab.mayOpen
        ? { tabId: TAB, ...(tab.documentId && { documentId: tab.documentId }) }
        : undefined,
    askForm: async (form: OpenForm, ask: FormAsk): Promise<FormAnswer | undefined> => {
      tab.asked.push(ask);
      if (form.documentId !== tab.documentId || tab.isDeaf) return undefined;
      if (ask.deed === 'fill') {
        tab.nonce = ask.nonce;
        await tab.onFill();
        await tell(tab.tells);
        return { is: 'done' };
      }
      if (ask.nonce !== tab.nonce) return { is: 'elsewhere' };
      if (ask.deed === 'check-secret') {
        tab.onCheck();
        return tab.check;
      }
      await tell([{ field: ask.field, outcome: 'filled' }]);
      return { is: 'done' };
    },
  } as unknown as World;
  return { tab, world, tell };
}

const fillNow = () => formFillOf(TAB).read();
beforeEach(async () => {
  fakeBrowser.reset();
  await settings.write({ organisation: 'contoso', region: 'eugb' });
  await draftOf(ORG).write(DRAFT);
  await writeSecret(`draft:${ORG}`, SECRET);
});

describe('Fill the form', () => {
  it('asks for everything of the draft but its secret, and keeps what came of each field', async () => {
    const { tab, world } = createTab();
    await fillForm(world, TAB, ORG);
    expect(tab.asked).toEqual([
      {
        deed: 'fill',
        origin: SITE,
        nonce: 'nonce-1',
        values: [
          { field: 'scheme', choice: 'dataverse' },
          { field: 'organisationUrl', text: ORG },
          { field: 'clientId', text: CLIENT },
          { field: 'impersonateUsers', isOn: false },
        ],
      },
    ]);
    expect(await fillNow()).toMatchObject({
      state: 'done',
      results: FILLED,
      documentId: 'D1',
      handle: 'h1',
    });
    expect(JSON.stringify([tab.asked, await fillNow()])).not.toContain('CANARY');
  });

  it('for Dynamics CRM / IFD, Username / Email takes the place of Client Id and Impersonate Users', async () => {
    const { tab, world } = createTab();
    await draftOf(ORG).write({ ...DRAFT, scheme: 'ifd', username: ' CONTOSO\\svc ' });
    await fillForm(world, TAB, ORG);
    expect(tab.asked[0]).toMatchObject({
      values: [
        { field: 'scheme', choice: 'ifd' },
        { field: 'organisationUrl', text: ORG },
        { field: 'username', text: 'CONTOSO\\svc' },
      ],
    });
  });

  it('what was never typed is said, not asked for', async () => {
    const { tab, world } = createTab();
    await draftOf(ORG).write({ ...DRAFT, clientId: ' ' });
    tab.tells = FILLED.slice(0, 1);
    await fillForm(world, TAB, ORG);
    const [ask] = tab.asked;
    expect(ask?.deed === 'fill' && ask.values.map(({ field }) => field)).not.toContain('clientId');
    expect((await fillNow())?.results).toEqual([
      { field: 'organisationUrl', outcome: 'filled' },
      { field: 'clientId', outcome: 'refused', why: 'empty' },
    ]);
  });

  it.each<[string, string | undefined]>([
    ['another organisation', 'https://fabrikam.eugb.mapsimise.com/'],
    ['another region', 'https://contoso.useast.mapsimise.com/'],
    ['a look-alike', 'https://contoso.eugb.mapsimise.com.evil.test/'],
    ['plain http', 'http://contoso.eugb.mapsimise.com/'],
    ['another port', 'https://contoso.eugb.mapsimise.com:8443/'],
    ['a tab that the browser does not tell', undefined],
  ])('%s: nothing is asked there', async (_what, url) => {
    const { tab, world } = createTab();
    tab.url = url;
    await fillForm(world, TAB, ORG);
    expect(tab.asked).toEqual([]);
    expect(await fillNow()).toMatchObject({
      state: 'failed',
      failure: { code: 'form/other-page', expected: 'contoso.eugb.mapsimise.com' },
    });
  });

  it.each<[string, string, (tab: ReturnType<typeof createTab>['tab']) => Promise<void> | void]>([
    ['Options are empty', 'form/no-site', () => settings.forget()],
    [
      'Options are half filled in',
      'form/no-site',
      () => settings.write({ organisation: 'contoso', region: '' }),
    ],
    ['there is no draft', 'form/no-draft', () => draftOf(ORG).forget()],
    [
      'the browser does not let us in',
      'form/unreachable',
      (tab) => {
        tab.mayOpen = false;
      },
    ],
    [
      'the page leaves before it answers',
      'form/interrupted',
      (tab) => {
        tab.isDeaf = true;
      },
    ],
  ])('when %s it says %s', async (_why, code, change) => {
    const { tab, world } = createTab();
    await change(tab);
    await fillForm(world, TAB, ORG);
    expect(await fillNow()).toMatchObject({ state: 'failed', failure: { code } });
  });

  it('waits for Mapsimise to say whose the API key is, before anything is asked of the page', async () => {
    const { tab, world } = createTab();
    await hasApiKey.write(true);
    const order: string[] = [];
    world.inTurn = async (name, work) => {
      order.push(name);
      return work();
    };
    tab.onFill = async () => void order.push('fill');
    await fillForm(world, TAB, ORG);
    expect(order.slice(0, 2)).toEqual(['account', 'fill']);
    expect((await accountLook.read())?.state).toBe('failed');
  });
});

describe('what is told of the page', () => {
  it.each<[string, Sender]>([
    ['another document', { documentId: 'D2' }],
    ['another origin', { origin: 'https://evil.test' }],
    ['another tab', { tabId: 8 }],
    ['a frame', { frameId: 3 }],
  ])('is not believed from %s', async (_who, more) => {
    const { tab, world, tell } = createTab();
    tab.onFill = () => tell([{ field: 'clientId', outcome: 'not-found' }], more);
    await fillForm(world, TAB, ORG);
    expect((await fillNow())?.results).toEqual(FILLED);
  });

  it('is believed when a worker that woke meanwhile had given it up', async () => {
    const { tab, world } = createTab();
    tab.onFill = async () => {
      tab.nowMs += 9_000;
      await mendFormFills(world);
      expect(await fillNow()).toMatchObject({ failure: { code: 'form/interrupted' } });
    };
    await fillForm(world, TAB, ORG);
    const fill = await fillNow();
    expect(fill).toMatchObject({ state: 'done', results: FILLED });
    expect(fill?.failure).toBeUndefined();
  });

  it('a filling that is still young is left alone by a new worker', async () => {
    const { tab, world } = createTab();
    tab.onFill = async () => {
      tab.nowMs += 2_000;
      await mendFormFills(world);
      expect((await fillNow())?.state).toBe('filling');
    };
    await fillForm(world, TAB, ORG);
  });

  it('says nothing about a form that nobody filled', async () => {
    const { tell } = createTab();
    await tell(FILLED);
    expect(await fillNow()).toBeUndefined();
  });
});

describe('Fill the secret', () => {
  const secretAsked = (asked: FormAsk[]) =>
    asked.filter((ask) => JSON.stringify(ask).includes('CANARY'));
  async function filled() {
    const all = createTab();
    await fillForm(all.world, TAB, ORG);
    return all;
  }

  it('asks without it first, then gives it to the field of the scheme', async () => {
    const { tab, world } = await filled();
    await fillFormSecret(world, TAB);
    expect(tab.asked.slice(1)).toEqual([
      { deed: 'check-secret', origin: SITE, nonce: 'nonce-1', field: 'clientSecret' },
      {
        deed: 'fill-secret',
        origin: SITE,
        nonce: 'nonce-1',
        field: 'clientSecret',
        secret: SECRET,
      },
    ]);
    const fill = await fillNow();
    expect(fill?.secret).toEqual({
      state: 'done',
      result: { field: 'clientSecret', outcome: 'filled' },
    });
    expect(JSON.stringify(fill)).not.toContain('CANARY');
  });

  type Tab = ReturnType<typeof createTab>['tab'];
  it.each<[string, string, (tab: Tab) => Promise<void> | void]>([
    [
      'the tab went to another host',
      'form/other-page',
      (tab) => {
        tab.url = 'https://evil.test/';
      },
    ],
    [
      'the tab went to another host during the check',
      'form/page-changed',
      (tab) => {
        tab.onCheck = () => {
          tab.url = 'https://evil.test/';
        };
      },
    ],
    [
      'the page was loaded anew',
      'form/page-changed',
      (tab) => {
        tab.documentId = 'D2';
      },
    ],
    [
      'the old name of a document reaches a new one',
      'form/page-changed',
      (tab) => {
        tab.nonce = '';
      },
    ],
    [
      'Options name another organisation now',
      'form/other-page',
      () => settings.write({ organisation: 'fabrikam', region: 'eugb' }),
    ],
    [
      'the values were edited',
      'form/values-changed',
      () => draftOf(ORG).write({ ...DRAFT, handle: 'h2' }),
    ],
    ['the draft is gone', 'form/no-draft', () => draftOf(ORG).forget()],
    [
      'the secret is gone',
      'form/no-secret',
      async () => {
        await wipeSecret(`draft:${ORG}`);
        await draftOf(ORG).write({ ...DRAFT, hasSecret: false });
      },
    ],
    ['the secret went this very moment', 'form/no-secret', () => wipeSecret(`draft:${ORG}`)],
    [
      'the page answers with something else',
      'form/page-changed',
      (tab) => {
        tab.check = { is: 'unfit', result: { field: 'clientSecret', outcome: 'stolen' } } as never;
      },
    ],
  ])('when %s it says %s, and the secret stays', async (_why, code, change) => {
    const { tab, world } = await filled();
    await change(tab);
    await fillFormSecret(world, TAB);
    expect(secretAsked(tab.asked)).toEqual([]);
    expect((await fillNow())?.secret).toMatchObject({ state: 'failed', failure: { code } });
  });

  it('a field that is not fit for it is told, and the secret stays', async () => {
    const { tab, world } = await filled();
    const result: FieldResult = { field: 'clientSecret', outcome: 'refused', why: 'covered' };
    tab.check = { is: 'unfit', result };
    await fillFormSecret(world, TAB);
    expect(secretAsked(tab.asked)).toEqual([]);
    expect((await fillNow())?.secret).toEqual({ state: 'done', result });
  });

  it('is nothing without the first click', async () => {
    const { tab, world } = createTab();
    await fillFormSecret(world, TAB);
    expect(tab.asked).toEqual([]);
  });

  it('where the browser names no document, the nonce alone tells', async () => {
    const all = createTab();
    all.tab.documentId = undefined;
    await fillForm(all.world, TAB, ORG);
    all.tab.nonce = '';
    await fillFormSecret(all.world, TAB);
    expect(secretAsked(all.tab.asked)).toEqual([]);
    expect((await fillNow())?.secret).toMatchObject({ failure: { code: 'form/page-changed' } });
  });
});
