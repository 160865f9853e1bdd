/**
 * Emits the JavaScript of every Lightning web component beside its TypeScript, and copies Chart.js in as a static
 * resource; first of all come the import's rules, which the companion has too, and the modules that the platform makes
 * of the metadata. TypeScript's `paths` allow one `*` where areas would need two, so the paths are written here.
 */
import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { inNamespace } from '../../server/local-org/metadata/package/namespaced-files.ts';
import { sfdxProject } from '../../server/local-org/metadata/package/sfdx-project.ts';
import { bundles } from './bundles.ts';
import { emitPlatformModules } from './platform-modules.ts';
import { emitQuotaImportRules } from './quota-import-rules.ts';

emitQuotaImportRules(process.cwd());
emitPlatformModules(process.cwd());

const paths = Object.fromEntries(
  bundles(process.cwd())
    .map(({ name, folder }) => [`c/${name}`, `${folder}/${name}.ts`] as const)
    .filter(([, file]) => existsSync(file))
    .map(([specifier, file]) => [specifier, [`../${file}`]]),
);
mkdirSync('build', { recursive: true });
writeFileSync(
  'build/tsconfig.lwc-paths.json',
  `${JSON.stringify({ compilerOptions: { paths } }, null, 2)}\n`,
);

// Jest and the shell would otherwise go on reading the .js of a module whose .ts is gone.
for (const emitted of globSync('force-app/main/*/lwc/*/*.js')) rmSync(emitted);

const chart = 'force-app/main/foundation/staticresources/chartjs.js';
if (existsSync(`${chart.slice(0, -3)}.resource-meta.xml`)) {
  copyFileSync('node_modules/chart.js/dist/chart.umd.min.js', chart);
}

const { status } = spawnSync('tsc', ['-p', 'force-app'], { stdio: 'inherit', shell: process.platform === 'win32' });
// The platform puts a package's namespace into metadata, not into the names that scripts and queries write.
const { namespace } = sfdxProject(process.cwd());
if (namespace !== '') {
  for (const emitted of globSync('force-app/main/*/lwc/*/*.js')) {
    writeFileSync(emitted, inNamespace(readFileSync(emitted, 'utf8'), namespace));
  }
}
process.exit(status ?? 1);
