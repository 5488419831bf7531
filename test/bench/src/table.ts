import { Measurement } from './Measurement';

const seconds = (milliseconds: number) =>
  `${(milliseconds / 1000).toFixed(1)} s`;
const ms = (milliseconds: number) => `${Math.round(milliseconds)} ms`;
const mb = (megabytes: number) => `${Math.round(megabytes)} MB`;

const ROWS: [string, string, (result: Measurement) => string][] = [
  ['Fleet ready', '', r => seconds(r.loaded)],
  ['IAM snapshot of the account', '', r => seconds(r.iam)],
  [
    'Objects read by the raw requests',
    '',
    r => r.rawObjects.toLocaleString('en'),
  ],
  ['The same objects, raw', '', r => seconds(r.raw)],
  [
    'First scan by a process that has just started',
    '',
    r => seconds(r.scanAtStart),
  ],
  ['First scan', '', r => seconds(r.scan)],
  ['First scan ÷ raw', '1.3', r => (r.scan / r.raw).toFixed(2)],
  ['The same by processor time', '1.3', r => (r.scanCpu / r.rawCpu).toFixed(2)],
  ['Scan again, no Secret has changed', '', r => seconds(r.again)],
  ['Scan again ÷ raw', '0.7', r => (r.again / r.raw).toFixed(2)],
  [
    'The same by processor time',
    '0.7',
    r => (r.againCpu / r.rawCpu).toFixed(2),
  ],
  ['Event loop blocked, longest', '50 ms', r => ms(r.blocked)],
  ['Of that processor time, longest', '50 ms', r => ms(r.blockedCpu)],
  ['Memory above idle, first scan', '150 MB', r => mb(r.peakMb - r.idleMb)],
  [
    'Memory above idle, second scan',
    '150 MB',
    r => mb(r.peakAgainMb - r.idleMb),
  ],
  ['Change to visible, median', '', r => ms(r.visible50)],
  ['Change to visible, p95', '500 ms', r => ms(r.visible95)],
  ['Changes a second in the stream', '50', r => r.streamRate.toFixed(0)],
  ['Processor time a change', '', r => ms(r.streamCpu)],
  ['Stream, change to visible, median', '', r => ms(r.stream50)],
  ['Stream, change to visible, p95', '500 ms', r => ms(r.stream95)],
  ['GET /workloads with filter and sort, median', '', r => ms(r.list50)],
  ['GET /workloads with filter and sort, p95', '50 ms', r => ms(r.list95)],
  ['200 of them at once, median', '', r => ms(r.crowd50)],
  ['200 of them at once, p99', '1000 ms', r => ms(r.crowd99)],
  ['The same without HTTP, p95', '', r => ms(r.listFunction95)],
  ['GET /summary, p95', '', r => ms(r.summary95)],
  ['GET /heat-map, p95', '', r => ms(r.heatMap95)],
  ['Machine slower than at its best, lists', '', r => r.slowed.toFixed(2)],
  ['Database', '', r => mb(r.databaseMb)],
];

/** A Markdown table with one column for each size. */
export function table(results: Measurement[]): string {
  const lines = [
    [
      '',
      'Goal',
      ...results.map(r => `${r.workloads.toLocaleString('en')} workloads`),
    ],
    ['---', '---', ...results.map(() => '---')],
    ...ROWS.map(([name, goal, value]) => [name, goal, ...results.map(value)]),
  ];
  return lines.map(cells => `| ${cells.join(' | ')} |`).join('\n');
}
