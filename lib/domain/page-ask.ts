/** One question to an organisation's Web API, put through a page of it. The path is below the Web API's root. */
export type PageAsk = {
  method: 'GET' | 'PATCH';
  path: string;
  headers: Record<string, string>;
  body?: string;
};
