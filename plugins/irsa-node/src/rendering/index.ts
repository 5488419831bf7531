export { RenderError } from './RenderError';
export type { RenderProblem } from './RenderError';
export { renderFiles, renderKustomize } from './renderKustomize';
export { runProgram } from './runProgram';
export type { RunOptions } from './runProgram';
export { inWorkFolder, sweepWorkFolders } from './workFolder';
export { renderChartFiles, renderHelm } from './renderHelm';
export type { HelmRelease } from './renderHelm';
