import { type ComponentChildren, Fragment } from 'preact';

/** A sentence with elements in it: where `{link}` stands in the text, `parts.link` is drawn. So each language has its own order. */
export function Sentence(props: { text: string; parts: Record<string, ComponentChildren> }) {
  const { text, parts } = props;
  return (
    <>
      {text.split(/\{(\w+)\}/).map((piece, at) => (
        // Every second piece is the name of a place.
        <Fragment key={`${at}-${piece}`}>{at % 2 === 0 ? piece : parts[piece]}</Fragment>
      ))}
    </>
  );
}
