import { resolve } from 'node:path';
import { ensureGoProgram } from '../binary/ensureGoProgram';

// eslint-disable-next-line no-restricted-syntax
const SOURCES = resolve(__dirname, '../../flux');

/** The controllers of Flux that the lab has, in the order in which they are built and started. */
export const FLUX_CONTROLLERS = [
  'source-controller',
  'kustomize-controller',
] as const;
export type FluxController = (typeof FLUX_CONTROLLERS)[number];

/** Paths of the binaries of Flux. */
export type Flux = Readonly<Record<FluxController, string>>;

/**
 * The binaries of Flux's source-controller and kustomize-controller, with the definitions of their kinds; built when there are none
 * for these versions. One module holds both, so what they share is compiled once. @throws LabProblem
 */
export async function ensureFlux(
  cache: string,
  say: (line: string) => void,
): Promise<Flux> {
  const binaries = {} as Record<FluxController, string>;
  for (const name of FLUX_CONTROLLERS) {
    const module = `github.com/fluxcd/${name}`;
    binaries[name] = await ensureGoProgram(
      {
        title: `${name} of Flux`,
        name,
        sources: SOURCES,
        target: module,
        // Not optimised: it is compiled in less time, and quick enough for tests.
        flags: ['-gcflags', 'all=-N -l', '-ldflags', '-s -w'],
        probe: ['--help'],
        takes: 'about ten minutes for both of its controllers',
        files: { module, folders: ['config/crd'] },
      },
      cache,
      say,
    );
  }
  return binaries;
}
