declare module 'xml-encryption' {
  type Options = {
    key: string;
    disallowDecryptionWithInsecureAlgorithm: false;
    warnInsecureAlgorithm: false;
  };
  export function decrypt(
    xml: string,
    options: Options,
    callback: (error: Error | null, text: string) => void,
  ): void;
}
