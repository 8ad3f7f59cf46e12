import { escapeHtml, htmlReply, type Incoming, type Reply } from '../exchange.ts';
import type { Scene } from '../scene.ts';
import { answerForms } from './forms/builds.ts';

/** `https://<organisation>.<region>.mapsimise.com`: the form to add a connector, and enough for a link to land on. */
export function answerMapsimiseSite(scene: Scene, request: Incoming): Reply {
  const form = answerForms(request);
  if (form) return form;
  const slug = request.host.split('.')[0] ?? '';
  const connectors = scene.ledger.connectors.get(slug) ?? [];
  const id = /^\/connectors\/([\w-]+)$/.exec(request.pathname)?.[1];
  const shown = connectors.filter((one) => id === undefined || one.Id === id);
  if (id !== undefined && shown.length === 0) return page('Not found', '', 404);
  const items = shown
    .map(
      (one) => `<li>${escapeHtml(one.Name)} <code>${escapeHtml(one.OrganisationUrl)}</code></li>`,
    )
    .join('');
  return page(id === undefined ? 'Mapsimise' : 'Connector', `<ul>${items}</ul>`, 200);
}

function page(title: string, inner: string, status: number): Reply {
  return htmlReply(
    status,
    `<!doctype html><html lang="en"><meta charset="utf-8"><title>${title} - Mapsimise</title><link rel="icon" href="data:,"><body style="font:15px system-ui;margin:40px"><h1>${title}</h1>${inner}</body></html>`,
  );
}
