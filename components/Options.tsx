import { useEffect, useState } from 'preact/hooks';
import { isSiteLabel, KNOWN_REGIONS, parseMapsimiseOrganisation } from '../lib/domain/mapsimise.ts';
import type { Settings } from '../lib/facts/facts.ts';
import { languageNow, messages } from '../lib/language/messages.ts';
import { keepSettings } from '../lib/ui/commands.ts';
import { siteOfOpenTab } from '../lib/ui/open-site.ts';
import { useStore } from '../lib/ui/use-store.ts';
import { ApiKey } from './ApiKey.tsx';
import { CompanyPolicy, setByCompany } from './CompanyPolicy.tsx';
import { EntraApplication } from './EntraApplication.tsx';
import { ForgetEverything } from './ForgetEverything.tsx';
import { TextField } from './fields.tsx';
import { LanguageChoice } from './LanguageChoice.tsx';
import { Notifications } from './Notifications.tsx';
import { Shortcut } from './Shortcut.tsx';
import { StoredThings } from './StoredThings.tsx';
import { WhoAmI } from './WhoAmI.tsx';

const words = messages('components.Options', {
  title: 'Options of Mapsimise Connect',
  organisation: 'Mapsimise organisation',
  organisationExample: 'contoso, or https://contoso.eugb.mapsimise.com',
  organisationHint: 'Its name, or its whole address pasted.',
  fromTab: 'Taken from the Mapsimise tab that is open. Another may be typed.',
  noOrganisation: 'Give the name, or paste the whole address of your Mapsimise.',
  region: 'Region',
  regionHint: 'The word after your organisation in its address.',
  noRegion: 'A region is one word, such as eugb or useast.',
  saved: 'Saved.',
  notUsable: 'Kept as typed, but it cannot be used yet.',
  stored: 'What is stored',
  privacy: 'Privacy',
});

/** Where Mapsimise is and how to sign in there. Saved as it is changed, and said so. */
export function Options() {
  const [said, setSaid] = useState({ text: '', language: languageNow() });
  const say = (text: string) => setSaid({ text, language: languageNow() });
  const { title } = words.get();
  useEffect(() => {
    document.title = title;
  }, [title]);
  return (
    <main class="options">
      <h1>{title}</h1>
      <CompanyPolicy />
      <Site say={say} />
      <ApiKey say={say} />
      <WhoAmI />
      <EntraApplication say={say} />
      <Notifications say={say} />
      <LanguageChoice say={say} />
      <Shortcut />
      <p class="saved" role="status">
        {/* What was said in another language is over. */}
        {said.language === languageNow() && said.text}
      </p>
      <Stored say={say} said={said.text} />
    </main>
  );
}

export type Say = { say: (text: string) => void };
const NOTHING: Settings = { organisation: '', region: '' };

function Site({ say }: Say) {
  const t = words.get();
  const kept = useStore((state) => state.settings);
  const policy = useStore((state) => state.policy);
  const isOrganisationSet = policy.mapsimiseOrganisation !== undefined;
  const isRegionSet = policy.region !== undefined;
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
    say(isUsable ? t.saved : t.notUsable);
  };
  const typeOrganisation = (organisation: string) => {
    const pasted = isRegionSet ? undefined : parseMapsimiseOrganisation(organisation)?.region;
    const region = pasted ?? typed.region;
    void change({ organisation, region });
  };
  const isOrganisationWrong =
    typed.organisation !== '' && !parseMapsimiseOrganisation(typed.organisation);
  const isRegionWrong = typed.region !== '' && !isSiteLabel(typed.region);
  return (
    <section class="card" aria-label="Mapsimise">
      <h2>Mapsimise</h2>
      <TextField
        label={t.organisation}
        value={isOrganisationSet ? (kept?.organisation ?? '') : typed.organisation}
        placeholder={t.organisationExample}
        onType={typeOrganisation}
        isLocked={isOrganisationSet}
        messages={
          isOrganisationSet
            ? [setByCompany()]
            : isOrganisationWrong
              ? [{ kind: 'error', text: t.noOrganisation }]
              : [{ kind: 'hint', text: isFromTab ? t.fromTab : t.organisationHint }]
        }
      />
      <TextField
        label={t.region}
        value={isRegionSet ? (kept?.region ?? '') : typed.region}
        placeholder="eugb"
        list={KNOWN_REGIONS}
        onType={(region) => void change({ ...typed, region: region.trim().toLowerCase() })}
        isLocked={isRegionSet}
        messages={
          isRegionSet
            ? [setByCompany()]
            : isRegionWrong
              ? [{ kind: 'error', text: t.noRegion }]
              : [{ kind: 'hint', text: t.regionHint }]
        }
      />
    </section>
  );
}

function Stored({ say, said }: Say & { said: string }) {
  const t = words.get();
  return (
    <section class="card" aria-label={t.stored}>
      <h2>{t.stored}</h2>
      <StoredThings asOf={said} />
      <div class="buttons">
        <a href="/privacy.html">{t.privacy}</a>
      </div>
      <ForgetEverything say={say} />
    </section>
  );
}
