import { describe, expect, it } from 'vitest';
import { coversHost } from '../../../lib/domain/taken-back.ts';

describe('a pattern of hosts', () => {
  it.each<[string, string, boolean]>([
    ['https://contoso.crm4.dynamics.com/*', 'contoso.crm4.dynamics.com', true],
    ['https://contoso.crm4.dynamics.com/*', 'contoso.crm.dynamics.com', false],
    ['https://contoso.crm4.dynamics.com/*', 'evil-contoso.crm4.dynamics.com', false],
    ['https://*.mapsimise.com/*', 'api.eugb.mapsimise.com', true],
    ['https://*.mapsimise.com/*', 'mapsimise.com', true],
    ['https://*.mapsimise.com/*', 'notmapsimise.com', false],
    ['https://*.mapsimise.com/*', 'mapsimise.com.evil.test', false],
    ['https://*/*', 'login.microsoftonline.com', true],
    ['*://*/*', 'login.microsoftonline.com', true],
    ['<all_urls>', 'login.microsoftonline.com', true],
    // A pattern names no port: a server of one’s own on another port is covered with its host.
    ['https://crm.contoso.com/*', 'crm.contoso.com:8443', true],
  ])('%s covers %s: %s', (pattern, host, expected) => {
    expect(coversHost(pattern, host)).toBe(expected);
  });
});
