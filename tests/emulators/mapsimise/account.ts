import { header, type Incoming } from '../exchange.ts';
import { API_KEYS, MAPSIMISE } from '../people.ts';
import type { World } from '../world.ts';

export type Right = 'View' | 'Create' | 'Edit' | 'Delete';

/** Whose key it is. */
export type Account = {
  userId: string;
  email: string;
  fullName: string;
  role: 'Administrator' | 'Basic User' | 'Custom';
  rights: readonly Right[];
  organisation: { id: string; name: string; slug: string; plan: string };
};

const contoso = {
  id: '3b8f1c6e-9d20-4a57-8e4b-c6f1d2a70953',
  name: MAPSIMISE.organisationName,
  slug: MAPSIMISE.organisation,
  plan: 'Enterprise',
};

const administrator: Account = {
  userId: '6f2d8b41-0c9e-4a73-b5d6-e1f38a7c2094',
  email: 'megan.bowen@contoso.com',
  fullName: 'Megan Bowen',
  role: 'Administrator',
  rights: ['View', 'Create', 'Edit', 'Delete'],
  organisation: contoso,
};

const basicUser: Account = {
  ...administrator,
  userId: '1a7c5e93-84b2-4d06-9f3e-7b0d6c8a2f15',
  email: 'adele.vance@contoso.com',
  fullName: 'Adele Vance',
  role: 'Basic User',
  rights: ['View'],
};

const stranger: Account = {
  ...administrator,
  userId: 'd4e9a2b6-57f1-4c38-a06d-2f8b9e1c7530',
  email: 'owner@fabrikam.com',
  fullName: 'Fabrikam Owner',
  organisation: {
    id: '0c5a7e92-3d1f-4b86-92e4-a8f6d0b3c715',
    name: 'Fabrikam Maps',
    slug: 'fabrikam',
    plan: 'Business',
  },
};

/** Source: the written contract, GET /me; a key nobody knows, or past its time, has no account. */
export function accountOf(request: Incoming, world: World): Account | undefined {
  const key = /^Bearer (\S+)$/.exec(header(request, 'authorization') ?? '')?.[1];
  if (key === API_KEYS.basicUser) return basicUser;
  if (key === API_KEYS.otherOrganisation) return stranger;
  if (key !== API_KEYS.administrator) return undefined;
  const kind = world.mapsimise?.administrator;
  if (kind === 'without-create') return { ...administrator, role: 'Custom', rights: ['View'] };
  if (kind === 'without-edit') {
    return { ...administrator, role: 'Custom', rights: ['View', 'Create'] };
  }
  if (kind === 'basic') return { ...administrator, role: 'Basic User', rights: [] };
  if (world.texts === 'long') {
    const name = `${contoso.name} ${'Kartendarstellungsgesellschaft'.repeat(4)}`;
    return { ...administrator, organisation: { ...contoso, name } };
  }
  if (world.texts === 'hostile') {
    const name = '<img src=x onerror=alert(1)>\u202Espam';
    return { ...administrator, organisation: { ...contoso, name } };
  }
  return administrator;
}
