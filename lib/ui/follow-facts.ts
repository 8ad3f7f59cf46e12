import { HAS_IFD } from '../domain/build.ts';
import {
  type Draft,
  type DraftFields,
  NOTHING_TYPED,
  type Workspace,
} from '../domain/connection.ts';
import type { Where } from '../domain/where.ts';
import type { Fact } from '../facts/fact.ts';
import {
  accountLook,
  apiKeyPlace,
  draftOf,
  environmentOf,
  hasApiKey,
  journal,
  mappingOf,
  mapsimiseEmail,
  offerOf,
  reportOf,
  settings,
  sharedCredentials,
} from '../facts/facts.ts';
import { languageChoice } from '../facts/language.ts';
import {
  entraApplication,
  environmentList,
  loginHint,
  readEntraApplication,
  recentEnvironments,
  resolutionOf,
  signIn,
} from '../facts/person.ts';
import { followPolicy, readPolicy } from '../facts/policy.ts';
import { type AppState, type Surface, store } from './store.ts';
import { noteTaken, takeCreated } from './take-created.ts';

type Mirrored =
  | 'mapping'
  | 'mapsimiseEmail'
  | 'environment'
  | 'draft'
  | 'report'
  | 'offer'
  | 'journal'
  | 'sharedCredentials'
  | 'settings'
  | 'languageChoice'
  | 'hasApiKey'
  | 'apiKeyPlace'
  | 'accountLook'
  | 'signIn'
  | 'loginHint'
  | 'entraApplication'
  | 'environmentList'
  | 'recentEnvironments'
  | 'resolution';

/**
 * Reads the facts of the organisation the person stands on, then follows them. Facts come down from storage;
 * nothing is asked of the tab again.
 */
export async function followFacts(surface: Surface, where: Where): Promise<void> {
  for (const stop of stops.splice(0)) stop();
  const workspace: Workspace = where.at === 'organisation' ? where.org : 'elsewhere';
  const facts: { [K in Mirrored]?: Fact<NonNullable<AppState[K]>> } = {
    draft: draftOf(workspace),
    report: reportOf(workspace),
    offer: offerOf(workspace),
    journal,
    sharedCredentials,
    settings,
    languageChoice,
    hasApiKey,
    apiKeyPlace,
    accountLook,
    mapsimiseEmail,
    signIn,
    loginHint,
    entraApplication,
    environmentList,
    recentEnvironments,
    ...(where.at === 'maker' && { resolution: resolutionOf(where.environmentId) }),
    ...(where.at === 'organisation' && {
      environment: environmentOf(where.org),
      mapping: mappingOf(where.org),
    }),
  };
  const names = Object.keys(facts) as Mirrored[];
  const follow = <T>(fact: Fact<T> | undefined, told: (value: T | undefined) => void) =>
    fact && stops.push(fact.follow(told));
  for (const name of names)
    follow<unknown>(facts[name], (value) => store.setState({ [name]: value }));
  follow(facts.draft, takeCreated);
  // Forgotten or bought, here or in another window: what was typed for it goes from the screen too.
  follow(facts.draft, (draft) => draft ?? emptyForm());
  follow(entraApplication, () => void readEntraApplication().then(setApplication));
  stops.push(
    followPolicy((policy) => {
      store.setState({ policy });
      void readEntraApplication().then(setApplication);
    }),
  );
  const [application, policy, ...values] = await Promise.all([
    readEntraApplication(),
    readPolicy(),
    ...names.map((name) => facts[name]?.read()),
  ]);
  const read: Partial<AppState> = Object.fromEntries(names.map((name, at) => [name, values[at]]));
  noteTaken(read.draft);
  const isOpenEntry = read.journal?.some((entry) => entry.workspace === workspace);
  store.setState({
    ...read,
    application,
    policy,
    surface,
    where,
    workspace,
    fields: fieldsOf(read.draft) ?? emptyFields(where),
    job:
      where.at === 'mapsimise'
        ? undefined
        : read.draft || isOpenEntry
          ? 'set-up'
          : read.mapping
            ? 'mapping'
            : openAtFirst(surface),
  });
}

/** In a build without it, the scheme of an earlier build's draft is not there to be chosen. */
const fieldsOf = (draft: Draft | undefined): DraftFields | undefined =>
  draft && !HAS_IFD ? { ...draft, scheme: 'dataverse' } : draft;
/** How to stop following what was followed before: the person may go on to another organisation in the same window. */
const stops: (() => void)[] = [];

const setApplication = (application: AppState['application']) => store.setState({ application });

const openAtFirst = (surface: Surface) => (surface === 'tab' ? 'set-up' : undefined);

/** Empties the fields, and what a field holds by itself. */
export const emptyForm = () =>
  store.setState(({ where, formTurn }) => ({ fields: emptyFields(where), formTurn: formTurn + 1 }));

/** The fields of a person who has typed nothing yet: the organisation they stand on, and the scheme it takes. */
export function emptyFields(where: Where): DraftFields {
  if (where.at !== 'organisation') return NOTHING_TYPED;
  return {
    ...NOTHING_TYPED,
    organisationUrl: where.org,
    scheme: HAS_IFD ? where.scheme : 'dataverse',
  };
}
