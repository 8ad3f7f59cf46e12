import { isGuid } from '../../domain/guid.ts';
import { CONTRACTS, CONTRACTS_2014, MESSAGES, PAIRS, SERVICES, SOAP } from './namespaces.ts';
import type { XmlElement } from './soap-xml.ts';
import { childrenOf, onlyChild, onlyPath, textOf } from './xml-select.ts';

/** Reads one kind of answer; undefined where it is none. */
export type ReadAnswer<T> = (envelope: XmlElement) => T | undefined;

const LONGEST = 500;
const bodyOf = (envelope: XmlElement) => onlyPath(envelope, SOAP, 'Body');

/** The results of an Execute, by name. */
function resultsOf(envelope: XmlElement): ReadonlyMap<string, XmlElement> | undefined {
  const result = onlyPath(bodyOf(envelope), SERVICES, 'ExecuteResponse', 'ExecuteResult');
  const results = onlyChild(result, CONTRACTS, 'Results');
  return results && pairsIn(results);
}

function pairsIn(collection: XmlElement): ReadonlyMap<string, XmlElement> {
  const pairs = new Map<string, XmlElement>();
  for (const one of childrenOf(collection, CONTRACTS, 'KeyValuePairOfstringanyType')) {
    const key = textOf(onlyChild(one, PAIRS, 'key'));
    const value = onlyChild(one, PAIRS, 'value');
    if (key && value) pairs.set(key, value);
  }
  return pairs;
}

const guidIn = (element: XmlElement | undefined) => {
  const text = textOf(element);
  return isGuid(text) ? text.toLowerCase() : undefined;
};
const shortIn = (element: XmlElement | undefined) => (textOf(element) ?? '').slice(0, LONGEST);

/** Source: Microsoft.Crm.Sdk.Messages.WhoAmIResponse. */
export const readWhoAmI: ReadAnswer<{ userId: string; organisationId: string }> = (envelope) => {
  const results = resultsOf(envelope);
  const userId = guidIn(results?.get('UserId'));
  const organisationId = guidIn(results?.get('OrganizationId'));
  return userId && organisationId ? { userId, organisationId } : undefined;
};

export type Organisation = {
  id: string;
  name: string;
  uniqueName: string;
  version: string;
  webAddress: string;
};

/** Source: Microsoft.Xrm.Sdk.Organization.OrganizationDetail, in the contracts of 2014. */
export const readOrganisation: ReadAnswer<Organisation> = (envelope) => {
  const detail = resultsOf(envelope)?.get('Detail');
  const member = (name: string) => onlyChild(detail, CONTRACTS_2014, name);
  const id = guidIn(member('OrganizationId'));
  if (!id) return undefined;
  const pages = (member('Endpoints')?.children ?? []).filter(
    (one) => textOf(onlyChild(one, PAIRS, 'key')) === 'WebApplication',
  );
  return {
    id,
    name: shortIn(member('FriendlyName')),
    uniqueName: shortIn(member('UniqueName')),
    version: shortIn(member('OrganizationVersion')),
    webAddress: shortIn(onlyChild(pages[0], PAIRS, 'value')),
  };
};

/** The depth of each privilege, by its id. Source: Microsoft.Crm.Sdk.Messages.RolePrivilege. */
export const readPrivileges: ReadAnswer<ReadonlyMap<string, string>> = (envelope) => {
  const privileges = resultsOf(envelope)?.get('RolePrivileges');
  if (!privileges) return undefined;
  const depths = new Map<string, string>();
  for (const one of childrenOf(privileges, MESSAGES, 'RolePrivilege')) {
    const id = guidIn(onlyChild(one, MESSAGES, 'PrivilegeId'));
    if (id) depths.set(id, shortIn(onlyChild(one, MESSAGES, 'Depth')));
  }
  return depths;
};

/** A row: its columns as text, where they are plain values. */
export type Row = ReadonlyMap<string, string>;

/** Source: Microsoft.Xrm.Sdk.EntityCollection. */
export const readRows: ReadAnswer<Row[]> = (envelope) => {
  const result = onlyPath(
    bodyOf(envelope),
    SERVICES,
    'RetrieveMultipleResponse',
    'RetrieveMultipleResult',
  );
  const entities = onlyChild(result, CONTRACTS, 'Entities');
  if (!entities) return undefined;
  return childrenOf(entities, CONTRACTS, 'Entity').map((entity) => {
    const attributes = onlyChild(entity, CONTRACTS, 'Attributes');
    const pairs = attributes ? [...pairsIn(attributes)] : [];
    return new Map(pairs.map(([key, value]) => [key, shortIn(value)]));
  });
};
