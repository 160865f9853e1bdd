import type { Plugin } from 'rollup';
import ts from 'typescript';

const options: ts.CompilerOptions = {
  target: ts.ScriptTarget.ESNext,
  module: ts.ModuleKind.ESNext,
  verbatimModuleSyntax: true,
  useDefineForClassFields: true,
};

/** Takes the types out of the shell's own TypeScript; decorators and imports stay for LWC's compiler. */
export const stripTypes = (): Plugin => ({
  name: 'strip-types',
  transform: (code, id) => {
    const [file = ''] = id.split('?');
    if (!file.endsWith('.ts')) return null;
    return { code: ts.transpileModule(code, { fileName: file, compilerOptions: options }).outputText, map: null };
  },
});
