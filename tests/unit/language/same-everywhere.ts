import type { Language } from '../../../lib/language/languages.ts';

/** Texts that no language translates: names of products, of protocols, and texts that are facts only. */
export const SAME_EVERYWHERE =
  /^(?:Dataverse(?: for Teams)?|Dynamics CRM \/ IFD|AD FS|Mapsimise(?: Connect)?|Microsoft(?: Entra)?|Power (?:Platform|Apps)|(?:[\s\p{P}\p{S}]|\{\w+\}|ms|id|URL)*)$/u;

/** English words that are right as they are in that language. */
export const SAME_IN: Record<Exclude<Language, 'en'>, ReadonlySet<string>> = {
  de: new Set([
    'Connectors',
    '{count} Connector', // One line each: whoever adds one finds the place.
    'Name',
    'Lead',
    'Organisation',
    'Region',
    'Sandbox',
    'Server',
    'Teams',
    'Version',
  ]),
  fr: new Set([
    'Application',
    'Contact',
    'Organisation',
    'Production',
    'Secret',
    'Table',
    'Teams',
    'Verdict',
    'Version', // One line each: whoever adds one finds the place.
  ]),
  ja: new Set([
    'Teams', // One line each: whoever adds one finds the place.
  ]),
};
