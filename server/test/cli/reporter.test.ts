import { describe, expect, it } from 'vitest';
import type { RunOutcome } from '../../src/application/ports/run-requests.ts';
import { jsonReporter, textReporter } from '../../src/cli/reporter.ts';

const outcome: RunOutcome = {
  status: 'Succeeded',
  counts: { read: 9, written: 1, unchanged: 2, failed: 0 },
  message: 'Planned.',
  finishedAt: '2026-11-24T12:00:00.000Z',
};

describe('events for programs', () => {
  const collect = () => {
    const lines: string[] = [];
    let now = 0;
    const reporter = jsonReporter(
      (line) => lines.push(line),
      () => now,
    );
    return {
      reporter,
      events: () => lines.map((line) => JSON.parse(line) as unknown),
      lines,
      wait: (ms: number) => {
        now += ms;
      },
    };
  };

  it('are one JSON object a line', () => {
    const { reporter, events, lines } = collect();
    reporter.ready('http://127.0.0.1:4200');
    reporter.run(outcome);
    reporter.failed('No\nluck', ['one']);
    expect(lines.every((line) => line.endsWith('}\n') && line.indexOf('\n') === line.length - 1)).toBe(true);
    expect(events()).toEqual([
      { event: 'ready', url: 'http://127.0.0.1:4200' },
      { event: 'run', status: 'Succeeded', read: 9, written: 1, unchanged: 2, failed: 0, message: 'Planned.' },
      { event: 'failed', message: 'No\nluck', problems: ['one'] },
    ]);
  });

  it('tell progress at each new step, at its end, and else ten times a second', () => {
    const { reporter, events, wait } = collect();
    reporter.progress({ step: 'Read', done: 1 });
    reporter.progress({ step: 'Read', done: 2 });
    wait(100);
    reporter.progress({ step: 'Read', done: 3 });
    reporter.progress({ step: 'Write', done: 0, total: 2 });
    reporter.progress({ step: 'Write', done: 1, total: 2 });
    reporter.progress({ step: 'Write', done: 2, total: 2 });
    expect(events().map((event) => (event as { done: number }).done)).toEqual([1, 3, 0, 2]);
  });
});

describe('words for people', () => {
  const terminal = (isTTY: boolean) => {
    let text = '';
    return { isTTY, write: (more: string) => void (text += more), text: () => text };
  };

  it('move on one line of a terminal, and are gone when the outcome stands there', () => {
    const [out, errors] = [terminal(true), terminal(true)];
    const reporter = textReporter(out, errors, () => 0);
    reporter.progress({ step: 'Write back', done: 1200, total: 8800 });
    reporter.run(outcome);
    expect(out.text()).toBe('\r\u001B[KWrite back: 1,200 of 8,800\r\u001B[KPlanned.\n');
  });

  it('are one line a step elsewhere, with failures on the error stream', () => {
    const [out, errors] = [terminal(false), terminal(false)];
    const reporter = textReporter(out, errors, () => 0);
    reporter.progress({ step: 'Plan', done: 1, total: 2 });
    reporter.progress({ step: 'Plan', done: 2, total: 2 });
    reporter.run({ ...outcome, status: 'Failed', message: 'No quarter.' });
    expect(out.text()).toBe('Plan …\n');
    expect(errors.text()).toBe('The run failed. No quarter.\n');
  });
});
