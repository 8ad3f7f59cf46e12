// @vitest-environment happy-dom
import { fireEvent } from '@testing-library/preact';
import { useState } from 'preact/hooks';
import { expect, it, vi } from 'vitest';
import { TextField } from '../../../components/fields.tsx';
import { messages, speak } from '../../../lib/language/messages.ts';
import { draw } from '../../../lib/ui/draw.tsx';
import { store } from '../../../lib/ui/store.ts';
import { useStore } from '../../../lib/ui/use-store.ts';

vi.mock('../../../lib/ui/language.ts', () => ({ followLanguage: vi.fn() }));

const words = messages('test.draw', { email: 'Email' });
const GERMAN = { 'test.draw': { email: 'E-Mail' } };

/** A second field comes when a job is opened. */
function Page() {
  const [typed, setTyped] = useState('');
  const isMore = useStore((state) => state.job === 'mapping');
  return (
    <>
      <TextField label={words.get().email} value={typed} onType={setTyped} />
      {isMore && <TextField label="More" value="" onType={() => {}} />}
    </>
  );
}

it('a change of the language draws all anew; what is typed stays, and each label keeps a field of its own', async () => {
  document.body.innerHTML = '<div id="app"></div>';
  await draw(<Page />);
  const [box] = document.getElementsByTagName('input');
  if (box) fireEvent.input(box, { target: { value: 'half an addr' } });
  speak({ language: 'de', region: 'de' }, GERMAN);
  await vi.waitFor(() => expect(document.querySelector('label')?.textContent).toBe('E-Mail'));
  expect(document.querySelector('input')).toBe(box);
  expect(box?.value).toBe('half an addr');
  speak({ language: 'en', region: 'en' });
  await vi.waitFor(() => expect(document.querySelector('label')?.textContent).toBe('Email'));

  store.setState({ job: 'mapping' });
  await vi.waitFor(() => expect(document.querySelectorAll('input')).toHaveLength(2));
  const ids = [...document.querySelectorAll('[id]')].map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
});
