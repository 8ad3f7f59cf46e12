/**
 * One question to an organisation's Web API, put through a page of it. `root` is where on the page's origin the Web API
 * is, `path` is below it.
 */
export type PageAsk = {
  root: `/${string}`;
  method: 'GET' | 'PATCH';
  path: string;
  headers: Record<string, string>;
  body?: string;
};
