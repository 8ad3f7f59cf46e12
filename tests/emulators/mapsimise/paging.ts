import type { Incoming, Reply } from '../exchange.ts';
import { invalid } from './envelope.ts';

export function readPage(
  request: Incoming,
  names: readonly string[],
): { page: number; pageSize: number; type: string | undefined } | Reply {
  const query = new URLSearchParams(request.query);
  // Assumed: a query parameter that the contract does not have is refused.
  for (const name of query.keys()) {
    if (!names.includes(name)) return invalid(`Unknown query parameter '${name}'.`);
  }
  const page = Number(query.get('page') ?? '1');
  const pageSize = Number(query.get('pageSize') ?? '1000');
  if (!Number.isInteger(page) || page < 1) return invalid("The value of 'page' is not valid.");
  if (!Number.isInteger(pageSize) || pageSize < 1 || pageSize > 1000) {
    return invalid("The value of 'pageSize' is not valid.");
  }
  return { page, pageSize, type: query.get('type') ?? undefined };
}

export function pageOf<Item>(items: readonly Item[], page: number, size: number) {
  return {
    Items: items.slice((page - 1) * size, page * size),
    Page: page,
    PageCount: Math.max(1, Math.ceil(items.length / size)),
  };
}
