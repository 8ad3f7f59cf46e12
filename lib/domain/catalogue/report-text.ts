import { inEnglish } from '../../language/messages.ts';
import { isGuid } from '../guid.ts';
import { parseOrgUrl } from '../org-url.ts';
import type { Note, ReportState, Step, TestReport } from '../report.ts';
import { TABLES } from '../tables.ts';
import { explain } from './explain.ts';
import {
  describeNote,
  describeRemark,
  describeSkip,
  OUTCOME_NAMES,
  SCHEME_NAMES,
  STEP_NAMES,
} from './words.ts';

const RESULTS: Record<ReportState, string> = {
  running: 'still running',
  passed: 'passed',
  failed: 'failed',
  cancelled: 'cancelled',
};

/**
 * The text of `Copy report`, in English whatever the language: those who get it may speak another. It holds no secret by construction: the report has none, what was typed is only repeated
 * where it has the form of an address or an id, and the services' texts were scrubbed when they came.
 */
export function writeReport(
  report: TestReport,
  about: { version: string; browser?: string; org?: string | undefined },
): string {
  return inEnglish(() => writeLines(report, about));
}

function writeLines(
  report: TestReport,
  about: { version: string; browser?: string; org?: string | undefined },
): string {
  const { proof } = report;
  return [
    `Mapsimise Connect ${about.version}: Test Connection ${RESULTS[report.state]}`,
    ...(about.browser ? [`Browser: ${about.browser}`] : []),
    `Date: ${sayDate(report.startedAtMs)}`,
    `Organisation URL: ${sayAddress(report.organisationUrl)}`,
    `Scheme: ${SCHEME_NAMES[report.scheme]}`,
    ...(report.scheme === 'ifd' ? [] : [`Client Id: ${sayId(report.clientId)}`]),
    ...(about.org ? [`Page: ${sayAddress(about.org)}`] : []),
    ...(proof ? [`Proved: ${proof.name} (${proof.uniqueName}), id ${proof.organisationId}`] : []),
    '',
    ...report.steps.flatMap(writeStep),
    '',
    `Round trips: ${report.roundTrips}`,
    ...(report.tookMs === undefined ? [] : [`Total: ${report.tookMs} ms`]),
    '',
  ].join('\n');
}

/** A pasted secret in the wrong field must not travel on. */
const sayId = (clientId: string) =>
  isGuid(clientId) ? clientId : 'not shown, because it is no id';

/** A pasted address can carry a password or a token behind the host; the parser gives back what is neither. */
function sayAddress(typed: string): string {
  const place = parseOrgUrl(typed);
  return place.ok ? place.value.url : 'not shown, because it was refused';
}

const sayDate = (ms: number) => (Number.isFinite(ms) ? new Date(ms).toISOString() : 'not known');

function writeStep(step: Step, at: number): string[] {
  const { id, outcome, tookMs, notes, remarks, skipped, requestId } = step;
  const took = tookMs === undefined ? '' : ` (${tookMs} ms)`;
  const more = [
    ...notes.flatMap((note) => [`- ${describeNote(note)}`, ...writeOwnRows(note)]),
    ...remarks.map((remark) => `! ${describeRemark(remark)}`),
    ...(skipped ? [`- ${describeSkip(skipped)}`] : []),
    ...writeFailure(step),
    ...(requestId ? [`Request id: ${requestId}`] : []),
  ];
  return [
    `${at + 1}. ${STEP_NAMES[id]}: ${OUTCOME_NAMES[outcome]}${took}`,
    ...more.map((line) => `   ${line.replace(/\s+/g, ' ')}`),
  ];
}

function writeOwnRows(note: Note): string[] {
  if (note.note !== 'impersonated') return [];
  const say = (count: number | undefined) => count ?? 'refused';
  return note.own.map(
    ({ table, application, person }) =>
      `- My ${TABLES[table].label} rows: ${say(application)} as the application, ${say(person)} as ${note.person}`,
  );
}

function writeFailure({ failure }: Step): string[] {
  if (!failure) return [];
  const { code, title, cause, remedy, docs, service } = explain(failure);
  return [
    `What: ${title} [${code}]`,
    `Why: ${cause}`,
    `What to do: ${remedy}`,
    `Read: ${docs.href}`,
    ...(service ? [`Service: ${service}`] : []),
  ];
}
