import type { Reply } from '../exchange.ts';
import type { Ask } from './ask.ts';
import { readBody, textOf } from './body-shape.ts';
import { broken, done, invalid, refused } from './envelope.ts';
import { type Connector, connectorsOf, PAGE_SIZE } from './ledger.ts';
import { pageOf, readPage } from './paging.ts';

export function list({ scene, request, account }: Ask): Reply {
  const asked = readPage(request, ['type', 'page']);
  if ('kind' in asked) return asked;
  if (asked.type !== undefined && asked.type !== 'MicrosoftDynamicsCRM') {
    return invalid("The value of 'type' is not a connector type.");
  }
  if (scene.world.mapsimise?.listFailsOnPage === asked.page) return broken();
  return done(pageOf(connectorsOf(scene.ledger, account.organisation.slug), asked.page, PAGE_SIZE));
}

export function change(
  { scene, account }: Ask,
  id: string,
  apply: (connector: Connector) => Reply | undefined,
): Reply {
  const found = connectorsOf(scene.ledger, account.organisation.slug).find((one) => one.Id === id);
  if (!found) return refused(404, 'The connector was not found.');
  return apply(found) ?? done(found);
}

export function putCredentials(ask: Ask, id: string): Reply {
  return change(ask, id, (connector) => {
    const shape =
      connector.Scheme === 'Dataverse' || ask.request.body.includes('"ClientSecret"')
        ? ({ ClientId: 'guid', ClientSecret: 'text' } as const)
        : ({ Username: 'text', Password: 'text' } as const);
    const read = readBody(ask.request, shape);
    if ('kind' in read) return read;
    const body = read.members;
    if ('ClientId' in body) {
      connector.Scheme = 'Dataverse';
      connector.ClientId = textOf(body, 'ClientId');
    }
    return undefined;
  });
}

export function putImpersonation(ask: Ask, id: string): Reply {
  // Source: the field's name is told to Mapsimise Support in a ticket (product facts); the wording is assumed.
  if (ask.scene.world.mapsimise?.impersonationChange === 'refused')
    return refused(400, 'Please open a ticket to change the impersonation field.');
  return change(ask, id, (connector) => {
    const read = readBody(ask.request, { ImpersonateUsers: 'flag', ImpersonationField: 'text?' });
    if ('kind' in read) return read;
    const body = read.members;
    connector.ImpersonateUsers = body.ImpersonateUsers === true;
    connector.ImpersonationField = textOf(body, 'ImpersonationField') || null;
    return undefined;
  });
}

// Assumed: Shared Credentials are a choice of connectors with a user name; the same choice twice is none
export function shareCredentials(ask: Ask, id: string, shared: boolean): Reply {
  return change(ask, id, (connector) => {
    if (connector.Scheme === 'Dataverse') {
      return refused(400, 'Shared Credentials do not apply to a Dataverse connector.');
    }
    connector.SharedCredentials = shared;
    return undefined;
  });
}
