import type { HostileRow } from './hostile-rows.ts';
import { proof } from './rows.ts';

const XML = 'unit/clients/adfs/soap-xml.test.ts';
const DISCOVER = 'unit/clients/adfs/discover.test.ts';
const RSTR = 'unit/clients/adfs/rstr.test.ts';
const WSTRUST = 'unit/auth/wstrust-token.test.ts';
const ADFS = 'unit/domain/diagnose/adfs.test.ts';

/** What a company’s own servers may answer in XML. */
export const XML_ROWS: HostileRow[] = [
  { what: 'entities that multiply', by: proof(XML, 'a billion laughs', 'a quadratic blow-up') },
  {
    what: 'entities and definitions from elsewhere',
    by: [
      ...proof(XML, 'a file as an entity', 'the metadata of a data centre as an entity'),
      ...proof(XML, 'a DTD from elsewhere', 'a parameter entity'),
      ...proof('unit/house.test.ts', 'there is exactly one call of fetch'),
    ],
  },
  {
    what: 'a hidden DOCTYPE',
    by: proof(
      XML,
      ...['a doctype in small letters', 'a doctype in UTF-16', 'UTF-7 that is not declared'],
      ...['a doctype behind a comment', 'a doctype behind a byte order mark'],
    ),
  },
  {
    what: 'references by number',
    by: proof(
      XML,
      ...['a flood of references', 'a NUL by reference', 'half a pair by reference'],
      ...['a character beyond Unicode', 'a number without end'],
    ),
  },
  { what: 'an entity that nobody defined', by: proof(XML, 'an entity of HTML') },
  {
    what: 'too deep, too many, too large',
    by: proof(
      XML,
      ...['too deep a nest', 'too many attributes', 'the same attribute twice'],
      ...['ten megabytes of text', 'a name of a megabyte', '%s costs under 50 ms'],
    ),
  },
  {
    what: 'cut off anywhere',
    by: [
      ...proof(XML, 'an open comment', 'an open CDATA section'),
      ...proof(XML, 'a genuine answer cut off anywhere is never read'),
      ...proof(RSTR, 'cut off at any byte gives no token'),
    ],
  },
  {
    what: 'a comment in a text',
    by: proof(XML, 'a comment inside a text joins it, and cuts nothing off'),
  },
  {
    what: 'two of what there is one of',
    by: proof(
      RSTR,
      ...['two tokens', 'two answers', 'two assertions in one token'],
      'an assertion hidden in the encrypted one',
    ),
  },
  {
    what: 'namespaces',
    by: [
      ...proof(XML, 'a name counts by its namespace, whatever its prefix'),
      ...proof(RSTR, 'no namespaces at all', 'an encrypted something of another namespace'),
    ],
  },
  { what: 'names of every object', by: proof(XML, '%s is a name like any other') },
  {
    what: 'inclusions, schemas, style sheets, imports',
    by: [
      ...proof(DISCOVER, 'has no schema, style sheet or inclusion of it fetched'),
      ...proof(DISCOVER, 'no part %s is fetched', 'that imports itself is read once'),
      ...proof(DISCOVER, 'is followed five times at most'),
      ...proof(XML, 'a style sheet'),
    ],
  },
  {
    what: 'an AD FS that is none, or two',
    by: [
      ...proof(ADFS, 'a stranger is one to be asked about', 'one that hides its host'),
      ...proof(ADFS, 'one with letters of elsewhere', 'a relative one', 'none'),
      ...proof(DISCOVER, 'names two'),
      ...proof(
        'e2e/ifd-pages.test.ts',
        'of two AD FS that the server names, each is asked about by itself, and none gets anything before',
      ),
    ],
  },
  {
    what: 'a lifetime over, for ever, missing, or none',
    by: [
      ...proof(RSTR, 'in the past is in the past', 'in a hundred years is cut to eight hours'),
      ...proof(RSTR, 'that is not told is ten minutes', 'that is no time is refused'),
      ...proof(WSTRUST, 'with a token that is over already is told so'),
    ],
  },
  {
    what: 'a fault beside 200, a token beside 500, words that mean ill',
    by: [
      ...proof(WSTRUST, 'with a fault is that fault, though the status is fine'),
      ...proof(WSTRUST, 'with a token is none, where the status says failure'),
      ...proof(ADFS, 'keeps the password out of what it says, and what cannot be seen'),
      ...proof(WSTRUST, 'that is echoed by the server leaves no password behind'),
    ],
  },
  {
    what: 'a sign-in page',
    by: proof(XML, 'a sign-in page', 'a sign-in page without a doctype'),
  },
  {
    what: 'what we write ourselves',
    by: [
      ...proof('unit/clients/adfs/xml-write.test.ts', 'whatever XML can carry', 'a control'),
      ...proof('unit/clients/adfs/xml-write.test.ts', 'half a pair'),
      ...proof('unit/clients/adfs/rst.test.ts', 'names a %s that XML cannot carry'),
      ...proof(
        'e2e/ifd.test.ts',
        'a name and a password full of special characters sign in, blanks and all',
      ),
    ],
  },
];
