import { useEffect, useState } from 'preact/hooks';
import { isSiteLabel, KNOWN_REGIONS, parseMapsimiseOrganisation } from '../lib/domain/mapsimise.ts';
import type { Settings } from '../lib/facts/facts.ts';
import { keepSettings } from '../lib/ui/commands.ts';
import { siteOfOpenTab } from '../lib/ui/open-site.ts';
import { useStore } from '../lib/ui/use-store.ts';
import { ApiKey } from './ApiKey.tsx';
import { EntraApplication } from './EntraApplication.tsx';
import { ForgetEverything } from './ForgetEverything.tsx';
import { TextField } from './fields.tsx';
import { LanguageChoice } from './LanguageChoice.tsx';
import { Notifications } from './Notifications.tsx';
import { WhoAmI } from './WhoAmI.tsx';

/** Where Mapsimise is and how to sign in there. Saved as it is changed, and said so. */
export function Options() {
  const [said, setSaid] = useState('');
  return (
    <main class="options">
      <h1>Options of Mapsimise Connect</h1>
      <Site say={setSaid} />
      <ApiKey say={setSaid} />
      <WhoAmI />
      <EntraApplication say={setSaid} />
      <Notifications say={setSaid} />
      <LanguageChoice say={setSaid} />
      <p class="saved" role="status">
        {said}
      </p>
      <Stored say={setSaid} />
    </main>
  );
}

export type Say = { say: (text: string) => void };
const NOTHING: Settings = { organisation: '', region: '' };

function Site({ say }: Say) {
  const kept = useStore((state) => state.settings);
  const [typed, setTyped] = useState<Settings>(kept ?? NOTHING);
  useEffect(() => {
    if (!kept) setTyped(NOTHING); // Forgotten, here or in another tab: nothing of it stays on the screen.
  }, [kept === undefined]);
  const [isFromTab, setIsFromTab] = useState(false);
  useEffect(() => {
    if (kept?.organisation) return;
    void siteOfOpenTab().then((site) => {
      if (!site) return;
      setIsFromTab(true);
      void change(site);
    });
  }, []);
  const change = async (next: Settings) => {
    setTyped(next);
    await keepSettings(next);
    const isUsable = parseMapsimiseOrganisation(next.organisation) && isSiteLabel(next.region);
    say(isUsable ? 'Saved.' : 'Kept as typed, but it cannot be used yet.');
  };
  const typeOrganisation = (organisation: string) => {
    const region = parseMapsimiseOrganisation(organisation)?.region ?? typed.region;
    void change({ organisation, region });
  };
  const isOrganisationWrong =
    typed.organisation !== '' && !parseMapsimiseOrganisation(typed.organisation);
  const isRegionWrong = typed.region !== '' && !isSiteLabel(typed.region);
  return (
    <section class="card" aria-label="Mapsimise">
      <h2>Mapsimise</h2>
      <TextField
        label="Mapsimise organisation"
        value={typed.organisation}
        placeholder="contoso, or https://contoso.eugb.mapsimise.com"
        onType={typeOrganisation}
        messages={
          isOrganisationWrong
            ? [
                {
                  kind: 'error',
                  text: 'Give the name, or paste the whole address of your Mapsimise.',
                },
              ]
            : [
                {
                  kind: 'hint',
                  text: isFromTab
                    ? 'Taken from the Mapsimise tab that is open. Another may be typed.'
                    : 'Its name, or its whole address pasted.',
                },
              ]
        }
      />
      <TextField
        label="Region"
        value={typed.region}
        placeholder="eugb"
        list={KNOWN_REGIONS}
        onType={(region) => void change({ ...typed, region: region.trim().toLowerCase() })}
        messages={
          isRegionWrong
            ? [{ kind: 'error', text: 'A region is one word, such as eugb or useast.' }]
            : [{ kind: 'hint', text: 'The word after your organisation in its address.' }]
        }
      />
    </section>
  );
}

function Stored({ say }: Say) {
  return (
    <section class="card" aria-label="What is stored">
      <h2>What is stored</h2>
      <ul>
        <li>
          On this device: Mapsimise organisation and region; the set-up you began, without its
          secret; connectors that you created here; the API key, encrypted, where you chose so; for
          90 days, which tests were run, by whom and what came of them; days on which secrets end;
          the user name for the next sign-in with Microsoft, and the environments you picked.
        </li>
        <li>
          Until the browser is closed: secrets, the sign-in with Microsoft, test results, names that
          CRM pages reported.
        </li>
        <li>Nowhere else: nothing is sent to anybody but your CRM, Microsoft and Mapsimise.</li>
      </ul>
      <ForgetEverything say={say} />
    </section>
  );
}
