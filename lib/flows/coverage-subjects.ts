import { keyOfAddress } from '../domain/coverage.ts';
import type { FindAddress } from '../domain/coverage-page.ts';
import { MOST_ADDRESSES } from '../domain/coverage-run.ts';
import type { Failure } from '../domain/failure.ts';
import { isEmailAddress } from '../domain/mapping.ts';
import type { MapsimiseUsers } from '../domain/mapsimise.ts';
import { bad, good, type Result } from '../domain/result.ts';
import type { SubjectChunk } from '../facts/coverage-database.ts';
import {
  eachSubjects,
  keepSubjects,
  subjectsKept,
  writeCheckpoint,
} from '../facts/coverage-pages.ts';
import { openMapsimise } from './ask-offer.ts';
import { untilAnswered } from './coverage-patience.ts';
import type { CoverageStageOf } from './coverage-stage.ts';

/** So many pages of users are asked for at once: Mapsimise names no limit, and each is small. */
const AT_ONCE = 4;

/**
 * Reads the users of Mapsimise, those pages that are not kept yet. Each page has its own place, so what an earlier
 * worker read counts once, in whatever order they come.
 */
export async function readSubjects(stage: CoverageStageOf): Promise<Result<void, Failure>> {
  const { world, runId, signal, patience, board } = stage;
  const opened = await openMapsimise(world);
  if (!opened.ok) return opened;
  const read = (page: number) => untilAnswered(patience, () => opened.value.api.listUsers(page));
  const kept = new Set(await subjectsKept(runId));
  let count = stage.checkpoint.usersPages;
  if (count === undefined) {
    const first = await read(1);
    if (!first.ok) return first;
    await keepSubjects(runId, 1, chunkOf(first.value));
    kept.add(1);
    count = Math.max(1, first.value.pageCount);
    if (count > MOST_USERS_PAGES)
      return bad({ code: 'coverage/list-too-long', most: MOST_ADDRESSES });
    stage.checkpoint = { ...stage.checkpoint, usersPages: count };
    await writeCheckpoint(runId, stage.checkpoint);
    await board.note({ addresses: first.value.users.length });
  }
  const missing = Array.from({ length: count }, (_, at) => at + 1).filter((at) => !kept.has(at));
  let failure: Failure | undefined;
  const work = async () => {
    for (let page = missing.shift(); page !== undefined; page = missing.shift()) {
      if (failure || signal.aborted) return;
      const part = await read(page);
      if (!part.ok) {
        failure ??= part.failure;
        return;
      }
      await keepSubjects(runId, page, chunkOf(part.value));
      await board.note({ addresses: board.now().addresses + part.value.users.length });
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return failure ? bad(failure) : good(undefined);
}

const MOST_USERS_PAGES = MOST_ADDRESSES / 1_000;

function chunkOf({ users }: MapsimiseUsers): SubjectChunk {
  const active = users.filter(({ isActive }) => isActive);
  const found = active.filter(({ email }) => isEmailAddress(email));
  return {
    emails: found.map(({ email }) => email.trim()),
    names: found.map(({ fullName }) => fullName.slice(0, 200)),
    inactive: users.length - active.length,
    withoutAddress: active.length - found.length,
  };
}

/** The addresses and their places: the one thing that grows with them. */
export type Subjects = {
  count: number;
  find: FindAddress;
  leftOut: { inactive: number; withoutAddress: number; duplicates: number };
};

/** Gives every address its place in the list: the first of several equal ones has it. */
export async function numberSubjects(runId: string): Promise<Subjects> {
  const places = new Map<string, number>();
  const leftOut = { inactive: 0, withoutAddress: 0, duplicates: 0 };
  for await (const chunk of eachSubjects(runId)) {
    leftOut.inactive += chunk.inactive;
    leftOut.withoutAddress += chunk.withoutAddress;
    for (const email of chunk.emails) {
      const key = keyOfAddress(email);
      if (places.has(key)) leftOut.duplicates++;
      else places.set(key, places.size);
    }
  }
  return { count: places.size, find: (key) => places.get(key), leftOut };
}

export type Subject = { at: number; email: string; name: string };

/** Every address once, in the order of its place. */
export async function* eachSubject(runId: string, { find }: Subjects): AsyncGenerator<Subject> {
  let next = 0;
  for await (const { emails, names } of eachSubjects(runId))
    for (const [index, email] of emails.entries()) {
      if (find(keyOfAddress(email)) !== next) continue;
      yield { at: next, email, name: names[index] ?? '' };
      next++;
    }
}
