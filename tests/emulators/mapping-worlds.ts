import type { PersonChange } from './dataverse/staff.ts';
import { ADELE, ALEX, DIEGO, MAPPING, NAMESAKES } from './people.ts';
import type { World } from './world.ts';

type Faults = NonNullable<World['organisation']>;

/** Adele's row where her Mapsimise e-mail is not in it. */
const elsewhere: PersonChange = {
  userName: MAPPING.otherUserName,
  email: MAPPING.otherUserName,
  email2: MAPPING.oldEmail2,
};

/** contoso with another Adele, and others changed with her. */
const withAdele = (
  change: PersonChange,
  others: Record<string, PersonChange> = {},
  more: Faults = {},
): Faults => ({ people: { [ADELE.fullName]: change, ...others }, ...more });

const email2: PersonChange = { ...elsewhere, email2: MAPPING.email };

/** What a person can find who asks through which field Mapsimise knows them. */
export const MAPPING_WORLDS = {
  'mapped-by-username': { does: 'as happy: Username is the Mapsimise e-mail' },
  'found-in-email-2': {
    does: 'the Mapsimise e-mail stands in Email 2 alone',
    organisation: withAdele(email2),
  },
  'found-in-custom-text': {
    does: 'the Mapsimise e-mail stands in the custom text column Mapsimise Login alone',
    organisation: withAdele({
      ...elsewhere,
      columns: { [MAPPING.customColumn]: MAPPING.email },
    }),
  },
  'found-with-spaces-and-case': {
    does: 'it stands in Email 2 with blanks around it and capitals in it',
    organisation: withAdele({ ...elsewhere, email2: MAPPING.spacedEmail }),
  },
  'ambiguous-email': {
    does: 'three people carry it in Email 2, one of them with capitals; nobody as Username',
    organisation: withAdele(email2, {
      [NAMESAKES[0].fullName]: { email2: MAPPING.email },
      [NAMESAKES[1].fullName]: { email2: MAPPING.email.toUpperCase() },
    }),
  },
  'belongs-to-another': {
    does: "it is Alex Wilber's Username, and nowhere in Adele's row",
    organisation: withAdele(elsewhere, { [ALEX.fullName]: { userName: MAPPING.email } }),
  },
  'belongs-to-disabled': {
    does: 'it is the Username of Diego Siciliani, who is disabled',
    organisation: withAdele(elsewhere, { [DIEGO.fullName]: { userName: MAPPING.email } }),
  },
  'not-found': {
    does: 'nobody carries it; Email 2 holds an old value',
    organisation: withAdele(elsewhere),
  },
  'guest-user': {
    does: 'Adele is a guest: Username with #EXT#, the e-mail is in Primary Email',
    organisation: withAdele({ userName: MAPPING.guestUserName }),
  },
  'domain-user': {
    does: 'Username is DOMAIN\\user, the e-mail is in Primary Email',
    organisation: withAdele({
      userName: MAPPING.domainUserName,
      columns: { windowsliveid: MAPPING.otherUserName },
    }),
  },
  'no-entra-id': {
    does: 'Adele has no Entra object id; Username is the Mapsimise e-mail',
    organisation: withAdele({ entraId: null }),
  },
  'unlicensed-me': {
    does: 'Adele has no licence; Username is the Mapsimise e-mail',
    organisation: withAdele({ licensed: false }),
  },
  'administrative-me': {
    does: 'Adele has the access mode Administrative; Username is the Mapsimise e-mail',
    organisation: withAdele({ accessMode: 1 }),
  },
  'secured-column': {
    does: 'it stands in a column-secured custom column only, which Adele reads as null',
    organisation: withAdele({
      ...elsewhere,
      columns: { [MAPPING.securedColumn]: MAPPING.email },
    }),
  },
  'no-write-privilege': {
    does: 'as not-found, and PATCH answers 403 0x80040220 for prvWriteUser',
    organisation: withAdele({ ...elsewhere, roles: ['Salesperson without user writing'] }),
  },
  'secured-email-2': {
    does: 'as not-found, and Email 2 is column-secured: readable, PATCH answers 403 0x8004f507',
    organisation: withAdele(elsewhere, {}, { secured: { personalemailaddress: 'read-only' } }),
  },
  'configured-field': {
    does: 'it stands in Mapsimise Login, by which the connector of contoso maps',
    organisation: withAdele({
      ...elsewhere,
      columns: { [MAPPING.customColumn]: MAPPING.email },
    }),
    mapsimise: { registered: 'page-1', impersonationField: MAPPING.customColumn },
  },
  'metadata-refused': {
    does: 'as found-in-email-2, and EntityDefinitions answers Adele 403 0x80040220',
    organisation: withAdele({ ...email2, roles: ['Salesperson without metadata'] }),
  },
  'page-signed-out': {
    does: 'the page still stands, and the API answers 401 to its cookie',
    organisation: { pageSession: 'ended' },
  },
  'lying-page': {
    does: 'script on the page invents Xrm, fetch, XMLHttpRequest and a service worker',
    organisation: { page: 'lying' },
  },
} as const satisfies Record<string, World>;
