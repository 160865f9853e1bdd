import path from 'node:path';
import ts from 'typescript';
import { isEmitted } from './emitted.ts';
import type { ProjectCopy } from './project-copy.ts';

const messages = (diagnostics: readonly ts.Diagnostic[]): readonly string[] =>
  diagnostics.map(({ messageText, file }) => {
    const where = file === undefined ? '' : `${path.basename(file.fileName)}: `;
    return `${where}${ts.flattenDiagnosticMessageText(messageText, ' ')}`;
  });

/** The type check of components, over copies of them: what `tsc` says of the bundles that a change touches. */
export class TypeCheck {
  readonly #root: string;
  readonly #service: ts.LanguageService;
  #copy: ProjectCopy;
  #round = 0;
  #changed: ReadonlySet<string> = new Set();
  readonly #versions = new Map<string, number>();

  constructor(root: string, clean: ProjectCopy) {
    this.#root = root;
    this.#copy = clean;
    const config = path.join(root, 'force-app/tsconfig.json');
    const { options, fileNames } = ts.parseJsonConfigFileContent(
      ts.readConfigFile(config, (file) => ts.sys.readFile(file)).config,
      ts.sys,
      path.dirname(config),
    );
    const ambient = fileNames.filter((file) => file.endsWith('.d.ts'));
    const host: ts.LanguageServiceHost = {
      getCompilationSettings: () => ({ ...options, noEmit: true }),
      getCurrentDirectory: () => root,
      getDefaultLibFileName: (settings) => ts.getDefaultLibFilePath(settings),
      getScriptFileNames: () => [
        ...ambient,
        ...[...this.#copy.keys()].filter(isEmitted).map((file) => path.join(root, file)),
      ],
      getScriptVersion: (file) => String(this.#versions.get(file) ?? 0),
      getScriptSnapshot: (file) => {
        const text = this.#read(file);
        return text === undefined ? undefined : ts.ScriptSnapshot.fromString(text);
      },
      fileExists: (file) => (this.#isOurs(file) ? this.#own(file) !== undefined : ts.sys.fileExists(file)),
      readFile: (file) => this.#read(file),
      directoryExists: (folder) => ts.sys.directoryExists(folder),
      getDirectories: (folder) => ts.sys.getDirectories(folder),
    };
    this.#service = ts.createLanguageService(host);
  }

  /** What does not type-check in the bundles that were touched. */
  errors(copy: ProjectCopy, touched: readonly string[]): readonly string[] {
    this.#copy = copy;
    this.#round += 1;
    // The files of the last round are back as they were, those of this one are other.
    for (const file of [...this.#changed, ...touched]) this.#versions.set(path.join(this.#root, file), this.#round);
    this.#changed = new Set(touched);
    const folders = new Set(touched.filter((file) => file.includes('/lwc/')).map((file) => path.posix.dirname(file)));
    return [...copy.keys()]
      .filter((file) => isEmitted(file) && folders.has(path.posix.dirname(file)))
      .flatMap((file) => {
        const full = path.join(this.#root, file);
        return messages([
          ...this.#service.getSyntacticDiagnostics(full),
          ...this.#service.getSemanticDiagnostics(full),
        ]);
      });
  }

  #isOurs(file: string): boolean {
    return isEmitted(file) && file.startsWith(path.join(this.#root, 'force-app'));
  }

  #own(file: string): string | undefined {
    return this.#copy.get(path.relative(this.#root, file).replaceAll('\\', '/'));
  }

  #read(file: string): string | undefined {
    return this.#isOurs(file) ? this.#own(file) : ts.sys.readFile(file);
  }
}
