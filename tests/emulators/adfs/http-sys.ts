import { htmlReply, type Reply } from '../exchange.ts';

/** The page by which Windows says that nobody listens at a path, or not now. */
// Source: http.sys, general knowledge
export function httpSys(status: number, title: string, text: string): Reply {
  return htmlReply(
    status,
    `<!DOCTYPE HTML PUBLIC "-//W3C//DTD HTML 4.01//EN""http://www.w3.org/TR/html4/strict.dtd">\r\n<HTML><HEAD><TITLE>${title}</TITLE>\r\n<META HTTP-EQUIV="Content-Type" Content="text/html; charset=us-ascii"></HEAD>\r\n<BODY><h2>${title}</h2>\r\n<hr><p>HTTP Error ${status}. ${text}</p>\r\n</BODY></HTML>\r\n`,
    { Server: 'Microsoft-HTTPAPI/2.0' },
  );
}
