import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** What takes longest on two cores, longest first; a fresh clone remembers no durations. */
const LONGEST = [
  'unit/sabotage/taken-away',
  'e2e/rotation',
  'e2e/provisioning',
  'e2e/form-hostile',
  'e2e/ladder',
  'e2e/random-schedules',
  'e2e/accessibility',
];

const placeOf = ({ moduleId }: TestSpecification) => {
  const place = LONGEST.findIndex((name) => moduleId.includes(`/tests/${name}.test.`));
  return place < 0 ? LONGEST.length : place;
};

/** Begins with the longest files, so that none of them is left to run alone at the end. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const usual = await super.sort(files);
    return usual.toSorted((one, other) => placeOf(one) - placeOf(other));
  }
}
