import { CONTRACT, type MessageType, type Sender } from '../../../lib/messages/contract.ts';

export const HOME = { id: 'ours', origin: 'chrome-extension://ours' };
export const ORG = 'https://acme.crm4.dynamics.com';
export const GUID = '0f8fad5b-d9cb-469f-a165-70867728950e';
/** Every message that there is: a new one is tried as soon as it is in the contract. */
export const TYPES = Object.keys(CONTRACT) as MessageType[];

/** Whoever may knock, as the browser tells of them. */
export const SENDERS = {
  'the popup': { id: 'ours', origin: HOME.origin, url: `${HOME.origin}/popup.html` },
  'a page of ours in a tab': {
    id: 'ours',
    origin: HOME.origin,
    url: `${HOME.origin}/setup.html`,
    tabId: 3,
    frameId: 0,
  },
  'our script in the top frame': {
    id: 'ours',
    origin: ORG,
    url: `${ORG}/main.aspx`,
    tabId: 3,
    frameId: 0,
  },
  'our script in the top frame, without an origin': {
    id: 'ours',
    url: `${ORG}/main.aspx`,
    tabId: 3,
    frameId: 0,
  },
  'our script in a frame': { id: 'ours', origin: ORG, url: `${ORG}/frame`, tabId: 3, frameId: 7 },
  'our script in a sandboxed frame': {
    id: 'ours',
    origin: 'null',
    url: `${ORG}/frame`,
    tabId: 3,
    frameId: 7,
  },
  'our script where no frame is told': { id: 'ours', origin: ORG, url: ORG, tabId: 3 },
  'our script without a tab': { id: 'ours', origin: ORG, url: ORG, frameId: 0 },
  'a web page': { origin: ORG, url: ORG, tabId: 3, frameId: 0 },
  'a web page that claims our address': {
    origin: HOME.origin,
    url: `${HOME.origin}/popup.html`,
    tabId: 3,
    frameId: 0,
  },
  'another extension': {
    id: 'theirs',
    origin: 'chrome-extension://theirs',
    url: 'chrome-extension://theirs/x',
  },
  'another extension that claims our origin': { id: 'theirs', origin: HOME.origin },
  'an extension whose id begins like ours': { id: 'ours2', origin: 'chrome-extension://ours2' },
  'a page whose origin begins like ours': { id: 'ours', origin: `${HOME.origin}2` },
  nobody: {},
} satisfies Record<string, Sender>;
export type Who = keyof typeof SENDERS;
export const PAGES: Who[] = ['the popup', 'a page of ours in a tab'];
export const SCRIPTS: Who[] = [
  'our script in the top frame',
  'our script in the top frame, without an origin',
];

export const FIELDS = {
  organisationUrl: ORG,
  scheme: 'dataverse',
  clientId: GUID,
  username: '',
  impersonateUsers: false,
};
/** One good question of each; one without does not compile. */
export const WELL_FORMED: { [T in MessageType]: object } = {
  'page.look': { tabId: 3 },
  'org.seen': {
    organisation: {
      organisationId: GUID,
      friendlyName: 'Acme',
      uniqueName: 'acme',
      version: '9.2',
    },
    user: { userId: GUID, fullName: 'Ann', domainName: 'ann@acme.com' },
  },
  'draft.keep': { workspace: ORG, fields: FIELDS, newSecret: 's' },
  'draft.forget': { workspace: ORG },
  'connection.test': { workspace: ORG, fields: FIELDS },
  'test.cancel': { workspace: ORG },
  'sts.confirm': { workspace: ORG, origin: 'https://sts.contoso.local' },
  'language.choose': { language: 'de' },
  'shared-credentials.set': { connectorId: 'c-1', isShared: true },
  'shared-credentials.look': { connectorId: 'c-1' },
  'offer.ask': { workspace: ORG },
  'connector.register': { workspace: ORG, handle: 'h' },
  'registration.check': { key: 'k' },
  'registration.dismiss': { key: 'k' },
  'mapping.find': { org: ORG, email: 'ann@contoso.com' },
  'mapping.save': { org: ORG },
  'mapping.suggest': {},
  'form.fill': { tabId: 3, workspace: ORG },
  'form-secret.fill': { tabId: 3 },
  'form.filled': {
    results: [
      { field: 'clientId', outcome: 'filled' },
      { field: 'organisationUrl', outcome: 'refused', why: 'covered' },
    ],
  },
  'settings.keep': { organisation: 'contoso', region: 'eugb' },
  'api-key.keep': { newKey: 'k' },
  'api-key.place': { onDevice: true },
  'account.ask': {},
  'connectors.list': {},
  'connector.retest': { connectorId: 'c-1' },
  'connector.forget': { connectorId: 'c-1' },
  'connector.impersonate': { connectorId: 'c-1', isOn: true, field: 'personalemailaddress' },
  'secret-date.keep': { connectorId: 'c-1', day: '2027-01-31' },
  'expiry.watch': {},
  'rotation.plan': { connectorId: 'c-1' },
  'rotation.start': { connectorId: 'c-1', months: 12, oldKeyIds: [GUID] },
  'rotation.continue': { connectorId: 'c-1' },
  'rotation.dismiss': { connectorId: 'c-1' },
  'connector.switch': { connectorId: 'c-1', workspace: ORG, handle: 'h' },
  'switch.check': { connectorId: 'c-1' },
  'switch.dismiss': { connectorId: 'c-1' },
  'many.test': {
    environments: [{ org: ORG, name: 'Acme' }],
    clientId: 'c',
    impersonateUsers: false,
    newSecret: 's',
  },
  'many.buy': {},
  'many.dismiss': {},
  'secret-date.forget': { connectorId: 'c-1' },
  'coverage.start': { workspace: ORG, source: { from: 'list', text: 'ann@contoso.com' } },
  'coverage.cancel': { workspace: ORG },
  'coverage.resume': { workspace: ORG },
  'work.look': {},
  'coverage.forget': { workspace: ORG },
  'coverage.repair': { workspace: ORG, rows: [0, 7], overwrite: false },
  'coverage.undo-repair': { workspace: ORG },
  'sign-in.ask': {
    for: 'graph',
    host: 'make.powerapps.com',
    org: ORG,
    tenantId: GUID,
    switch: true,
  },
  'sign-in.resume': {},
  'sign-in.end': {},
  'application.keep': { entraApplication: GUID },
  'environments.list': { host: 'make.powerapps.com' },
  'environment.resolve': { environmentId: GUID, host: 'make.powerapps.com' },
  'environment.pick': { org: ORG },
  'provisioning.prepare': { org: ORG },
  'provisioning.start': {
    workspace: ORG,
    org: ORG,
    name: 'Mapsimise – Acme',
    months: 12,
    roleId: GUID,
    applicationId: GUID,
  },
  'provisioning.look': { org: ORG },
  'provisioning.continue': { org: ORG },
  'provisioning.cancel': { org: ORG },
  'provisioning.undo': { org: ORG },
  'provisioning.dismiss': { org: ORG },
  'everything.forget': {},
};
