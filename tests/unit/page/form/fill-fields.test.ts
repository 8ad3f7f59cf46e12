// @vitest-environment happy-dom
import { beforeEach, describe, expect, it } from 'vitest';
import type { FieldValue } from '../../../../lib/domain/form/form-field.ts';
import { fillField, fillFields } from '../../../../lib/page/form/fill-fields.ts';

const CLIENT_ID: FieldValue = { field: 'clientId', text: 'b7c1' };
const SCHEME: FieldValue = { field: 'scheme', choice: 'dataverse' };
const IFD: FieldValue = { field: 'scheme', choice: 'ifd' };
/** Nothing is laid out here, so everything counts as seen. */
const judge = () => undefined;
const now = { patienceMs: 0, isStopped: () => false, judge };
const patient = { ...now, patienceMs: 5_000 };

function show(markup: string) {
  const parsed = new DOMParser().parseFromString(markup, 'text/html');
  document.body.replaceChildren(...parsed.body.childNodes);
}
const FIELD = '<label for="a">Client Id</label><input id="a">';
const input = () => document.querySelector<HTMLInputElement>('#a');
beforeEach(() => document.body.replaceChildren());

it('fills what is there and says what is not', async () => {
  show(FIELD);
  const values: FieldValue[] = [{ field: 'organisationUrl', text: 'https://a.test' }, CLIENT_ID];
  expect(await fillFields(values, now)).toEqual([
    { field: 'organisationUrl', outcome: 'not-found' },
    { field: 'clientId', outcome: 'filled' },
  ]);
  expect(input()?.value).toBe('b7c1');
});

it('waits for a field that is drawn late, and no longer than for that', async () => {
  const filling = fillFields([CLIENT_ID], patient);
  queueMicrotask(() => show(FIELD));
  expect(await filling).toEqual([{ field: 'clientId', outcome: 'filled' }]);
});

it('a Scheme that need not be there is neither waited for nor told', async () => {
  show(FIELD);
  expect(await fillFields([SCHEME, CLIENT_ID], patient)).toEqual([
    { field: 'clientId', outcome: 'filled' },
  ]);
  expect(await fillFields([IFD], now)).toEqual([{ field: 'scheme', outcome: 'not-found' }]);
});

it('writes nothing more once another filling has begun', async () => {
  show(FIELD);
  expect(await fillFields([CLIENT_ID], { ...now, isStopped: () => true })).toEqual([]);
  expect(input()?.value).toBe('');
});

describe('a page that moves while it is filled', () => {
  const onFocus = (react: (field: HTMLInputElement) => void) => {
    show(FIELD);
    input()?.addEventListener('focus', () => {
      const field = input();
      if (field) react(field);
    });
  };

  it('a field that is exchanged as one comes into it gets nothing', async () => {
    onFocus((field) => {
      const other = document.createElement('input');
      other.id = 'a';
      field.replaceWith(other);
    });
    expect(await fillField(CLIENT_ID, judge)).toMatchObject({ why: 'not-kept' });
    expect(input()?.value).toBe('');
  });

  it('a twin that comes up at that moment keeps both empty', async () => {
    onFocus((field) => {
      const twin = document.createElement('input');
      twin.setAttribute('aria-label', 'Client Id');
      field.after(twin);
    });
    expect(await fillField(CLIENT_ID, judge)).toMatchObject({ why: 'several' });
    expect([...document.querySelectorAll('input')].map(({ value }) => value)).toEqual(['', '']);
  });

  it('a value that the page takes away again is not called filled', async () => {
    show(FIELD);
    input()?.addEventListener('input', () => {
      const field = input();
      if (field) field.value = 'something else';
    });
    expect(await fillField(CLIENT_ID, judge)).toMatchObject({ why: 'not-kept' });
  });

  it('a field that is drawn anew with the same value is called filled', async () => {
    show(FIELD);
    input()?.addEventListener('change', () => {
      const other = document.createElement('input');
      other.id = 'a';
      other.value = input()?.value ?? '';
      input()?.replaceWith(other);
    });
    expect(await fillField(CLIENT_ID, judge)).toEqual({ field: 'clientId', outcome: 'filled' });
  });
});
