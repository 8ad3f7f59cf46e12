import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { listMaterials } from './bill-of-materials.ts';

/** `npm run sbom`: writes what is in the shipped package, in CycloneDX, beside the builds. */
const ROOT = path.resolve(import.meta.dirname, '..');
const file = path.join(ROOT, '.output', 'mapsimise-connect.cdx.json');
mkdirSync(path.dirname(file), { recursive: true });
writeFileSync(file, listMaterials(ROOT));
process.stdout.write(`${file}\n`);
