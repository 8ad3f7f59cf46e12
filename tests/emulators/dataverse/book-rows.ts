import { ADELE, ALEX, MEGAN, type Organisation } from '../people.ts';
import type { World } from '../world.ts';
import { PLACES } from './books.ts';
import { deterministicGuid } from './guid.ts';
import { fill, type Row, type Value } from './row.ts';
import type { User } from './users.ts';
import { decorate } from './wording.ts';

/** Who owns the n-th row of a table; Megan owns the rest. */
const OWNERS = {
  account: [ADELE, ADELE, ADELE, ADELE, ALEX, ALEX, MEGAN],
  contact: [ADELE, ADELE, ADELE, ADELE, ADELE, ADELE, ALEX],
  lead: [ADELE, ADELE, ALEX],
} as const;

/** Accounts, contacts and leads, owned by various people; the application owns none. */
export function bookRows(
  organisation: Organisation,
  unit: string,
  users: readonly User[],
  world: World,
): Record<'account' | 'contact' | 'lead', Row[]> {
  const owned = (kind: keyof typeof OWNERS, index: number) => {
    const { fullName } = OWNERS[kind][index] ?? MEGAN;
    return {
      _ownerid_value: users.find(({ person }) => person.fullName === fullName)?.id ?? unit,
      _owningbusinessunit_value: unit,
      statecode: 0,
      statuscode: 1,
    };
  };
  const id = (kind: string, index: number) =>
    deterministicGuid(`${organisation.name} ${kind} ${index}`);
  return {
    account: PLACES.map((place, index) =>
      fill('account', {
        accountid: id('account', index),
        name: decorate(place.company, world),
        accountnumber: `ACC-${1000 + index}`,
        numberofemployees: 40 * (index + 1),
        _primarycontactid_value: id('contact', index),
        ...addressOf(place),
        ...owned('account', index),
      }),
    ),
    contact: PLACES.map((place, index) =>
      fill('contact', {
        contactid: id('contact', index),
        fullname: decorate(place.person.join(' '), world),
        firstname: place.person[0],
        lastname: place.person[1],
        _parentcustomerid_value: id('account', index),
        ...addressOf(place),
        ...owned('contact', index),
      }),
    ),
    lead: PLACES.slice(0, 4).map((place, index) =>
      fill('lead', {
        leadid: id('lead', index),
        fullname: decorate(place.person.join(' '), world),
        firstname: place.person[0],
        lastname: place.person[1],
        subject: 'Interested in maps',
        companyname: place.company,
        ...addressOf(place),
        ...owned('lead', index),
      }),
    ),
  };
}

function addressOf(place: (typeof PLACES)[number]): Record<string, Value> {
  return {
    address1_line1: place.street,
    address1_city: place.city,
    address1_postalcode: place.code,
    address1_country: place.country,
    address1_composite: `${place.street}\r\n${place.code} ${place.city}\r\n${place.country}`,
    address1_latitude: place.at?.[0] ?? null,
    address1_longitude: place.at?.[1] ?? null,
  };
}
