import ts from 'typescript';

const known = new Map<string, string>();

/** The JavaScript of a component's TypeScript, as the build emits it. */
export const emitted = (text: string): string => {
  const found = known.get(text);
  if (found !== undefined) return found;
  const { outputText } = ts.transpileModule(text, {
    compilerOptions: {
      target: ts.ScriptTarget.ESNext,
      module: ts.ModuleKind.ESNext,
      experimentalDecorators: false,
      useDefineForClassFields: true,
      verbatimModuleSyntax: true,
    },
  });
  known.set(text, outputText);
  return outputText;
};

/** Whether the build makes JavaScript of it. */
export const isEmitted = (file: string): boolean => /\/lwc\/.*(?<!\.d)\.ts$/.test(file) && !file.includes('/__');
