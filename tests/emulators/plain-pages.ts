import { htmlReply, type Incoming, type Reply } from './exchange.ts';

const page = (title: string, text: string): Reply =>
  htmlReply(
    200,
    `<!doctype html><html lang="en"><meta charset="utf-8"><title>${title}</title><link rel="icon" href="data:,"><body style="font:15px system-ui;margin:40px"><h1>${title}</h1><p>${text}</p></body></html>`,
  );

/** Places where a tab may stand without anything behind it. */
export function answerPlainPage({ host, pathname }: Incoming): Reply | undefined {
  if (host === 'make.powerapps.com' && /^\/environments\/[\w-]+\/\w/.test(pathname)) {
    return page('Power Apps', 'Build business apps, fast.');
  }
  // Source: Power Platform documents and screenshots: both shapes of the admin centre's address
  const inAdminCentre = /^\/(?:environments\/environment|manage\/environments)\/[\w-]+\/\w/;
  if (host === 'admin.powerplatform.microsoft.com' && inAdminCentre.test(pathname)) {
    return page('Power Platform admin center', 'Environment');
  }
  // Portals whose pages are named behind a #, which no server sees
  if (['entra.microsoft.com', 'portal.azure.com'].includes(host) && pathname === '/') {
    return page('Microsoft Entra admin center', 'Applications and their secrets.');
  }
  // Source: general knowledge of the player's address
  if (host === 'apps.powerapps.com' && /^\/play\/e\/[\w-]+\/a\/[\w-]+$/.test(pathname)) {
    return page('Power Apps', 'An app is played.');
  }
  if (host === 'crm.adatum.com' && /^\/Adatum\/main\.aspx$/i.test(pathname)) {
    return page('Dashboards: Sales Activity Dashboard - Microsoft Dynamics 365', 'Adatum');
  }
  if (host === 'www.example.com') return page('Example Domain', 'Nothing of interest.');
  if (host === 'portal.example.com') return page('Sign in', 'Somewhere else.');
  return undefined;
}

/** What a hotel answers to everything until one has paid. */
export function captivePortal(): Reply {
  return page('Hotel Adlon Wi-Fi - Sign in', 'Please accept the terms to go online.');
}
