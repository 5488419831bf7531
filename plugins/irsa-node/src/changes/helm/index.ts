export { changeCharted } from './changeCharted';
export type { ChartedInput, ChartRelease, RenderChart } from './changeCharted';
export type { ValuesPlace } from './editValues';
