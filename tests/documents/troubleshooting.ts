import { explain } from '../../lib/domain/catalogue/explain.ts';
import type { FailureCode } from '../../lib/domain/failure.ts';
import { FAILURE_SAMPLES } from '../unit/domain/failure-samples.ts';

/** What the codes of a room are about, by the part before the slash. A room without a heading fails the test. */
const ROOMS: Record<string, string> = {
  net: 'The network',
  permission: 'Access that the browser has not given',
  url: 'Organisation URL',
  'client-id': 'Client Id',
  tenant: 'The tenant that you enter',
  entra: 'Microsoft Entra: the application and its secret',
  org: 'The organisation',
  mapping: 'My mapping',
  impersonation: 'Impersonation',
  mapsimise: 'Mapsimise',
  registration: 'Confirm Purchase',
  connector: 'Connectors',
  rotation: 'Rotate secret',
  'sign-in': 'Sign in with Microsoft',
  environment: 'Find an environment',
  ifd: 'Your own server: Dynamics CRM / IFD and AD FS',
  graph: 'Microsoft Graph',
  provisioning: 'Create these for me',
  form: 'Fill the form in Mapsimise',
  coverage: 'Coverage and the repair of Email 2',
  policy: 'Set by your organisation',
  switch: 'Switch to Dataverse',
  secret: 'A secret that is not there',
  page: 'The page in the browser',
  test: 'Test Connection itself',
  storage: 'Storage of the browser',
};

const HEAD = `# Troubleshooting

Every failure that Mapsimise Connect tells, by the code that stands under it on the screen and in a copied report.
Names such as \`acme.crm4.dynamics.com\` are examples: on the screen stand your own.

This page is written by \`npm run docs\` from the catalogue that the screen uses (\`lib/domain/catalogue\`), so do not edit it by hand.
`;

/** The id under which a failure is found in the page. */
export const anchorOf = (code: string) => code.replace('/', '-');

const roomOf = (code: string) => code.slice(0, code.indexOf('/'));

/** The page as Markdown. Fails on a room that has no heading. */
export function writeTroubleshooting(): string {
  const codes = Object.keys(FAILURE_SAMPLES) as FailureCode[];
  const rooms = [...new Set(codes.map(roomOf))];
  const unnamed = rooms.filter((room) => !ROOMS[room]);
  if (unnamed.length > 0) throw new Error(`no heading for ${unnamed.join(', ')}`);
  const inOrder = Object.keys(ROOMS).filter((room) => rooms.includes(room));
  const contents = inOrder.map((room) => `- [${ROOMS[room]}](#${room})`).join('\n');
  const sections = inOrder.map((room) => {
    const entries = codes.filter((code) => roomOf(code) === room).sort();
    return `<a id="${room}"></a>\n\n## ${ROOMS[room]}\n\n${entries.map(writeEntry).join('\n')}`;
  });
  return `${[HEAD, contents, '', ...sections].join('\n').trimEnd()}\n`;
}

function writeEntry(code: FailureCode): string {
  const { title, cause, remedy, docs } = explain(FAILURE_SAMPLES[code].failure);
  return `<a id="${anchorOf(code)}"></a>

### ${plain(title)}

\`${code}\`

${plain(cause)}

**What to do:** ${plain(remedy)}

Read on: [${docs.label}](${docs.href})
`;
}

/** Text in which nothing is Markdown or HTML. An hour is that of whoever reads; here it is one for all. */
const plain = (text: string) =>
  text
    .replace(/\b\d{2}:\d{2} [AP]M\b/g, '01:05 PM')
    .replace(/[\\`*_<>[\]|#]/g, '\\$&')
    .replace(/\s+/g, ' ')
    .trim();
