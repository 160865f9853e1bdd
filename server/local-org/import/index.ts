export { importFolder, type ImportOptions } from './import-folder.ts';
export { describeProblem, ImportError, type Problem } from './problem.ts';
export type { DemoUser, ImportReport, Progress } from './report.ts';
export { grantPersonas, profileOf, serviceUsername } from './personas.ts';
