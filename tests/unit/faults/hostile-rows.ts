import { type Proof, proof } from './rows.ts';

/**
 * Hostile input, kind by kind and row by row: what comes in, and the tests that play it, by file and title. In a title,
 * `%s` and the like stand for the cases of a table; a case of one is a title, too.
 */
export type HostileRow = { what: string; by: Proof[] };

const TOKEN = 'unit/domain/diagnose/token.test.ts';
const CHALLENGE = 'unit/domain/diagnose/challenge.test.ts';
const DATAVERSE = 'unit/domain/diagnose/dataverse.test.ts';
const MAPSIMISE = 'unit/clients/mapsimise-api.test.ts';

/** What the token endpoint, the Web API and Mapsimise may answer. */
export const BODIES: HostileRow[] = [
  { what: 'a refused secret', by: proof(TOKEN, '%i (%s, HTTP %i) is %s') },
  {
    what: 'error_codes missing, texts, an object',
    by: proof(TOKEN, 'with error_codes that are %s the text says it'),
  },
  {
    what: 'a description of 1 MB, or of 100,000 numbers',
    by: proof(TOKEN, 'a description of %s is cut, in less than 10 ms per 100 kB'),
  },
  {
    what: 'markup, a script link, ANSI, bidirectional marks',
    by: proof(
      TOKEN,
      'markup stays text',
      'a script link stays text',
      'ANSI is taken out',
      'bidirectional controls are taken out',
    ),
  },
  {
    what: 'the posted secret, or a token, said back',
    by: proof(TOKEN, 'the posted secret is taken out', 'a token is taken out'),
  },
  { what: 'an error that is an object', by: proof(TOKEN, 'an error that is an object') },
  { what: 'a link to elsewhere', by: proof(TOKEN, 'a link of theirs is never kept') },
  {
    what: 'JSON that is no object, or none at all',
    by: proof(
      TOKEN,
      ...['an empty array', 'null', 'an empty text', 'zero', 'nothing'],
      ...['half an object', 'NaN', 'two objects'],
    ),
  },
  {
    what: 'a prefix, a byte order mark, other encodings',
    by: [
      ...proof(TOKEN, 'an XSSI prefix', 'a byte order mark before it', 'UTF-16'),
      ...proof(TOKEN, 'a token of broken UTF-8'),
      ...proof('unit/clients/egress.test.ts', 'broken UTF-8 is marked'),
    ],
  },
  {
    what: 'a key twice; and no token in a log',
    by: [
      ...proof(TOKEN, 'its key twice: the last one wins'),
      ...proof(
        'unit/messages/receipts.test.ts',
        'to any message, by anybody, says that it was taken or why not: no secret is in one',
      ),
    ],
  },
  {
    what: 'members that pollute',
    by: [
      ...proof(TOKEN, 'a polluting key', 'a polluting constructor'),
      ...proof(DATAVERSE, 'a polluting body'),
      ...proof(MAPSIMISE, 'a polluting envelope'),
    ],
  },
  {
    what: 'a token that fits no header',
    by: proof(
      TOKEN,
      ...['a token with a line end', 'a token with a blank', 'a token of 1 MB'],
      ...['a token that is not ASCII', 'a number for a token'],
    ),
  },
  {
    what: 'a lifetime that is none',
    by: proof(
      TOKEN,
      ...['whose lifetime is %s', 'a text', 'a fraction', 'too much', 'nonsense', 'missing'],
      ...['zero', 'negative'],
    ),
  },
  {
    what: 'an error beside HTTP 200',
    by: proof(TOKEN, 'an error beside HTTP 200', 'an error beside a token'),
  },
  { what: 'a token beside HTTP 400', by: proof(TOKEN, 'a good token with HTTP 400') },
  { what: 'JSON in a web page', by: proof(TOKEN, 'a token in a web page') },
  {
    what: 'no application user',
    by: [
      ...proof(DATAVERSE, 'HTTP %i %s is %s'),
      ...proof('unit/flows/run-test.test.ts', 'no application user'),
    ],
  },
  {
    what: 'a missing privilege',
    by: proof(DATAVERSE, 'is named', 'with %s is read with care', 'a name with markup around it'),
  },
  { what: 'a challenge', by: proof(CHALLENGE, "the cloud's own form") },
  {
    what: 'a challenge that means ill',
    by: proof(
      CHALLENGE,
      ...['a look-alike that ends otherwise', 'the second of two Bearers', 'quoted values'],
      ...['a realm that hides another parameter is not believed', '64 kB of header'],
      'upper-case keys and scheme',
    ),
  },
  {
    what: 'too many requests',
    by: proof(DATAVERSE, 'HTTP %i %s is %s', 'Retry-After %j is %i ms'),
  },
  { what: 'maintenance, as a page', by: proof(DATAVERSE, 'HTTP %i with %j is %s') },
  {
    // Whoever sends 100 Continue and nothing more is silent.
    what: '204, 206, 304, or 100 and nothing more',
    by: [
      ...proof(DATAVERSE, 'HTTP %i with %j is %s'),
      ...proof(
        'unit/clients/egress.test.ts',
        'and then brings nothing for ten seconds is given up, and the line is let go',
      ),
    ],
  },
  {
    what: 'ids that are none',
    by: [
      ...proof('unit/clients/read-answer.test.ts', 'is not believed with an id that is %s'),
      ...proof('unit/flows/run-test.test.ts', 'an empty organisation id'),
    ],
  },
  {
    what: 'next pages elsewhere, in a circle, without end',
    by: [
      ...proof('unit/clients/batch.test.ts', '%s as a next page: %s'),
      ...proof('unit/flows/cover-all-users.test.ts', 'a next page in %s is not asked for'),
      ...proof(
        'unit/flows/endless-pages.test.ts',
        'pages that lead round in a circle come to an end, and that is said',
      ),
    ],
  },
  {
    what: 'a list of 100,000, with look-alikes, doubles and nulls',
    by: [
      ...proof('unit/domain/registration.test.ts', 'are known by %s', 'a look-alike', 'capitals'),
      ...proof(
        'unit/domain/registration.test.ts',
        'two of the same organisation are two, among 100,000',
      ),
      ...proof(
        MAPSIMISE,
        'of %i pages is given up after 50 and is no shorter list',
        'with connectors of other kinds',
      ),
    ],
  },
  {
    what: 'an id that leaves its path',
    by: proof(
      MAPSIMISE,
      ...['a number', 'a text', 'a way out of the path', 'very long'],
      'stays in its segment of the path whoever gives it',
    ),
  },
];
