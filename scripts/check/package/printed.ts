import type { Problem } from '../../../server/local-org/metadata/package/component.ts';

/** One line a problem, in the order of files and lines, each once. */
export const printed = (problems: readonly Problem[]): readonly string[] => {
  const ordered = problems.toSorted((a, b) => a.file.localeCompare(b.file) || (a.line ?? 0) - (b.line ?? 0));
  const lines = ordered.map(
    ({ file, line, rule, severity, message }) =>
      `${file}:${line ?? 1} ${severity === 'warning' ? 'warning ' : ''}${rule}: ${message}`,
  );
  return [...new Set(lines)];
};
