// @vitest-environment happy-dom
import { cleanup, render, screen } from '@testing-library/preact';
import { afterEach, expect, it } from 'vitest';
import { newsOf, StepNews } from '../../../components/StepNews.tsx';
import type { Outcome } from '../../../lib/domain/report.ts';

afterEach(cleanup);
const steps = (...outcomes: Outcome[]) =>
  newsOf(
    outcomes.map((outcome, at) => ({ id: `step ${at + 1}`, outcome })),
    ({ id }) => id,
  );
const told = () => screen.getByRole('status').textContent;

it('tells each step once, and those that end together in one breath', () => {
  const { rerender } = render(<StepNews turn={1} ended={steps('passed', 'running')} />);
  expect(told()).toBe('step 1: passed.');
  rerender(<StepNews turn={1} ended={steps('passed', 'running', 'waiting')} />);
  expect(told()).toBe('step 1: passed.');
  rerender(<StepNews turn={1} ended={steps('passed', 'passed', 'failed')} />);
  expect(told()).toBe('step 2: passed. step 3: failed.');
});

it('tells all of them anew when they run again', () => {
  const { rerender } = render(<StepNews turn={1} ended={steps('passed', 'failed')} />);
  rerender(<StepNews turn={2} ended={[]} />);
  expect(told()).toBe('');
  rerender(<StepNews turn={2} ended={steps('passed', 'failed')} />);
  expect(told()).toBe('step 1: passed. step 2: failed.');
});

it('says nothing of what waits, runs or was skipped', () => {
  render(<StepNews turn={1} ended={steps('waiting', 'running', 'skipped', 'cancelled')} />);
  expect(told()).toBe('');
});
