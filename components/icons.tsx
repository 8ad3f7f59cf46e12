import type { ComponentChildren } from 'preact';
import type { Outcome } from '../lib/domain/report.ts';

/** Pictures beside words: never the only carrier of a meaning, so hidden from screen readers. */
function Icon({ children }: { children: ComponentChildren }) {
  return (
    <svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true" focusable="false">
      {children}
    </svg>
  );
}

const PATHS: Record<Outcome, string> = {
  waiting:
    'M8 3.2a4.8 4.8 0 1 0 0 9.6 4.8 4.8 0 0 0 0-9.6Zm0 1.2a3.6 3.6 0 1 1 0 7.2 3.6 3.6 0 0 1 0-7.2Z',
  running: 'M8 2a6 6 0 0 1 6 6h-1.6A4.4 4.4 0 0 0 8 3.6V2Z',
  passed:
    'M8 1.5a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13Zm-1 9.6L4 8.1l1.1-1.1L7 8.9l3.9-3.9L12 6.1l-5 5Z',
  remark:
    'M8 1.5a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13Zm-.8 3h1.6v4.6H7.2V4.5Zm0 5.8h1.6v1.6H7.2v-1.6Z',
  failed:
    'M8 1.5a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13Zm3 8.4L9.9 11 8 9.1 6.1 11 5 9.9 6.9 8 5 6.1 6.1 5 8 6.9 9.9 5 11 6.1 9.1 8l1.9 1.9Z',
  skipped: 'M3.5 7.2h9v1.6h-9V7.2Z',
  cancelled: 'M8 1.5a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13Zm3.2 5.7v1.6H4.8V7.2h6.4Z',
};

export function OutcomeIcon({ outcome }: { outcome: Outcome }) {
  return (
    <span class={`outcome-icon is-${outcome}`}>
      <Icon>
        <path d={PATHS[outcome]} fill="currentColor" />
      </Icon>
    </span>
  );
}

export const GearIcon = () => (
  <Icon>
    <path
      fill="currentColor"
      d="M6.9 1.5h2.2l.3 1.7c.4.1.8.3 1.1.5l1.4-1 1.6 1.6-1 1.4c.2.3.4.7.5 1.1l1.5.3v2.2l-1.5.3c-.1.4-.3.8-.5 1.1l1 1.4-1.6 1.6-1.4-1c-.3.2-.7.4-1.1.5l-.3 1.5H6.9l-.3-1.5a4 4 0 0 1-1.1-.5l-1.4 1-1.6-1.6 1-1.4a4 4 0 0 1-.5-1.1l-1.5-.3V7.1L3 6.8c.1-.4.3-.8.5-1.1l-1-1.4 1.6-1.6 1.4 1c.3-.2.7-.4 1.1-.5l.3-1.7ZM8 6a2.2 2.2 0 1 0 0 4.4A2.2 2.2 0 0 0 8 6Z"
    />
  </Icon>
);

export const TabIcon = () => (
  <Icon>
    <path
      fill="currentColor"
      d="M9 2h5v5h-1.5V4.6L8.3 8.8 7.2 7.7l4.2-4.2H9V2ZM3.5 3H7v1.5H3.5v8h8V9H13v3.5c0 .8-.7 1.5-1.5 1.5h-8A1.5 1.5 0 0 1 2 12.5v-8C2 3.7 2.7 3 3.5 3Z"
    />
  </Icon>
);
