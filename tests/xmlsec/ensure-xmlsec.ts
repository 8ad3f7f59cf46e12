import { findOnPath, thisMachine } from '../browser/machine.ts';
import { aptInstall, asLine } from '../browser/plan-install.ts';
import { runCommands } from '../browser/run-command.ts';

const PROGRAM = 'xmlsec1';

/**
 * The XML-signature program of this machine, installed first where we may: on Debian and its kind, as root.
 *
 * Gives   its file, or the sentence that says how to get it; the signatures are then verified by xml-crypto alone
 */
export function ensureXmlsec(): { file: string } | { advice: string } {
  const machine = thisMachine();
  const before = findOnPath(machine, PROGRAM);
  if (before) return { file: before };
  const hasApt = findOnPath(machine, 'apt-get') !== undefined;
  const isRoot = process.getuid?.() === 0;
  const commands = aptInstall([PROGRAM], isRoot);
  if (hasApt && isRoot && runCommands(commands)) {
    const after = findOnPath(machine, PROGRAM);
    if (after) return { file: after };
  }
  const lines = hasApt ? commands.map(asLine).join(' && ') : 'see https://www.aleksey.com/xmlsec/';
  return { advice: `${PROGRAM} is not here. Install it with: ${lines}` };
}
