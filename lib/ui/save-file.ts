/** So long the browser may take to begin with the saving. */
const KEPT_MS = 60_000;

/** Saves a file where the browser saves what is downloaded. A link does it: no permission is needed. */
export function saveFile(file: Blob, name: string): void {
  const address = URL.createObjectURL(file);
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), KEPT_MS);
}
