export { changeCharted } from './changeCharted';
export type { ChartedInput, ChartRelease, RenderChart } from './charted';
export type { ValuesPlace } from './editValues';
export { setValueOf, targetPathOf } from './fixedValues';
export type { FixedValue } from './fixedValues';
export { localChartsOf, withLocalCharts } from './localCharts';
export type { ValuePath } from './values';
