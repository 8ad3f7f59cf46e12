/**
 * Every host name leads to the emulator, and its key alone is trusted: TLS stays on.
 * Chromium calls some hosts of its maker at start; the emulator answers 404 to those.
 */
export function listFlags({
  emulatorPort,
  spki,
  language,
}: {
  emulatorPort: number;
  spki: string;
  language?: string;
}): string[] {
  return [
    '--no-sandbox',
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
    '--lang=en-GB',
    // A browser without language packs stays English itself; the languages wanted of pages can be set all the same.
    ...(language ? [`--accept-lang=${language}`] : []),
    `--host-resolver-rules=MAP * 127.0.0.1:${emulatorPort}`,
    `--ignore-certificate-errors-spki-list=${spki}`,
  ];
}
