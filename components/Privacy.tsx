import { useEffect } from 'preact/hooks';
import { messages } from '../lib/language/messages.ts';

const words = messages('components.Privacy', {
  title: 'Privacy in Mapsimise Connect',
  intro:
    'Mapsimise Connect has no server of its own, no telemetry, no analytics, no crash reports and no advertising. What it does, it does in your browser, when you ask for it.',
  reads: 'What it reads',
  readsPage:
    'The page you click on: the click on the toolbar button lets it read that one tab, until you leave it: which organisation it shows and who is signed in there. Before the click, nothing of it runs on any page.',
  readsCrm:
    'Your CRM, with the sign-in that you give it: who it is, the organisation’s name and version, roles and privileges, a few rows of the mapped tables. My mapping reads your own user record; Coverage reads the names and text columns of all users, when you start it.',
  readsMapsimise:
    'Mapsimise, with your API key: the connectors of your organisation, and for Coverage the email addresses of its users.',
  sends: 'To whom it sends anything',
  sendsCrm: 'To your CRM: questions, and the changes that you confirm.',
  sendsMicrosoft:
    'To Microsoft, or to your own AD FS: what signing in and the list of environments need, and an application with its secret, where you let it create them.',
  sendsMapsimise:
    'To Mapsimise: the connector that you confirm, with its secret, which Mapsimise needs to read your CRM.',
  sendsNobody: 'To nobody else.',
  keeps: 'What it keeps',
  keepsSecrets:
    'Secrets, passwords, keys and tokens stay in the browser’s memory, readable by the extension alone. They go when the connector is there, after an hour without use, with the browser, or when you take back an access in the browser: that to your CRM or its AD FS takes the secret, password and tokens for it, that to Mapsimise the API key, that to Microsoft’s sign-in every token. The API key stays on the device, encrypted, only where you chose that.',
  keepsRest: 'Everything else that is stored is listed in Options, and can be forgotten there.',
  openOptions: 'Open Options',
  cannot: 'What it cannot protect from',
  cannotText:
    'Somebody who uses the computer as you, a browser that is debugged from outside, or a program that reads the browser’s memory sees what you see.',
  removing: 'Removing it',
  removingText:
    'Removing the extension from the browser removes everything that it stored. What it created for you at Microsoft or Mapsimise stays there; Undo removes it before.',
});

/** What is read, sent and kept, in plain words. PRIVACY.md says the same for those who have not installed it. */
export function Privacy() {
  const t = words.get();
  useEffect(() => {
    document.title = t.title;
  }, [t.title]);
  return (
    <main class="options">
      <h1>{t.title}</h1>
      <p>{t.intro}</p>
      <Part title={t.reads} points={[t.readsPage, t.readsCrm, t.readsMapsimise]} />
      <Part
        title={t.sends}
        points={[t.sendsCrm, t.sendsMicrosoft, t.sendsMapsimise, t.sendsNobody]}
      />
      <Part title={t.keeps} points={[t.keepsSecrets, t.keepsRest]} />
      <p>
        <a href="/options.html">{t.openOptions}</a>
      </p>
      <Part title={t.cannot} points={[t.cannotText]} />
      <Part title={t.removing} points={[t.removingText]} />
    </main>
  );
}

function Part({ title, points }: { title: string; points: string[] }) {
  return (
    <section class="card" aria-label={title}>
      <h2>{title}</h2>
      {points.length === 1 ? (
        <p>{points[0]}</p>
      ) : (
        <ul>
          {points.map((point) => (
            <li key={point}>{point}</li>
          ))}
        </ul>
      )}
    </section>
  );
}
