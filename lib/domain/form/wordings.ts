import type { Scheme } from '../connection.ts';
import type { FormField } from './form-field.ts';

type Wordings = { en: readonly string[]; de: readonly string[]; fr: readonly string[] };

/**
 * The words by which Mapsimise labels the fields of its form. English is what its pages say; German and French are
 * assumed until somebody has seen them there.
 */
export const WORDINGS: Record<FormField, Wordings> = {
  organisationUrl: {
    en: ['Organisation URL'],
    de: ['Organisations-URL'],
    fr: ["URL de l'organisation"],
  },
  clientId: { en: ['Client Id'], de: ['Client-ID', 'Anwendungs-ID'], fr: ['ID client'] },
  clientSecret: { en: ['Client Secret'], de: ['Geheimer Clientschlüssel'], fr: ['Secret client'] },
  impersonateUsers: {
    en: ['Impersonate Users'],
    de: ['Benutzer imitieren', 'Identität der Benutzer annehmen'],
    fr: ["Emprunter l'identité des utilisateurs"],
  },
  scheme: { en: ['Scheme'], de: ['Schema'], fr: ['Schéma'] },
  username: {
    en: ['Username / Email'],
    de: ['Benutzername / E-Mail'],
    fr: ["Nom d'utilisateur / E-mail"],
  },
  password: { en: ['Password'], de: ['Kennwort', 'Passwort'], fr: ['Mot de passe'] },
};

/** The choices of Scheme: product names, the same in every language. */
export const SCHEME_WORDINGS: Record<Scheme, string> = {
  dataverse: 'Dataverse',
  ifd: 'Dynamics CRM / IFD',
};

const LONGEST_LABEL = 300;
const INVISIBLE = /[\u00AD\u200B-\u200F\u202A-\u202E\u2060\u2066-\u2069\uFEFF]/g;

/** A label as it is compared: without case, colon, asterisk, no-break space and what cannot be seen. '' for no label. */
export function normaliseLabel(text: string): string {
  if (text.length > LONGEST_LABEL) return '';
  return text
    .normalize('NFC')
    .replace(INVISIBLE, '')
    .replace(/[\u2018\u2019]/g, "'")
    .replace(/[\u2010\u2011]/g, '-')
    .replace(/[*:\uFF0A\uFF1A]/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .toLowerCase();
}

/** Both words of one language may stand there, with a stroke between. */
const spellings = ({ en, de, fr }: Wordings) => [
  ...en,
  ...[de, fr].flatMap((words) => [...words, words.join(' / ')]),
];

const FIELD_OF_LABEL = new Map(
  Object.entries(WORDINGS).flatMap(([field, wordings]) =>
    spellings(wordings).map((words) => [normaliseLabel(words), field as FormField] as const),
  ),
);

/** Which field a label names; undefined for any other text. Whole words only: nothing is guessed. */
export const fieldOfLabel = (text: string): FormField | undefined =>
  FIELD_OF_LABEL.get(normaliseLabel(text));

/** Does a choice's text name this scheme? */
export const isSchemeText = (text: string, scheme: Scheme): boolean =>
  normaliseLabel(text) === normaliseLabel(SCHEME_WORDINGS[scheme]);
