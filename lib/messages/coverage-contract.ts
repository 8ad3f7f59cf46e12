import * as v from 'valibot';
import { LONGEST_LIST, MOST_ADDRESSES } from '../domain/coverage-run.ts';

const workspace = v.pipe(v.string(), v.nonEmpty(), v.maxLength(2_048));
const source = v.variant('from', [
  v.strictObject({ from: v.literal('mapsimise') }),
  v.strictObject({
    from: v.literal('list'),
    /** What was pasted, or what is in the file: one address a line, or CSV. */
    text: v.pipe(v.string(), v.maxLength(LONGEST_LIST)),
    /** The name of the file. */
    name: v.exactOptional(v.pipe(v.string(), v.maxLength(300))),
  }),
]);
const at = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(MOST_ADDRESSES));

/** What a page of ours may ask about Coverage. What comes of it are facts: coverageRunOf, and rows by its id. */
export const COVERAGE = {
  /** Look at everybody. Takes the place of the run before; while one runs, nothing happens. */
  'coverage.start': { from: 'page', ask: v.strictObject({ workspace, source }) },
  /** Ends the run, or the repair, that is under way. */
  'coverage.cancel': { from: 'page', ask: v.strictObject({ workspace }) },
  /** Go on with a run that failed or was cancelled, from the last page that was kept. */
  'coverage.resume': { from: 'page', ask: v.strictObject({ workspace }) },
  'coverage.forget': { from: 'page', ask: v.strictObject({ workspace }) },
  /**
   * Asked and confirmed: write the addresses of these rows into Email 2 of their CRM users. Who holds something else
   * there is left alone, unless `overwrite` says that this was seen and is meant.
   */
  'coverage.repair': {
    from: 'page',
    ask: v.strictObject({
      workspace,
      rows: v.pipe(v.array(at), v.minLength(1), v.maxLength(MOST_ADDRESSES)),
      overwrite: v.boolean(),
    }),
  },
  /** Put back what the last repair replaced, where nobody changed it since. */
  'coverage.undo-repair': { from: 'page', ask: v.strictObject({ workspace }) },
} as const;
