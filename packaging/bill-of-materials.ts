import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';

type Ref = { 'bom-ref'?: string };
type Bill = {
  serialNumber: string;
  metadata: { timestamp?: string; tools?: unknown; component: Ref & { name: string } };
  components: (Ref & { scope: string; properties: { name: string }[] })[];
  dependencies: (Ref & { ref: string; dependsOn?: string[] })[];
};

/**
 * The bill of materials (CycloneDX 1.5) of the runtime dependencies, as npm itself writes it from the lock file; without
 * what differs from one run, folder or machine to the next, so that the same lock file gives the same bytes. The tools
 * are taken out here: npm's own `--omit=dev` also omits what a tool names as its peer, as Preact.
 *
 * Source  docs.npmjs.com, npm sbom; cyclonedx.org 1.5: the serial number is a UUID, the timestamp is optional
 */
export function listMaterials(root: string): string {
  const args = ['sbom', '--package-lock-only', '--sbom-format=cyclonedx'];
  const { status, stdout, stderr } = spawnSync('npm', args, {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 64 * 1_048_576,
  });
  if (status !== 0) throw new Error(`npm ${args.join(' ')} failed: ${stderr}`);
  const bill = JSON.parse(stdout) as Bill;
  const components = bill.components.filter(isShipped);
  const refs = new Set([...components, bill.metadata.component].map((one) => one['bom-ref']));
  const dependencies = bill.dependencies
    .filter(({ ref }) => refs.has(ref))
    .map((one) => ({ ...one, dependsOn: one.dependsOn?.filter((ref) => refs.has(ref)) ?? [] }));
  const { timestamp: _when, tools: _which, ...metadata } = bill.metadata;
  // npm calls it after its folder.
  const component = { ...metadata.component, name: 'mapsimise-connect' };
  const about = { ...metadata, component };
  const same = { ...bill, serialNumber: '', metadata: about, components, dependencies };
  const text = JSON.stringify(same, null, 2);
  return `${JSON.stringify({ ...same, serialNumber: `urn:uuid:${uuidOf(text)}` }, null, 2)}\n`;
}

const isShipped = ({ scope, properties }: Bill['components'][number]) =>
  scope === 'required' && properties.every(({ name }) => name !== 'cdx:npm:package:development');

/** A UUID of version 8, which says nothing but that it is made of this text. */
function uuidOf(text: string): string {
  const hex = createHash('sha256').update(text).digest('hex');
  const parts = [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `8${hex.slice(13, 16)}`,
    `a${hex.slice(17, 20)}`,
  ];
  return [...parts, hex.slice(20, 32)].join('-');
}
