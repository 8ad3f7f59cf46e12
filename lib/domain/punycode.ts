const BASE = 36;

/**
 * Reads the part of a host label after `xn--`. Broken text gives as many letters as could be read.
 * Source: RFC 3492, 6.1 and 6.2; the numbers are its parameters for host names.
 */
export function decodePunycode(text: string): string {
  const cut = text.lastIndexOf('-');
  const letters = [...text.slice(0, Math.max(cut, 0))];
  let code = 128;
  let bias = 72;
  let index = 0;
  for (let at = cut + 1; ; index++) {
    const before = index;
    for (let weight = 1, k = BASE; ; k += BASE) {
      const digit = Number.parseInt(text[at++] ?? '', BASE);
      if (Number.isNaN(digit)) return letters.join('');
      // RFC 3492 counts the letters before the digits, parseInt after.
      const value = digit < 10 ? digit + 26 : digit - 10;
      const least = Math.min(Math.max(k - bias, 1), 26);
      index += value * weight;
      if (value < least) break;
      weight *= BASE - least;
    }
    const length = letters.length + 1;
    bias = adaptBias((index - before) / (before === 0 ? 700 : 2), length);
    code += Math.floor(index / length);
    index %= length;
    if (code > 0x10ffff) return letters.join('');
    letters.splice(index, 0, String.fromCodePoint(code));
  }
}

function adaptBias(moved: number, length: number): number {
  let delta = Math.floor(moved);
  delta += Math.floor(delta / length);
  let k = 0;
  for (; delta > 455; k += BASE) delta = Math.floor(delta / 35);
  return k + Math.floor((BASE * delta) / (delta + 38));
}
