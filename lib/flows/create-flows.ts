import type { Workspace } from '../domain/connection.ts';
import { type OrgUrl, parseOrgUrl } from '../domain/org-url.ts';
import { isSettled } from '../domain/registration.ts';
import { draftOf, settings } from '../facts/facts.ts';
import { putAway, readEntry } from '../facts/journal.ts';
import { languageChoice } from '../facts/language.ts';
import type { Handlers } from '../messages/contract.ts';
import { logBug } from '../platform/log.ts';
import { askAccount, forgetAccount } from './ask-account.ts';
import { mendConnectors } from './change-connector.ts';
import { checkAgain, checkAllOpen, mendJournal } from './check-registration.ts';
import { confirmSts } from './confirm-sts.ts';
import { connectorHandlers } from './connector-handlers.ts';
import { coverageHandlers } from './coverage-handlers.ts';
import { cancelCoverage, mendCoverage, watchCoverage } from './coverage-work.ts';
import { openEndableWorld } from './endable-world.ts';
import { fillForm, mendFormFills } from './fill-form.ts';
import { fillFormSecret } from './fill-form-secret.ts';
import { mendEnvironments } from './find-environments.ts';
import { findMyMapping } from './find-my-mapping.ts';
import { forgetEverything } from './forget-everything.ts';
import { forgetAgain } from './forget-work.ts';
import { keepApiKey, mendApiKey, placeApiKey } from './keep-api-key.ts';
import { forgetDraft, keepDraft } from './keep-draft.ts';
import { mendAccess, noteLostAccess } from './lose-access.ts';
import { noteFilled } from './note-filled.ts';
import { lookAtTab, noteOrg } from './note-org.ts';
import { obeyPolicy } from './obey-policy.ts';
import { personHandlers } from './person-handlers.ts';
import { cancelProvisioningFor, dropAllProvisioning } from './provision-control.ts';
import { mendProvisioning, provisioningHandlers } from './provisioning-handlers.ts';
import { registerConnector } from './register-connector.ts';
import { mendRotations } from './rotate-secret.ts';
import {
  cancelTest,
  dropAllTests,
  dropTest,
  forgetOffers,
  mendReports,
  refreshOffer,
  runTest,
} from './run-test.ts';
import { saveMyEmail } from './save-my-email.ts';
import {
  lookAtSharedCredentials,
  mendSharedCredentials,
  setSharedCredentials,
} from './set-shared-credentials.ts';
import { mendSeveral } from './set-up-many.ts';
import { mendSignIn } from './sign-in.ts';
import { suggestEmail } from './suggest-email.ts';
import { mendSwitches } from './switch-connector.ts';
import { mendWatch, showAttention, watchExpiry } from './watch-expiry.ts';
import { mendDrafts, wipeIdleSecrets } from './wipe-secrets.ts';
import type { AlarmName, World } from './world.ts';

/** All deeds, wired to one world. The background serves them; nothing else calls them. */
export type Flows = {
  handlers: Handlers;
  onAlarm: (name: AlarmName) => Promise<void>;
  /** The person took back access to these hosts. */
  onAccessLost: (patterns: string[]) => Promise<void>;
};

/**
 * A worker has started: what its predecessor left half done is put right first, and every deed waits for that.
 * Where that failed, the next deed tries it again.
 */
export function createFlows(real: World): Flows {
  const { world, run, endAll } = openEndableWorld(real);
  let mended: Promise<void> | undefined;
  const wake = () => {
    mended ??= mend(world).catch((bug) => {
      mended = undefined;
      throw bug;
    });
    return mended;
  };
  const wakeAnyhow = () => wake().catch((bug) => logBug('mending', bug));
  void wakeAnyhow();
  const once =
    <A extends unknown[]>(deed: (...args: A) => Promise<void> | void) =>
    (...args: A) =>
      run(async () => {
        await wake();
        await deed(...args);
      });
  const workspaceOf = (ask: { workspace: string }) => ask.workspace as Workspace;

  const handlers: Handlers = {
    'page.look': once(({ tabId }) => lookAtTab(world, tabId)),
    'org.seen': once((report, sender) => noteOrg(sender.url, report)),
    'draft.keep': once(async (ask) => {
      await keepDraft(world, { ...ask, workspace: workspaceOf(ask) });
    }),
    'draft.forget': once((ask) => {
      dropTest(workspaceOf(ask));
      cancelProvisioningFor(ask.workspace);
      // A run that reads with this draft's secret must not go on with its token.
      cancelCoverage(workspaceOf(ask));
      return forgetDraft(world, workspaceOf(ask));
    }),
    'connection.test': once((ask) => runTest(world, { ...ask, workspace: workspaceOf(ask) })),
    'sts.confirm': once((ask) => confirmSts(workspaceOf(ask), ask.origin)),
    'test.cancel': once((ask) => cancelTest(workspaceOf(ask))),
    'offer.ask': once(async (ask) => {
      const draft = await draftOf(workspaceOf(ask)).read();
      if (draft) await refreshOffer(world, workspaceOf(ask), draft.organisationUrl);
    }),
    'connector.register': once((ask) => registerConnector(world, workspaceOf(ask), ask.handle)),
    'registration.check': once(({ key }) => checkAgain(world, key)),
    'registration.dismiss': once(async ({ key }) => {
      const entry = await readEntry(key);
      if (!entry || !(isSettled(entry) || entry.state === 'conflict')) return;
      if (await forgetAgain(world, entry)) await putAway(entry);
      await showAttention(world);
    }),
    'shared-credentials.set': once(({ connectorId, isShared }) =>
      setSharedCredentials(world, connectorId, isShared),
    ),
    'shared-credentials.look': once(({ connectorId }) =>
      lookAtSharedCredentials(world, connectorId),
    ),
    'mapping.find': once(({ org, email }) =>
      forOrg(org, (one) => findMyMapping(world, one, email)),
    ),
    'mapping.save': once(({ org }) => forOrg(org, (one) => saveMyEmail(world, one))),
    'mapping.suggest': once(() => suggestEmail(world)),
    'form.fill': once((ask) => fillForm(world, ask.tabId, workspaceOf(ask))),
    'form-secret.fill': once(({ tabId }) => fillFormSecret(world, tabId)),
    'form.filled': once(({ results }, sender) => noteFilled(world, sender, results)),
    'settings.keep': once(async (kept) => {
      await settings.write(kept);
      await forgetOffers();
      await forgetAccount();
    }),
    'language.choose': once(async ({ language }) => {
      await (language ? languageChoice.write(language) : languageChoice.forget());
      await showAttention(world); // The toolbar button says its number in words.
    }),
    'api-key.keep': once(({ newKey, over }) => keepApiKey(world, newKey.trim(), over)),
    'api-key.place': once(({ onDevice }) => placeApiKey(world, onDevice)),
    'account.ask': once(() => askAccount(world)),
    'work.look': once(() => {}), // Whoever wakes mends first: that is all that was asked for.
    ...connectorHandlers(world, once),
    ...personHandlers(world, once),
    ...provisioningHandlers(world, once),
    ...coverageHandlers(world, once),
    'everything.forget': async () => {
      // What could not be mended goes too.
      await run(wakeAnyhow);
      dropAllTests();
      dropAllProvisioning();
      try {
        await endAll(() => forgetEverything(real));
      } finally {
        await run(() => showAttention(world));
      }
    },
  };
  return {
    handlers: obeyPolicy(handlers),
    onAlarm: once((name) => ALARMS[name](world)),
    // The browser tells it once: it is noted before anything can fail.
    onAccessLost: (patterns) =>
      run(async () => {
        await noteLostAccess(world, patterns);
        await wakeAnyhow();
        await mendAccess(world);
      }),
  };
}

const ALARMS: Record<AlarmName, (world: World) => Promise<void>> = {
  'secrets-idle': wipeIdleSecrets,
  'access-taken-back': mendAccess,
  'registration-check': checkAllOpen,
  'expiry-watch': watchExpiry,
  'coverage-run': watchCoverage,
};

/** A message's text becomes an organisation by the parser only; any other text does nothing. */
async function forOrg(text: string, deed: (org: OrgUrl) => Promise<void>): Promise<void> {
  const place = parseOrgUrl(text);
  if (place.ok && place.value.kind !== 'maker') await deed(place.value.url);
}

async function mend(world: World): Promise<void> {
  await mendReports();
  await mendSignIn();
  await mendEnvironments();
  await mendDrafts();
  await mendApiKey();
  await mendAccess(world);
  await mendFormFills(world);
  await mendConnectors(world);
  await mendRotations(world);
  await mendSwitches(world);
  await mendJournal(world);
  await mendSeveral();
  await mendProvisioning();
  await mendSharedCredentials(world);
  await wipeIdleSecrets(world);
  await mendWatch(world);
  await mendCoverage(world);
}
