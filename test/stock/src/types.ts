import { rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { ownPackages } from './ownPackages';
import { CommandError } from './run';
import { StockPortal } from './StockPortal';

const isOurs = (line: string) =>
  /^(node_modules\/(backstage-plugin-irsa|irsa-audit)|packages\/app\/src\/stock)/.test(
    line,
  );

/**
 * The portal's own type check, and then our declarations, which that one skips as it skips all of node_modules. What is
 * wrong in the declarations of others is not for us to mend.
 */
export async function checkTypes(portal: StockPortal): Promise<void> {
  await portal.run('yarn', ['tsc']);
  const file = path.join(portal.folder, 'tsconfig.stock.json');
  const source = path.join(portal.folder, 'packages/app/src/stock.ts');
  writeFileSync(
    source,
    ownPackages
      .map((name, index) => `import * as p${index} from '${name}';\n`)
      .join('')
      .concat(
        `export { ${ownPackages
          .map((_, index) => `p${index}`)
          .join(', ')} };\n`,
      ),
  );
  writeFileSync(
    file,
    JSON.stringify({
      extends: './tsconfig.json',
      include: ['packages/app/src/stock.ts'],
      compilerOptions: {
        skipLibCheck: false,
        incremental: false,
        noEmit: true,
        emitDeclarationOnly: false,
      },
    }),
  );
  try {
    await portal.run('yarn', ['tsc', '--project', file]);
  } catch (error) {
    const ours =
      error instanceof CommandError
        ? error.output.split('\n').filter(isOurs)
        : [String(error)];
    if (ours.length > 0) {
      throw new Error(`The declarations have errors:\n${ours.join('\n')}`);
    }
  } finally {
    rmSync(file);
    rmSync(source);
  }
}
