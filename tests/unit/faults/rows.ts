/**
 * The fault matrix has 70 rows. Most are played in `fault-matrix.test.ts`, by their number. What proves the others, or
 * proves one of those in a real browser too, is named here by file and title; what nothing proves says what is missing.
 */
export type Proof = { file: string; title: string };

/** Tests of one file, by their titles. */
export const proof = (file: string, ...titles: string[]): Proof[] =>
  titles.map((title) => ({ file: `tests/${file}`, title }));

export const ROW_COUNT = 70;

export const PROVEN_ELSEWHERE: Readonly<Record<number, Proof[]>> = {
  1: proof(
    'e2e/ladder.test.ts',
    'an address that only looks like Microsoft is refused before any request',
  ),
  2: proof(
    'e2e/access.test.ts',
    'another organisation than the page needs one exact origin, granted in a full tab; the test then goes on, and taking the origin back takes the secret along',
  ),
  16: proof(
    'e2e/connect.test.ts',
    'takes the Origin header off its own token request, and off nothing else',
  ),
  3: proof(
    'e2e/policy.test.ts',
    'a host that the browser’s policy closes to extensions is told as that, with the id to allow',
  ),
  8: proof(
    'e2e/tenant.test.ts',
    'an organisation that names no tenant asks for it; the one that is entered is kept, and the test goes on',
  ),
  56: [
    ...proof(
      'e2e/interruptions.test.ts',
      'a worker killed before the create was sent: nothing exists, and one more click buys one',
      'a worker killed after the answer: the connector is found done or by Check again, once',
    ),
    ...proof('unit/flows/kill-matrix.test.ts', 'when the create is answered: %s'),
  ],
  57: proof(
    'e2e/interruptions.test.ts',
    'the whole browser killed during the create: the journal is on disk and one connector results',
  ),
  58: [
    ...proof(
      'e2e/interruptions.test.ts',
      'a popup closed during the create takes nothing along: the worker buys one, and the button says how it ended',
    ),
    ...proof('unit/flows/purchase-badge.test.ts', 'that is answered %s says %s'),
  ],
  59: [
    ...proof('e2e/interruptions.test.ts', 'a double click and a second window buy one connector'),
    ...proof(
      'unit/flows/register-connector.test.ts',
      'pressed twenty times at once makes one request',
    ),
  ],
  60: proof(
    'e2e/purchase.test.ts',
    'a second machine that registers at the same time is shown, and nothing is deleted',
  ),
  61: proof(
    'unit/flows/register-connector.test.ts',
    'never lends its untested secret to values that passed before',
    'belongs to the next run: it stays when the purchase is done',
  ),
  62: [
    ...proof(
      'unit/flows/another-version.test.ts',
      '%s is asked about after the update, and its one connector is found',
      '%s is never dropped',
    ),
    ...proof(
      'e2e/update.test.ts',
      'a newer version that comes in the middle of a create is woken by that, and finds the one connector',
    ),
  ],
  66: proof(
    'unit/flows/wipe-refused.test.ts',
    'leaves one connector, which is ready, and is told; the button says that somebody should look',
    'is wiped when the extension wakes next, and is told no longer',
  ),
  67: [
    ...proof('unit/flows/test-ifd-connection.test.ts', '%s is told at the step that it stops'),
    ...proof(
      'unit/flows/register-connector.test.ts',
      'asks for access to Mapsimise where the person took it back, and sends nothing there',
    ),
  ],
  69: [
    ...proof('unit/page/form/fill-fields.test.ts', 'fills what is there and says what is not'),
    ...proof('e2e/form-hostile.test.ts', 'where two fields claim it'),
  ],
  70: [
    ...proof(
      'e2e/form-hostile.test.ts',
      'a page that comes back from another host gets it only when it is filled anew',
    ),
    ...proof(
      'unit/flows/fill-form.test.ts',
      'where the browser names no document, the nonce alone tells',
    ),
  ],
};

export const NOT_YET: Readonly<Record<number, string>> = {};

/** Rows that are played, but in which less is offered than the matrix wants. */
export const LESS_THAN_WANTED: Readonly<Record<number, string>> = {
  3: 'Chromium asks for access as always and tells nothing where no tab shows the host: then both causes are named',
  7: 'a request does not tell why it failed: the certificate is named among the causes, with a link to the page that says more',
};
